/** The form of one record: values, draft, saving. The screen around it only draws. */
import { useCallback, useEffect, useMemo, useState } from "react";
import { useForm, type UseFormReturn } from "react-hook-form";
import type { FullRecord } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { useChanges } from "../stores/changes.ts";
import { editKey } from "../stores/route.ts";
import { resolverOf } from "./form-schema.ts";
import { fieldOfPath, type OnHalfTyped } from "../values/half-typed.ts";
import { moveSession, sessionOf, type FormSession } from "./form-sessions.ts";
import type { RecordRoute } from "../stores/route.ts";
import type { OpenForm } from "./open-form.ts";
import { savedIds, withIds } from "./saved-rows.ts";
import { patchesBetween, type Applied } from "./undo-history.ts";
import type { DraftFacts } from "./draft.ts";
import { readTypedDates } from "./read-dates.ts";
import { useDraft } from "./use-draft.ts";
import {
  isBlankRow,
  rebase,
  saveInput,
  valuesOf,
  type ChildRow,
  type FieldValues,
  type FormValues,
} from "../values/form-values.ts";

/** `isTouched: false` for a step that was only opened: nothing was typed that a draft should keep. */
export type SetEvent = (event: FieldValues | null, isTouched: boolean) => void;

export interface RecordForm {
  readonly form: UseFormReturn<FormValues>;
  /** Undo history and place of this form; outlives the component while the form is open. */
  readonly session: FormSession;
  readonly draft: DraftFacts;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly saveError: unknown;
  readonly event: FieldValues | null;
  readonly setEvent: SetEvent;
  readonly halfType: OnHalfTyped;
  /** null when something has to be corrected first or the save failed. Nothing that was typed is lost either way. */
  readonly save: () => Promise<FullRecord | null>;
  /** Back to the saved values; the draft is gone. */
  readonly discard: () => Promise<void>;
  /** A newer state of the record (an event was added, an import changed it). */
  readonly accept: (full: FullRecord) => void;
  /** Puts other values into the form, e.g. an earlier version: one change that can be undone, not saved yet. */
  readonly load: (values: FormValues) => void;
  /** Shows what an undo or redo changed. */
  readonly show: (applied: Applied) => void;
}

export function useRecordForm(route: RecordRoute, opened: OpenForm): RecordForm {
  const { kind, recordId, draftKey } = route;
  const [session] = useState(() => sessionOf({ key: draftKey, kind, recordId }, opened));
  const { history } = session;
  const form = useForm<FormValues>({
    defaultValues: structuredClone(history.present),
    resolver: resolverOf(kind),
    mode: "onSubmit",
    reValidateMode: "onChange",
    // The first wrong field is found in the page's order, which RHF does not know (see focusFirstInvalid).
    shouldFocusError: false,
  });
  const [isDirty, setDirty] = useState(() => session.isChanged);
  const [isSaving, setSaving] = useState(false);
  const [saveError, setSaveError] = useState<unknown>(null);
  const [event, setEventState] = useState(session.event);
  const draft = useDraft(session);
  // The strip's mark and title are there from the first moment, also for a draft that was restored.
  useEffect(() => void session.describe(), [session]);

  /** The draft and the marks follow what the history holds: one snapshot a keystroke, of the changed field alone. */
  const follow = useCallback(() => {
    setDirty(session.follow());
  }, [session]);

  const noteChange = useCallback(() => {
    if (session.isApplying) return;
    history.change(form.getValues(), { now: Date.now(), composition: session.composition });
    follow();
  }, [session, history, form, follow]);

  useEffect(() => form.subscribe({ formState: { values: true }, callback: noteChange }), [form, noteChange]);

  useEffect(() => {
    const write = (rows: ChildRow[]) => form.setValue("attachments", rows, { shouldDirty: true, shouldTouch: true });
    // A file may have come in between the form's first drawing and now.
    const { attachments } = session.history.present;
    if (form.getValues("attachments").length !== attachments.length)
      session.apply(() => form.setValue("attachments", structuredClone(attachments), { shouldDirty: true }));
    return session.onScreen(write);
  }, [form, session]);

  const setEvent = useCallback(
    (next: FieldValues | null, isTouched: boolean) => {
      session.typeEvent(isTouched ? next : null);
      setEventState(next);
      follow();
    },
    [session, follow],
  );

  const halfType = useCallback(
    (path: string, text: string) => {
      const name = fieldOfPath(path);
      if (name === null) return;
      session.halfType(name, text);
      follow();
    },
    [session, follow],
  );

  /** Puts values into the form that the user did not enter. */
  const reset = useCallback(
    (values: FormValues, options: Parameters<typeof form.reset>[1]) => {
      session.apply(() => form.reset(structuredClone(values), options));
      history.external(form.getValues());
    },
    [form, session, history],
  );

  const accept = useCallback(
    (full: FullRecord) => {
      const next = valuesOf(kind, full);
      const rebased = rebase(session.base, next, history.present);
      session.rebase(next);
      reset(rebased, { keepErrors: true, keepIsSubmitted: true });
      setDirty(session.describe());
    },
    [session, history, kind, reset],
  );

  const load = useCallback(
    (values: FormValues) => {
      history.seal();
      session.apply(() => {
        for (const { path, after } of patchesBetween(history.present, values)) {
          form.setValue(path, structuredClone(after), { shouldDirty: true });
          form.clearErrors(path);
        }
      });
      noteChange();
      history.seal();
    },
    [form, session, history, noteChange],
  );

  const show = useCallback(
    ({ patches }: Applied) => {
      session.apply(() => {
        for (const { path, value } of patches) {
          form.setValue(path, structuredClone(value), { shouldDirty: true });
          form.clearErrors(path);
        }
      });
      follow();
    },
    [form, session, follow],
  );

  const save = useCallback(async (): Promise<FullRecord | null> => {
    setSaveError(null);
    dropBlankRows(form);
    readTypedDates(form, kind);
    // Not as a submission: after one, RHF would mark rows as wrong the moment they are added. A field that is corrected
    // drops its own mark (see Field).
    if (!(await form.trigger())) return null;
    setSaving(true);
    const submitted = history.present;
    try {
      await session.draft.settle();
      const full = await client.call("record.save", saveInput(kind, recordId, draftKey, session.base, submitted));
      session.draft.forgotten();
      // Rows that were new are the saved ones from here on, also in what was typed while the disk worked and in the history.
      const ids = savedIds(submitted, full);
      history.adopt(ids);
      // What was typed while the disk worked counts as a change of the record just saved.
      session.rebase(withIds(submitted, ids));
      accept(full);
      // The form of a new record gives way to that of the saved one, which finds the rest in its own draft.
      if (recordId === null) moveSession(draftKey, { key: editKey(full.record.id), kind, recordId: full.record.id });
      follow();
      if (recordId === null) await session.draft.flush();
      useChanges.getState().changed();
      return full;
    } catch (error) {
      setSaveError(error);
      follow();
      return null;
    } finally {
      setSaving(false);
    }
  }, [form, session, history, kind, recordId, draftKey, accept, follow]);

  const discard = useCallback(async () => {
    session.files.cancelAll();
    await session.draft.settle();
    await client.call("draft.discard", { key: draftKey });
    session.draft.forgotten();
    session.typeEvent(null);
    setEventState(null);
    reset(session.base, {});
    follow();
    setSaveError(null);
    await session.draft.settle();
    useChanges.getState().changed();
  }, [session, reset, follow, draftKey]);

  return useMemo(
    () => ({
      form,
      session,
      draft,
      isDirty,
      isSaving,
      saveError,
      event,
      setEvent,
      halfType,
      save,
      discard,
      accept,
      load,
      show,
    }),
    [form, session, draft, isDirty, isSaving, saveError, event, setEvent, halfType, save, discard, accept, load, show],
  );
}

/** A child row that was added and left blank is not an error; it was never meant. */
function dropBlankRows(form: UseFormReturn<FormValues>): void {
  for (const name of ["problems", "measures"] as const) {
    const rows = form.getValues(name);
    const kept = rows.filter((row) => !isBlankRow(row));
    if (kept.length !== rows.length) form.setValue(name, kept);
  }
}

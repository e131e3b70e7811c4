/** The form with everything around it: header, draft bar, side panel, the bar with the buttons. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { blankValue, columnsOf, isMainKind } from "../../../db/schema/kinds.ts";
import { carriedOver } from "../../forms/carry-over.ts";
import { dropSession } from "../../forms/form-sessions.ts";
import { HalfTyped } from "../../values/half-typed.ts";
import { RecordFields } from "../../forms/record-fields.tsx";
import { moveFocusedRow } from "../../forms/row-moves.ts";
import type { OpenForm } from "../../forms/open-form.ts";
import { dayOf } from "../../text/times.ts";
import { useFormPlace } from "../../forms/use-form-place.ts";
import { fieldsOf } from "../../values/form-values.ts";
import { useOpenForms } from "../../stores/open-forms.ts";
import { CarriedBar } from "./carried-bar.tsx";
import { SimilarBar } from "../../forms/similar/similar-bar.tsx";
import { useUndo } from "../../forms/use-undo.ts";
import { useRecordForm } from "../../forms/use-record-form.ts";
import { kindWindows } from "../../kinds/register.ts";
import { FormWarnings } from "../../forms/warnings/context.tsx";
import { WarningSummary } from "../../forms/warnings/warning-summary.tsx";
import { useChanges } from "../../stores/changes.ts";
import { editKey, newRoute, recordRoute, useRoute, type RecordRoute } from "../../stores/route.ts";
import { useStations } from "../../stores/stations.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { useShortcuts } from "../../commands/use-shortcuts.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { Attachments } from "./attachments/index.tsx";
import { AttachmentJump } from "./attachments/jump.tsx";
import { useAttaching } from "./attachments/use-attaching.ts";
import { Conflicts } from "./conflicts.tsx";
import { focusFirst } from "../../forms/form-places.ts";
import { focusFirstInvalid } from "./focus.ts";
import { RecordBar } from "./record-bar.tsx";
import { RecordHeader } from "./record-header.tsx";
import { RecordLinks } from "./record-links.tsx";
import { RestoredBar } from "./restored-bar.tsx";
import { SidePanel } from "./side-panel.tsx";

interface Props {
  readonly route: RecordRoute;
  readonly opened: OpenForm;
}

export function RecordEditor({ route, opened }: Props) {
  const { kind, recordId } = route;
  const { t } = useTranslation();
  const toast = useToast();
  const { open, back, replace, forget: forgetRoute } = useRoute();
  const stations = useStations();
  const record = useRecordForm(route, opened);
  const { form, session, save: saveForm, accept, draft } = record;
  const attaching = useAttaching(session);
  const [isWaiting, setWaiting] = useState(false);
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const root = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const undo = useUndo(main, session, record.show);

  // Reads the record again after any write (an event, an import); what is being typed stays.
  const fresh = useQuery("record.get", recordId === null ? null : { id: recordId }).data;
  const full = fresh ?? opened.full;
  const accepted = useRef(opened.full?.record.updatedAt);
  useEffect(() => {
    if (fresh === undefined || fresh.record.updatedAt === accepted.current) return;
    accepted.current = fresh.record.updatedAt;
    accept(fresh);
  }, [fresh, accept]);

  useFormPlace(main, session, recordId === null);

  const save = useCallback(
    async (andNew: boolean) => {
      // A photo that was dropped a moment ago belongs to what is saved.
      setWaiting(true);
      await session.files.settled();
      setWaiting(false);
      if (!isMounted.current) {
        const { title } = useOpenForms.getState().tabs.find((tab) => tab.route.draftKey === session.key) ?? {
          title: "",
        };
        return toast.warn(t("attachment.saveAgain", { title }));
      }
      const saved = await saveForm();
      if (saved === null) {
        if (root.current !== null) focusFirstInvalid(root.current);
        return;
      }
      accepted.current = saved.record.updatedAt;
      toast.done(t("record.saved"));
      const { rename } = useOpenForms.getState();
      const next = andNew
        ? newRoute(kind, carriedOver(kind, fieldsOf(kind, saved.record), dayOf(new Date())), true)
        : recordRoute(kind, saved.record.id);
      if (!andNew && recordId !== null) return;
      rename(route.draftKey, next);
      forgetRoute(route.draftKey);
      if (andNew) dropSession(editKey(saved.record.id));
      // Unless the clerk has gone on to something else while the disk worked.
      if (useRoute.getState().route === route) replace(next);
    },
    [session, saveForm, toast, t, kind, recordId, route, replace, forgetRoute],
  );
  const leave = useCallback(() => {
    void session.draft.flush().then(() => {
      useChanges.getState().changed();
      // What is saved, or was never begun, is closed on the way; what is not saved, or gets files still, stays in the strip.
      const { tabs, forget } = useOpenForms.getState();
      const isUnsaved = tabs.some((tab) => tab.route.draftKey === route.draftKey && tab.isUnsaved);
      if (!isUnsaved) {
        forget(route.draftKey);
        forgetRoute(route.draftKey);
      }
      back();
      if (!isUnsaved) dropSession(route.draftKey);
    });
  }, [session, back, route, forgetRoute]);
  useShortcuts({
    save: () => void save(false),
    saveAndNew: () => void save(true),
    create: () => open(newRoute(kind)),
    leave,
    undo: undo.undo,
    redo: undo.redo,
    moveRowUp: () => void moveFocusedRow("up"),
    moveRowDown: () => void moveFocusedRow("down"),
  });

  const clearCarried = () => {
    for (const name of Object.keys(route.prefill ?? {})) {
      const meta = columnsOf(kind).find((column) => column.name === name)?.meta;
      const value = kindWindows[kind].known(null, new Date())[name];
      if (meta !== undefined) form.setValue(`fields.${name}`, value ?? blankValue(meta), { shouldDirty: true });
    }
    if (main.current !== null) focusFirst(main.current);
  };

  const isOthers = full !== null && stations.nameOf(full.record.station) !== undefined;
  const isLocked = useCallback(
    (name: string) => isOthers && columnsOf(kind).find((column) => column.name === name)?.meta.owner === "station",
    [isOthers, kind],
  );
  const flush = useCallback(() => void session.draft.flush(), [session]);

  return (
    <FormWarnings kind={kind} form={form}>
      <section className="record" ref={root}>
        <RecordHeader
          kind={kind}
          full={full}
          stationName={full === null ? undefined : stations.nameOf(full.record.station)}
          isOthers={isOthers}
          hasChanges={record.isDirty}
          onLeave={leave}
          extra={isMainKind(kind) && <AttachmentJump form={form} />}
        />
        {full !== null && <RecordLinks kind={kind} full={full} />}
        <div className={full === null ? "record-body record-body-new" : "record-body"}>
          <div className="record-main" ref={main}>
            {opened.draft !== null && draft.savedAt !== null && route.isMade !== true && (
              <RestoredBar
                at={opened.draft.updatedAt}
                onDiscard={() => void record.discard().then(() => recordId === null && leave())}
              />
            )}
            {route.isCarried === true && route.prefill !== undefined && (
              <CarriedBar kind={kind} values={route.prefill} onClear={clearCarried} />
            )}
            {full !== null && full.conflicts.length > 0 && <Conflicts conflicts={full.conflicts} />}
            <HalfTyped value={record.halfType}>
              <RecordFields kind={kind} form={form} isLocked={isLocked} onLeaveField={flush} />
            </HalfTyped>
            {isMainKind(kind) && <Attachments form={form} attaching={attaching} isReadOnly={isOthers} />}
          </div>
          {full !== null && (
            <SidePanel kind={kind} full={full} record={record} onUndo={undo.undo} isLocked={isLocked} />
          )}
        </div>
        <div className="record-foot">
          <ErrorNotice error={record.saveError} />
          <SimilarBar kind={kind} form={form} recordId={recordId} />
          <WarningSummary kind={kind} root={main} />
          <RecordBar
            kind={kind}
            record={record}
            undo={undo}
            isNew={recordId === null}
            isWaiting={isWaiting}
            onSave={(andNew) => void save(andNew)}
            onLeave={leave}
          />
        </div>
      </section>
    </FormWarnings>
  );
}

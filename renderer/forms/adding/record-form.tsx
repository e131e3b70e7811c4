/** The few fields of a member, a village, a unit or an operator that a form's dialog asks for. */
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { useForm } from "react-hook-form";
import { startValues, type FieldValues, type FormValues } from "../../values/form-values.ts";
import { client } from "../../hosts/client.ts";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import type { Typed } from "../../ui/use-typed.ts";
import { useChanges } from "../../stores/changes.ts";
import { isComposing } from "../../keys/keyboard.ts";
import { resolverOf } from "../form-schema.ts";
import type { AddableList, Added } from "../../stores/adding.ts";
import { fieldOfPath, HalfTyped, withName } from "../../values/half-typed.ts";
import { Field } from "../fields/field.tsx";

const addedFields = {
  member: ["name", "roles", "sector", "employer", "phone"],
  village: ["name", "type"],
  unit: ["name", "phone", "contacts"],
} as const;

type AddedKind = keyof typeof addedFields;

export const isRecordList = (list: AddableList): list is AddedKind => Object.hasOwn(addedFields, list);

export interface AddFormProps {
  readonly formId: string;
  readonly name: string;
  readonly onBusy: (busy: boolean) => void;
  readonly onError: (error: unknown) => void;
  readonly onSaved: (added: Added) => void;
}

type Save = Parameters<typeof client.call<"record.save">>[1]["fields"];

export function AddRecordForm({
  kind,
  formId,
  name,
  typed,
  onBusy,
  onError,
  onSaved,
}: AddFormProps & { readonly kind: AddedKind; readonly typed: Typed<FieldValues> }) {
  const root = useRef<HTMLFormElement>(null);
  const [base] = useState(() => startValues(kind, { ...(kind === "member" ? { active: true } : {}), name }));
  const form = useForm<FormValues>({
    defaultValues: { ...base, fields: { ...base.fields, ...typed.value } },
    resolver: resolverOf(kind),
  });
  const { put } = typed;
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => put({ ...values.fields }) }),
    [form, put],
  );
  const show = (values: FieldValues | null) => form.reset({ ...base, fields: { ...base.fields, ...values } });
  // The name is there already; what follows it is what is missing.
  useEffect(() => focusSoon(root.current, name === "" ? 0 : 1), [name]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // React hands the event on to the form behind the dialog.
    event.stopPropagation();
    if (!(await form.trigger())) return;
    onBusy(true);
    try {
      const fields = form.getValues("fields") as Save;
      const saved = await client.call("record.save", { kind, fields });
      useChanges.getState().changed();
      onSaved({ id: saved.record.id, text: saved.title });
    } catch (error) {
      onError(error);
    } finally {
      onBusy(false);
    }
  };
  const halfType = (path: string, text: string) => {
    const field = fieldOfPath(path);
    const fields = form.getValues("fields");
    if (field !== null) put(text === "" ? fields : { ...fields, [field]: withName(fields[field], text) });
  };
  return (
    <HalfTyped value={halfType}>
      <form
        ref={root}
        id={formId}
        className="add-form"
        noValidate
        onSubmit={(event) => void submit(event)}
        onKeyDown={saveByKey}
      >
        <TypedNotice typed={typed} onShow={show} />
        {addedFields[kind].map((field) => (
          <Field key={field} kind={kind} name={field} path={`fields.${field}`} form={form} />
        ))}
      </form>
    </HalfTyped>
  );
}

/** Ctrl+S belongs to the dialog while it is open, not to the form behind it. */
export function saveByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (isComposing(event.nativeEvent)) return;
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  event.stopPropagation();
  event.currentTarget.requestSubmit();
}

/** The dialog takes the focus when it opens; its own first field after that. */
export function focusSoon(form: HTMLFormElement | null, index: number): () => void {
  const timer = setTimeout(() => {
    const controls = form?.querySelectorAll<HTMLElement>("input, textarea") ?? [];
    controls[Math.min(index, controls.length - 1)]?.focus();
  }, OPENING_MS);
  return () => clearTimeout(timer);
}

const OPENING_MS = 60;

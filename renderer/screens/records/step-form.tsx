/** One step of 办理过程 being written: just the fields that this step needs. */
import { Button } from "antd";
import { useCallback, useEffect, useRef, type KeyboardEvent } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { eventTypes } from "../../../db/schema/event.ts";
import { fieldsOfStep, neededBy } from "../../forms/event-steps.ts";
import type { EventType } from "../../../db/schema/steps.ts";
import { Field } from "../../forms/fields/field.tsx";
import { moveByEnter } from "../../forms/record-fields.tsx";
import { readTypedDates, unreadDates } from "../../forms/read-dates.ts";
import type { SetEvent } from "../../forms/use-record-form.ts";
import { unreadDate } from "../../forms/validation.ts";
import { isEmpty, type FieldValues, type FormValues } from "../../values/form-values.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";

interface Props {
  readonly recordId: string;
  readonly event: FieldValues;
  readonly setEvent: SetEvent;
}

type Json = Parameters<ReturnType<typeof useOperation<"event.add">>["run"]>[0]["fields"];

export function StepForm({ recordId, event, setEvent }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const toast = useToast();
  const add = useOperation("event.add");
  const root = useRef<HTMLDivElement>(null);
  const type = event["type"] as EventType;
  const form = useForm<FormValues>({ defaultValues: { fields: event, problems: [], measures: [] } });
  const names = visibleFields(type, useWatch({ control: form.control, name: "fields.reached" }));

  useEffect(
    () =>
      form.subscribe({ formState: { values: true }, callback: ({ values }) => setEvent({ ...values.fields }, true) }),
    [form, setEvent],
  );
  useEffect(() => root.current?.querySelector<HTMLElement>("input, textarea")?.focus(), []);

  const submit = async () => {
    readTypedDates(form, "event");
    const values = form.getValues("fields");
    form.clearErrors();
    const missing = neededBy(type).filter((name) => isEmpty(values[name]));
    const unread = unreadDates("event", values).filter((name) => names.some((shown) => shown === name));
    for (const name of missing) form.setError(`fields.${name}`, { message: t("validation.required") });
    for (const name of unread) form.setError(`fields.${name}`, { message: unreadDate(values[name]) });
    const first = names.find((name) => missing.includes(name) || unread.includes(name));
    if (first !== undefined) {
      root.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, textarea)`)?.focus();
      return;
    }
    const fields = Object.fromEntries([["type", type], ...names.map((name) => [name, values[name] ?? null])]) as Json;
    // A flag has no empty state.
    if ("reached" in fields) fields["reached"] = values["reached"] === true;
    if ((await add.run({ recordId, fields })) === undefined) return;
    setEvent(null, false);
    toast.done(t("record.stepSaved", { step: labels.option(eventTypes, type) }));
  };
  const onKeyDown = useCallback((pressed: KeyboardEvent<HTMLElement>) => {
    if (root.current !== null) moveByEnter(pressed, root.current);
  }, []);

  return (
    <div ref={root} className="step-form" role="group" aria-label={labels.act(type)} onKeyDownCapture={onKeyDown}>
      <h3>{labels.act(type)}</h3>
      {names.map((name) => (
        <Field
          key={name}
          kind="event"
          name={name}
          path={`fields.${name}`}
          form={form}
          required={neededBy(type).includes(name)}
        />
      ))}
      <ErrorNotice error={add.error} onClose={add.clearError} />
      <div className="step-actions">
        <Button type="primary" loading={add.busy} data-enter-stop onClick={() => void submit()}>
          {t("record.stepSave")}
        </Button>
        <Button onClick={() => setEvent(null, false)}>{t("action.cancel")}</Button>
      </div>
    </div>
  );
}

/** A call-back that did not reach the person has no grade. */
function visibleFields(type: EventType, reached: unknown) {
  const names = fieldsOfStep(type);
  return type === "callback" && reached !== true ? names.filter((name) => name !== "grade") : names;
}

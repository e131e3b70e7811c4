/** Asks once what a step for many records needs: the date, and for 交办 the unit. */
import { Modal } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { EventType } from "../../../db/schema/steps.ts";
import { columnsOf } from "../../../db/schema/kinds.ts";
import { isDay } from "../../../db/schema/typed-dates.ts";
import { DateInput } from "../../forms/fields/date-inputs.tsx";
import { SuggestInput } from "../../forms/fields/suggest-inputs.tsx";
import { MultilineInput } from "../../forms/fields/text-inputs.tsx";
import { dayOf } from "../../text/times.ts";
import { useStatus } from "../../stores/status.ts";
import { useLabels } from "../../text/labels.ts";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useTyped } from "../../ui/use-typed.ts";

export type BatchFields = { readonly type: EventType } & Readonly<Record<string, unknown>>;

interface Props {
  readonly step: EventType;
  readonly count: number;
  readonly onDone: (fields: BatchFields) => void;
  readonly onClose: () => void;
}

/** Where the step's words are kept until it was done for at least one record. */
export const batchPlace = (step: EventType): string => `batch.${step}`;

const valuesSchema = z.record(z.string(), z.unknown());

/** Steps that name a unit; 交办 makes no sense without one. */
const withUnit: ReadonlySet<EventType> = new Set(["assigned", "supervised"]);

export function BatchDialog({ step, count, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const id = useId();
  const operator = useStatus((state) => state.status?.operator?.name ?? null);
  const typed = useTyped(batchPlace(step), valuesSchema);
  const [usual] = useState<z.infer<typeof valuesSchema>>(() => ({ at: dayOf(new Date()), unit: null, text: null }));
  const values = typed.value ?? usual;
  const name = labels.act(step);
  const fields = ["at", ...(withUnit.has(step) ? ["unit"] : []), "text"];
  const needs = step === "assigned" ? ["at", "unit"] : ["at"];
  const isComplete = isDay(values["at"]) && needs.every((field) => values[field] !== null && values[field] !== "");
  const proceed = () => {
    if (!isComplete) return;
    onDone({ ...values, type: step, by: operator });
  };
  const close = () => {
    typed.put(null);
    onClose();
  };
  return (
    <Modal
      open
      width="30rem"
      title={t("listTools.batchTitle", { step: name, count })}
      okText={t("listTools.batchProceed", { step: name })}
      cancelText={t("action.cancel")}
      okButtonProps={{ disabled: !isComplete }}
      onOk={proceed}
      onCancel={close}
      afterOpenChange={(isOpen) => isOpen && document.getElementById(`${id}-${fields[1] ?? "at"}`)?.focus()}
    >
      <TypedNotice typed={typed} />
      <form
        className="filter-form"
        onSubmit={(event) => {
          event.preventDefault();
          proceed();
        }}
      >
        {fields.map((field) => {
          const meta = columnsOf("event").find((column) => column.name === field)?.meta;
          if (meta === undefined) return null;
          const props = {
            id: `${id}-${field}`,
            meta,
            label: labels.meta(meta),
            value: values[field],
            invalid: false,
            disabled: false,
            describedBy: undefined,
            onChange: (value: unknown) => typed.put({ ...values, [field]: value }),
          };
          return (
            <div key={field} className="filter-pair">
              <label htmlFor={props.id}>{props.label}</label>
              {field === "at" ? (
                <DateInput {...props} />
              ) : field === "unit" ? (
                <SuggestInput {...props} list="unit" />
              ) : (
                <MultilineInput {...props} />
              )}
            </div>
          );
        })}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

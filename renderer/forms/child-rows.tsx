/** Problems and measures of a session: a table whose rows are edited in place. */
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useFieldArray, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useLabels } from "../text/labels.ts";
import { Field } from "./fields/field.tsx";
import { blankRow, type FormValues } from "./values.ts";

const columns = {
  problems: { kind: "problem", names: ["text", "unit", "dueOn", "state", "solvedOn", "beneficiaries"] },
  measures: { kind: "measure", names: ["name", "amount", "unit"] },
} as const;

interface Props {
  readonly list: "problems" | "measures";
  readonly form: UseFormReturn<FormValues>;
}

export function ChildRows({ list, form }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { kind, names } = columns[list];
  // `id` is the row's own, saved one; RHF's key needs another name.
  const { fields, append, remove } = useFieldArray({ control: form.control, name: list, keyName: "rowKey" });
  const root = useRef<HTMLDivElement>(null);
  const wasAdded = useRef(false);
  useEffect(() => {
    if (!wasAdded.current) return;
    wasAdded.current = false;
    root.current?.querySelector<HTMLElement>(".child-row:last-of-type input")?.focus();
  });

  return (
    <div className={`child-rows child-${list}`} data-rows={list} ref={root}>
      {fields.length === 0 ? (
        <p className="child-empty">{t(list === "problems" ? "form.noProblems" : "form.noMeasures")}</p>
      ) : (
        <div className="child-head" aria-hidden="true">
          {names.map((name) => (
            <span key={name}>{labels.field(kind, name)}</span>
          ))}
        </div>
      )}
      {fields.map((row, index) => (
        <div key={row.rowKey} className="child-row" role="group" aria-label={`${labels.kind(kind)} ${index + 1}`}>
          {names.map((name) => (
            <Field
              key={name}
              kind={kind}
              name={name}
              path={`${list}.${index}.fields.${name}`}
              form={form}
              layout="table"
            />
          ))}
          <Button aria-label={t("form.removeRow", { row: index + 1 })} onClick={() => remove(index)}>
            {t("action.remove")}
          </Button>
        </div>
      ))}
      <Button
        data-enter-stop
        onClick={() => {
          wasAdded.current = true;
          append(blankRow(kind), { shouldFocus: false });
        }}
      >
        {t(list === "problems" ? "form.addProblem" : "form.addMeasure")}
      </Button>
    </div>
  );
}

/** Problems and measures of a session: a table whose rows are edited in place. */
import { Button } from "antd";
import { useFieldArray, type Control } from "react-hook-form";
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
  readonly control: Control<FormValues>;
}

export function ChildRows({ list, control }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { kind, names } = columns[list];
  // `id` is the row's own, saved one; RHF's key needs another name.
  const { fields, append, remove } = useFieldArray({ control, name: list, keyName: "rowKey" });
  return (
    <div className={`child-rows child-${list}`}>
      {fields.length === 0 ? (
        <p className="child-empty">{t(list === "problems" ? "form.noProblems" : "form.noMeasures")}</p>
      ) : (
        <div className="child-head" aria-hidden="true">
          {names.map((name) => (
            <span key={name}>{labels.field(kind, name)}</span>
          ))}
          <span />
        </div>
      )}
      {fields.map((row, index) => (
        <div key={row.rowKey} className="child-row" role="group" aria-label={`${labels.kind(kind)} ${index + 1}`}>
          {names.map((name) => (
            <Field key={name} kind={kind} name={name} path={`${list}.${index}.fields.${name}`} control={control} layout="table" />
          ))}
          <Button aria-label={t("form.removeRow", { row: index + 1 })} onClick={() => remove(index)}>
            {t("action.remove")}
          </Button>
        </div>
      ))}
      <Button data-enter-stop onClick={() => append(blankRow(kind), { focusName: `${list}.${fields.length}.fields.${names[0]}` })}>
        {t(list === "problems" ? "form.addProblem" : "form.addMeasure")}
      </Button>
    </div>
  );
}

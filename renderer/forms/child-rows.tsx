/** Problems and measures of a session: a table whose rows are edited in place. */
import { Button } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useFieldArray, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useLabels } from "../text/labels.ts";
import { Field } from "./fields/field.tsx";
import { RowMoveButtons } from "./row-move-buttons.tsx";
import { moveFocusedRow, useHeldFocus, wayOfPress, type Way } from "./row-moves.ts";
import { blankRow, type FormValues } from "../values/form-values.ts";

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
  const { fields, append, remove, move } = useFieldArray({ control: form.control, name: list, keyName: "rowKey" });
  const root = useRef<HTMLDivElement>(null);
  const wasAdded = useRef(false);
  useEffect(() => {
    if (!wasAdded.current) return;
    wasAdded.current = false;
    root.current?.querySelector<HTMLElement>(".child-row:last-of-type :is(input, textarea)")?.focus();
  });
  const holdFocus = useHeldFocus(root);
  const [told, setTold] = useState("");
  const moveRow = (rowKey: string, index: number, way: Way) => {
    const to = way === "up" ? index - 1 : index + 1;
    holdFocus(rowKey);
    move(index, to);
    setTold(t("form.rowMoved", { row: to + 1, count: fields.length }));
  };
  // Before the fields see the key: a closed list or a calendar would open.
  const onKeyDown = (event: KeyboardEvent) => {
    const way = wayOfPress(event.nativeEvent);
    if (way === null || !moveFocusedRow(way)) return;
    event.preventDefault();
    event.stopPropagation();
  };

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
        <div
          key={row.rowKey}
          className="child-row"
          role="group"
          aria-label={`${labels.kind(kind)} ${index + 1}`}
          data-movable-row={row.rowKey}
          onKeyDownCapture={onKeyDown}
        >
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
          <span className="child-actions">
            <RowMoveButtons
              names={{ up: t("form.rowUp", { row: index + 1 }), down: t("form.rowDown", { row: index + 1 }) }}
              isFirst={index === 0}
              isLast={index === fields.length - 1}
              onMove={(way) => moveRow(row.rowKey, index, way)}
            />
            <Button aria-label={t("form.removeRow", { row: index + 1 })} onClick={() => remove(index)}>
              {t("action.remove")}
            </Button>
          </span>
        </div>
      ))}
      <p className="visually-hidden" aria-live="polite">
        {told}
      </p>
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

/** What one save, or the way to another version, changes: 旧值 → 新值, long texts with what went in and out. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { eventTypes } from "../../../db/schema/event.ts";
import { columnsOf, kinds, type Kind, type ListedKind } from "../../../db/schema/kinds.ts";
import type { Difference, FieldChange, RowChange } from "../../forms/history.ts";
import { diffText, shortened } from "../../forms/text-diff.ts";
import { isEmpty, type FieldValues } from "../../values/form-values.ts";
import { useMemberNames } from "../../stores/member-names.ts";
import { useLabels, type Labels } from "../../text/labels.ts";

interface Props {
  readonly kind: ListedKind;
  readonly difference: Difference;
  /** The record was made by this step. */
  readonly isFirst?: boolean;
}

export function DifferenceView({ kind, isFirst = false, difference: { changes, rows, isReordered } }: Props) {
  const { t } = useTranslation();
  return (
    <div className="changes">
      <Fields kind={kind} changes={changes} isFirst={isFirst} />
      {rows.map((row) => (
        <Row key={row.record} row={row} />
      ))}
      {isReordered && <p className="side-empty">{t("record.rowsReordered")}</p>}
    </div>
  );
}

interface FieldsProps {
  readonly kind: Kind;
  readonly changes: readonly FieldChange[];
  /** Of something new: that every field was empty before goes without saying. */
  readonly isFirst: boolean;
}

function Fields({ kind, changes, isFirst }: FieldsProps) {
  if (changes.length === 0) return null;
  return (
    <dl>
      {changes.map((change) => (
        <Change key={change.field} kind={kind} change={change} isFirst={isFirst} />
      ))}
    </dl>
  );
}

function Row({ row }: { readonly row: RowChange }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { kind, type, fields, changes } = row;
  const name = fields === null ? "" : rowName(kind, fields, labels);
  const first = kinds[kind].titleField;
  // The head says it already.
  const shown = type === "changed" ? changes : changes.filter(({ field }) => field !== first && field !== "type");
  return (
    <section className={`change-row change-row-${type}`}>
      <h4>
        <span className="change-row-type">{t(`record.rows.${type}`)}</span> {labels.kind(kind)}
        {fields === null ? t("record.historyErased") : name === "" ? "" : `${t("mark.colon")}${name}`}
      </h4>
      <Fields kind={kind} changes={shown} isFirst={type === "added"} />
    </section>
  );
}

function rowName(kind: Kind, fields: Readonly<FieldValues>, labels: Labels): string {
  const title = fields[kinds[kind].titleField];
  const text = typeof title === "string" ? title : "";
  const type = fields["type"];
  if (kind !== "event" || typeof type !== "string") return text;
  return [labels.option(eventTypes, type), text].filter((part) => part !== "").join(" ");
}

function Change({ kind, change, isFirst }: Omit<FieldsProps, "changes"> & { readonly change: FieldChange }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const names = useMemberNames((state) => state.names);
  const meta = columnsOf(kind).find((column) => column.name === change.field)?.meta;
  const text = (value: unknown): string => {
    if (isEmpty(value) || meta === undefined) return "";
    if (meta.type === "ids" && Array.isArray(value))
      return value.map((id) => names.get(String(id)) ?? t("form.memberUnknown")).join(t("mark.list"));
    if (meta.type === "id") return t("record.linked");
    return labels.value(meta, value);
  };
  const [before, after] = [text(change.before), text(change.after)];
  const isText = meta?.type === "multiline" || meta?.type === "text";
  return (
    <div>
      <dt>{labels.field(kind, change.field)}</dt>
      <dd>
        {isText && before.length + after.length > LONG && before !== "" && after !== "" ? (
          <TextChange before={before} after={after} />
        ) : (
          <>
            {(!isFirst || !isEmpty(change.before)) && (
              <>
                {before === "" ? <span className="change-empty">{t("record.blank")}</span> : <del>{before}</del>}
                <span className="change-arrow"> → </span>
              </>
            )}
            {after === "" ? <span className="change-empty">{t("record.blank")}</span> : <ins>{after}</ins>}
          </>
        )}
      </dd>
    </div>
  );
}

/** Shorter texts are easier to read one after the other. */
const LONG = 24;

function TextChange({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => shortened(diffText(before, after)), [before, after]);
  return (
    <span className="text-diff">
      {parts.map((part, index) => {
        const key = `${index}-${part.type}`;
        if (part.type === "removed") return <del key={key}>{part.text}</del>;
        if (part.type === "inserted") return <ins key={key}>{part.text}</ins>;
        return <span key={key}>{part.text}</span>;
      })}
    </span>
  );
}

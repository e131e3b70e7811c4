/** 历史版本: who changed what, when, from what to what. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { columnsOf, type ListedKind } from "../../../db/schema/kinds.ts";
import { historySteps, type FieldChange, type HistoryStep } from "../../forms/history.ts";
import { dayOf, clockOf } from "../../forms/times.ts";
import { useMemberNames } from "../../stores/member-names.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useQuery } from "../../ui/use-query.ts";

export function History({ kind, id }: { readonly kind: ListedKind; readonly id: string }) {
  const query = useQuery("record.history", { id });
  const steps = useMemo(() => (query.data === undefined ? [] : historySteps(kind, query.data)), [kind, query.data]);
  return (
    <div className="history">
      <ErrorNotice error={query.error} onRetry={query.refresh} />
      <ol className="timeline">
        {steps.map((step) => (
          <Step key={step.entry.position} kind={kind} step={step} />
        ))}
      </ol>
    </div>
  );
}

function Step({ kind, step }: { readonly kind: ListedKind; readonly step: HistoryStep }) {
  const { t } = useTranslation();
  const { entry, changes } = step;
  const at = new Date(entry.at);
  const now = useNow();
  return (
    <li className="step">
      <div className="step-head">
        <strong>{t(`record.ops.${entry.op}`)}</strong>
        <time>
          {dayOf(at) === dayOf(new Date(now)) ? clockOf(entry.at, now) : `${dayOf(at)} ${clockOf(entry.at, entry.at)}`}
        </time>
        <span className="step-by">
          {entry.operator ?? ""} {t(`record.sides.${entry.side}`)}
        </span>
      </div>
      {changes === null ? (
        <p className="side-empty">{t("record.historyErased")}</p>
      ) : (
        <dl className="changes">
          {changes.map((change) => (
            <Change key={change.field} kind={kind} change={change} isFirst={entry.op === "create"} />
          ))}
        </dl>
      )}
    </li>
  );
}

function Change({
  kind,
  change,
  isFirst,
}: {
  readonly kind: ListedKind;
  readonly change: FieldChange;
  readonly isFirst: boolean;
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const names = useMemberNames((state) => state.names);
  const meta = columnsOf(kind).find((column) => column.name === change.field)?.meta;
  const text = (value: unknown): string => {
    if (meta === undefined) return String(value);
    if (meta.type === "ids" && Array.isArray(value))
      return value.map((id) => names.get(String(id)) ?? t("form.memberUnknown")).join("、");
    if (meta.type === "id") return value === null ? "" : t("record.linked");
    return labels.value(meta, value);
  };
  return (
    <div>
      <dt>{labels.field(kind, change.field)}</dt>
      <dd>
        {!isFirst && (
          <>
            <del>{text(change.before) || t("record.blank")}</del>
            <span className="change-arrow"> → </span>
          </>
        )}
        <ins>{text(change.after) || t("record.blank")}</ins>
      </dd>
    </div>
  );
}

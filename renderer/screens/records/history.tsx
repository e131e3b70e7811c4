/** 历史版本: who changed what, when, from what to what; and the way back to an earlier version. */
import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { between, historySteps, isNothing, type HistoryStep } from "../../forms/history.ts";
import { dayOf, clockOf } from "../../text/times.ts";
import type { RecordForm } from "../../forms/use-record-form.ts";
import type { FormValues } from "../../values/form-values.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { DifferenceView } from "./history-changes.tsx";
import { VersionDialog } from "./version-dialog.tsx";

interface Props {
  readonly kind: ListedKind;
  readonly id: string;
  readonly record: RecordForm;
  readonly onUndo: () => void;
  /** Fields that only the other side may change: a version leaves them as they are. */
  readonly isLocked: (name: string) => boolean;
}

const momentText = (at: number): string => `${dayOf(new Date(at))} ${clockOf(at, at)}`;

export function History({ kind, id, record, onUndo, isLocked }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const query = useQuery("record.history", { id });
  const steps = useMemo(
    () => (query.data === undefined ? [] : historySteps(kind, id, query.data)),
    [kind, id, query.data],
  );
  const [compared, setCompared] = useState<{ readonly step: HistoryStep; readonly values: FormValues } | null>(null);
  const { history } = record.session;

  /** The version, with what only the other side may change as it is now. */
  const versionOf = (step: HistoryStep): FormValues | null => {
    if (step.values === null) return null;
    const now = history.present.fields;
    const kept = Object.keys(now).filter((name) => isLocked(name) || !(name in (step.values?.fields ?? {})));
    const fields = { ...step.values.fields, ...Object.fromEntries(kept.map((name) => [name, now[name]])) };
    return { ...step.values, fields };
  };
  const restore = (at: number, values: FormValues) => {
    setCompared(null);
    record.load(values);
    toast.offer(t("record.versionLoaded", { at: momentText(at) }), t("action.undo"), onUndo);
  };
  return (
    <div className="history">
      <ErrorNotice error={query.error} onRetry={query.refresh} />
      <p className="history-hint">{t("record.historyHint")}</p>
      <ol className="timeline">
        {steps.map((step, index) => {
          const values = index === 0 ? null : versionOf(step);
          return (
            <Step
              key={step.key}
              kind={kind}
              step={step}
              isNewest={index === 0}
              onCompare={values === null ? null : () => setCompared({ step, values })}
              onRestore={values === null ? null : () => restore(step.at, values)}
            />
          );
        })}
      </ol>
      {compared !== null && (
        <VersionDialog
          kind={kind}
          at={momentText(compared.step.at)}
          difference={between(kind, history.present, compared.values)}
          onRestore={() => restore(compared.step.at, compared.values)}
          onClose={() => setCompared(null)}
        />
      )}
    </div>
  );
}

interface StepProps {
  readonly kind: ListedKind;
  readonly step: HistoryStep;
  readonly isNewest: boolean;
  /** null when there is nothing to go back to. */
  readonly onCompare: (() => void) | null;
  readonly onRestore: (() => void) | null;
}

function Step({ kind, step, isNewest, onCompare, onRestore }: StepProps) {
  const { t } = useTranslation();
  const { difference } = step;
  return (
    <li className="step">
      <div className="step-head">
        <strong>{t(`record.ops.${step.op}`)}</strong>
        <time>{momentText(step.at)}</time>
        <span className={`step-side step-side-${step.side}`}>{t(`record.sides.${step.side}`)}</span>
        <span className="step-by">{step.operator ?? ""}</span>
        {step.pc !== null && <span className="step-by">{t(`record.pcs.${step.pc}`)}</span>}
      </div>
      {difference === null ? (
        <p className="side-empty">{t("record.historyErased")}</p>
      ) : isNothing(difference) ? null : (
        <DifferenceView kind={kind} difference={difference} isFirst={step.op === "create"} />
      )}
      <div className="step-actions">
        {isNewest && <span className="step-by">{t("record.versionNow")}</span>}
        {onRestore !== null && (
          <Button size="small" onClick={onRestore}>
            {t("record.restoreVersion")}
          </Button>
        )}
        {onCompare !== null && (
          <Button size="small" type="link" onClick={onCompare}>
            {t("record.compareVersion")}
          </Button>
        )}
      </div>
    </li>
  );
}

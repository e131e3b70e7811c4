/** 缺报 months, and 零报告 for those in which there truly was nothing. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { YearReport } from "../../../db/api/operations.ts";
import type { MainKind } from "../../../db/schema/kinds.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { missingByMonth, monthCode } from "./months.ts";

interface Props {
  readonly report: YearReport;
  /** A district cannot say for a station that nothing happened. */
  readonly isDistrict: boolean;
}

export function MissingPanel({ report, isDistrict }: Props) {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const toast = useToast();
  const save = useOperation("record.save");
  const remove = useOperation("record.delete");
  const months = missingByMonth(report);
  if (months.size === 0) return null;

  const named = (kinds: readonly MainKind[]): string =>
    kinds.map((kind) => t(`kind.${kind}.name`)).join(t("stats.missing.separator"));

  const record = async (month: number, kinds: readonly MainKind[]): Promise<void> => {
    const goAhead = await confirm({
      title: t("stats.missing.question", { year: report.year, month }),
      content: t("stats.missing.questionContent", { kinds: named(kinds) }),
      proceed: t("stats.missing.proceed"),
    });
    if (!goAhead) return;
    const saved = await save.run({ kind: "zeroReport", fields: { month: monthCode(report.year, month), note: null } });
    if (saved === undefined) return;
    toast.undoable(t("stats.missing.done", { month }), () => void remove.run({ id: saved.record.id }));
  };

  return (
    <Panel title={t("stats.missing.title")}>
      <p className="note">{t(isDistrict ? "stats.missing.hintDistrict" : "stats.missing.hint")}</p>
      <ErrorNotice error={save.error ?? remove.error} onClose={save.clearError} />
      <ul className="missing-months">
        {[...months].map(([month, kinds]) => (
          <li key={month}>
            <strong>{t("stats.months.month", { month })}</strong>
            <span>{t("stats.missing.kinds", { kinds: named(kinds) })}</span>
            {!isDistrict && (
              <Button
                size="small"
                disabled={save.busy}
                aria-label={t("stats.missing.recordLabel", { month })}
                onClick={() => void record(month, kinds)}
              >
                {t("stats.missing.record")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** 口径 of every column, folded away; and what 缺 means where it stands. */
import { useTranslation } from "react-i18next";
import type { DutyReport } from "../../../db/api/operations.ts";
import { useLabels } from "../../text/labels.ts";

export function Rules({ report }: { readonly report: DutyReport }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const hasMissing = report.rows.some(({ values }) => Object.values(values).includes(null));
  return (
    <>
      {hasMissing && <p className="duty-note">{t("duty.missingMeans", { station: t("duty.station") })}</p>}
      <details className="duty-rules">
        <summary>{t("duty.rules")}</summary>
        <dl>
          {report.figures.map((figure) => (
            <div key={figure.key}>
              <dt>{labels.meta(figure)}</dt>
              <dd>{labels.meta(figure.rule)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

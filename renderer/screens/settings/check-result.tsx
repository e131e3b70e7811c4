/** The check's report in words; numbers for the phone call only where something is wrong. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { CheckReport } from "../../../db/api/operations.ts";
import { kinds, type Kind } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { shortReplica } from "../sync/stations.ts";

const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name);

export function CheckResult({ report }: { readonly report: CheckReport }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const nameOf = (table: string): string => (isKind(table) ? labels.kind(table) : table);
  const entries = report.chains.reduce((sum, chain) => sum + chain.entries, 0);
  const counts = Object.entries(report.counts).filter(([, count]) => count > 0);
  return (
    <>
      <Alert
        className="notice"
        role="status"
        showIcon
        type={report.ok ? "success" : report.isDataWhole ? "warning" : "error"}
        title={t(`settings.upkeep.${report.ok ? "ok" : report.isDataWhole ? "filesNotOk" : "notOk"}`)}
        description={
          report.ok ? t("settings.upkeep.okDetail", { entries }) : <Findings report={report} nameOf={nameOf} />
        }
      />
      <table className="plain-table settings-counts" aria-label={t("settings.upkeep.counts")}>
        <thead>
          <tr>
            <th scope="col">{t("settings.upkeep.kind")}</th>
            <th scope="col" className="number">
              {t("settings.upkeep.count")}
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map(([table, count]) => (
            <tr key={table}>
              <th scope="row">{nameOf(table)}</th>
              <td className="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Findings({ report, nameOf }: { readonly report: CheckReport; readonly nameOf: (table: string) => string }) {
  const { t } = useTranslation();
  return (
    <ul>
      {report.integrity !== "ok" && <li>{t("settings.upkeep.integrity", { detail: report.integrity })}</li>}
      {report.foreignKeys > 0 && <li>{t("settings.upkeep.foreignKeys", { count: report.foreignKeys })}</li>}
      {report.chains.map(({ replica, brokenAt }) =>
        brokenAt === null ? null : (
          <li key={replica}>{t("settings.upkeep.chain", { replica: shortReplica(replica), seq: brokenAt })}</li>
        ),
      )}
      {report.rebuildDiffers.length > 0 && (
        <li>
          {t("settings.upkeep.rebuild", { names: report.rebuildDiffers.map(nameOf).join(t("settings.separator")) })}
        </li>
      )}
      {report.attachments.missing.length > 0 && (
        <li>{t("settings.upkeep.missing", { names: listed(report.attachments.missing, t("settings.separator")) })}</li>
      )}
      {report.attachments.changed.length > 0 && (
        <li>{t("settings.upkeep.changed", { names: listed(report.attachments.changed, t("settings.separator")) })}</li>
      )}
    </ul>
  );
}

/** So many names fit on the screen; the number tells the rest. */
const mostNames = 20;
const listed = (names: readonly string[], separator: string): string =>
  names.slice(0, mostNames).join(separator) + (names.length > mostNames ? `… (${names.length})` : "");

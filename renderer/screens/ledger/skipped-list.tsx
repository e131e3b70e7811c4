/** Rows that are no records, by reason; hundreds of empty rows are one line. */
import { useTranslation } from "react-i18next";
import type { LedgerSkipped } from "../../../db/api/operations.ts";
import { groupSkipped, ignoredSheets, skippedParts } from "./skipped.ts";

/** Reasons that the planner names by a code; any other reason is already a sentence. */
const codes = [
  "empty",
  "total",
  "repeatedHeader",
  "title",
  "note",
  "merged",
  "error",
  "known",
  "hidden",
  "noHeader",
  "otherSheet",
] as const;

/** The same under a heading each for rows with errors, known ones and those that are no records. */
export function SkippedDetails({
  skipped,
  isOpen = false,
}: {
  readonly skipped: readonly LedgerSkipped[];
  readonly isOpen?: boolean;
}) {
  const { t } = useTranslation();
  return skippedParts(skipped).map(({ part, rows, skipped: items }) => (
    <details key={part} className="details" open={isOpen}>
      <summary>{t(`wizard.skipped.${part}`, { count: rows })}</summary>
      <SkippedList skipped={items} />
    </details>
  ));
}

export function SkippedList({ skipped }: { readonly skipped: readonly LedgerSkipped[] }) {
  const { t } = useTranslation();
  if (skipped.length === 0) return <p className="note">{t("ledger.skipped.none")}</p>;
  const wordOf = (reason: string): string => {
    const code = codes.find((known) => known === reason);
    return code === undefined ? reason : t(`ledger.skipped.${code}`);
  };
  const groups = groupSkipped(skipped);
  const sheets = ignoredSheets(skipped);
  return (
    <>
      {groups.length > 0 && (
        <table className="plain-table" aria-label={t("ledger.skipped.label")}>
          <thead>
            <tr>
              <th scope="col">{t("ledger.skipped.reason")}</th>
              <th scope="col">{t("ledger.skipped.rows")}</th>
              <th scope="col">{t("ledger.skipped.ranges")}</th>
              <th scope="col">{t("ledger.skipped.text")}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(({ reason, rows, ranges, texts }) => (
              <tr key={reason}>
                <th scope="row">{wordOf(reason)}</th>
                <td>{rows}</td>
                <td>{ranges.join(t("mark.list"))}</td>
                <td className="ledger-value quiet">{texts.join(t("mark.clause"))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {sheets.length > 0 && (
        <table className="plain-table" aria-label={t("ledger.skipped.sheets")}>
          <thead>
            <tr>
              <th scope="col">{t("ledger.skipped.sheet")}</th>
              <th scope="col">{t("ledger.skipped.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {sheets.map(({ sheet, reason }) => (
              <tr key={sheet}>
                <th scope="row">{sheet}</th>
                <td>{reason === "empty" ? t("ledger.skipped.emptySheet") : wordOf(reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

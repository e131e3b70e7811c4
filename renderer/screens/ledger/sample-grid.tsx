/** The first rows as they would be imported, with marks where a cell has a problem. */
import { useTranslation } from "react-i18next";
import type { LedgerPreview } from "../../../db/api.ts";
import { useLabels } from "../../text/labels.ts";
import { problemAt, problemsByCell } from "./problems.ts";
import { eventText, fieldText, sampleColumns } from "./sample.ts";

interface Props {
  readonly preview: LedgerPreview;
  /** False when several sheets are shown together: a problem names its row, but not its sheet. */
  readonly hasMarks: boolean;
}

export function SampleGrid({ preview, hasMarks }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const count = preview.sample.length;
  if (count === 0) return <p className="note">{t("ledger.sample.empty")}</p>;

  const columns = sampleColumns(preview);
  const cells = problemsByCell(hasMarks ? preview.problems : []);
  const hasShownMarks = preview.sample.some(({ row }) =>
    columns.some(({ index }) => problemAt(cells, row, index) !== undefined),
  );
  const hasEvents = preview.sample.some(({ events }) => events.length > 0);
  return (
    <>
      <p className="note">
        {t("ledger.sample.note", { count, total: preview.rows })}
        {hasShownMarks && t("ledger.sample.marked")}
      </p>
      {/* Wider than the window: it must be reachable and scrollable by keyboard. */}
      <div className="ledger-grid" role="region" tabIndex={0} aria-label={t("ledger.sample.label", { count })}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="ledger-grid-row">
                {t("ledger.sample.row")}
              </th>
              {columns.map(({ index, header, field }) => (
                <th scope="col" key={index}>
                  {labels.field(preview.kind, field)}
                  <span className="ledger-grid-source">{header}</span>
                </th>
              ))}
              {hasEvents && <th scope="col">{t("ledger.sample.events")}</th>}
            </tr>
          </thead>
          <tbody>
            {preview.sample.map(({ row, fields, events }) => (
              <tr key={row}>
                <th scope="row" className="ledger-grid-row">
                  {row}
                </th>
                {columns.map(({ index, field }) => {
                  const problem = problemAt(cells, row, index);
                  const text = fieldText(preview, field, fields[field], labels);
                  return (
                    <td
                      key={index}
                      className={problem === undefined ? undefined : `ledger-cell-${problem.severity}`}
                      title={problem?.message ?? text}
                    >
                      {problem !== undefined && (
                        <span className="visually-hidden">{t("ledger.sample.problem") + problem.message}</span>
                      )}
                      <span className="ledger-cell">{text}</span>
                    </td>
                  );
                })}
                {hasEvents && (
                  <td>
                    <span className="ledger-cell">{events.map((event) => eventText(event, labels)).join("；")}</span>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The first cells of a sheet as they stand in the file, with the header and the first record marked. */
import { useTranslation } from "react-i18next";
import type { RawSheet } from "../../../db/api/operations.ts";
import { columnLetter } from "./mapping.ts";

interface Props {
  readonly sheet: RawSheet;
  /** Rows from 1. */
  readonly header: { readonly first: number; readonly last: number } | null;
  readonly dataFrom: number | null;
  /** A row's number was pressed; `isExtending` with Shift. */
  readonly onHeader: (row: number, isExtending: boolean) => void;
}

export function RawGrid({ sheet, header, dataFrom, onHeader }: Props) {
  const { t } = useTranslation();
  const width = Math.max(1, ...sheet.cells.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => index);
  const roleOf = (row: number): "header" | "data" | "above" => {
    if (header !== null && row >= header.first && row <= header.last) return "header";
    return dataFrom !== null && row >= dataFrom ? "data" : "above";
  };
  return (
    <div className="ledger-grid" role="region" tabIndex={0} aria-label={t("wizard.sheet.grid", { sheet: sheet.sheet })}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="ledger-grid-row">
              {t("wizard.grid.row")}
            </th>
            {columns.map((index) => (
              <th scope="col" key={index}>
                {columnLetter(index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.cells.map((cells, index) => {
            const row = index + 1;
            const role = roleOf(row);
            return (
              <tr key={row} className={`raw-${role}`}>
                <th scope="row" className="ledger-grid-row">
                  <button
                    type="button"
                    className="raw-row"
                    aria-pressed={role === "header"}
                    aria-label={t("wizard.sheet.makeHeader", { row })}
                    onClick={(event) => onHeader(row, event.shiftKey)}
                  >
                    {row}
                  </button>
                  {role === "header" && <span className="raw-role">{t("wizard.sheet.isHeader")}</span>}
                  {row === dataFrom && <span className="raw-role">{t("wizard.sheet.isData")}</span>}
                </th>
                {columns.map((column) => (
                  <td key={column}>
                    <span className="ledger-cell">{cells[column] ?? ""}</span>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

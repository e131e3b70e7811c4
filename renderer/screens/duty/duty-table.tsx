/** All members of a year: a number a cell, sorted by any column, walked with the arrow keys. */
import { Button } from "antd";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { DutyReport, DutyRow } from "../../../db/api/operations.ts";
import { useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import type { OpenNumber } from "./duty-drawer.tsx";
import { sortingBy, type Sorting } from "./rows.ts";
import { UnlistedMark, useYearSectors } from "./sectors.tsx";
import { useDutyView } from "./view.ts";

interface Props {
  readonly report: DutyReport;
  readonly rows: readonly DutyRow[];
  readonly stationName: (station: string) => string | undefined;
  readonly isDistrict: boolean;
  readonly onOpen: (number: OpenNumber) => void;
}

/** More are a press away: thousands of rows of buttons take seconds to draw on an office PC. */
const STEP = 150;

export function DutyTable({ report, rows, stationName, isDistrict, onOpen }: Props) {
  const { t } = useTranslation();
  const sectors = useYearSectors(report.year);
  const labels = useLabels();
  const open = useRoute((state) => state.open);
  const [shown, setShown] = useState(STEP);
  const table = useRef<HTMLTableElement>(null);
  const { sorting, change } = useDutyView();
  const head = (by: Sorting["by"], name: string) => (
    <th key={by} scope="col" aria-sort={sorting.by !== by ? "none" : sorting.isDescending ? "descending" : "ascending"}>
      <button
        type="button"
        className="duty-head"
        title={t("duty.sort", { name })}
        onClick={() => change({ sorting: sortingBy(by, sorting) })}
      >
        {name}
        <span aria-hidden="true">{sorting.by !== by ? "" : sorting.isDescending ? "↓" : "↑"}</span>
      </button>
    </th>
  );
  const rest = rows.length - Math.min(shown, rows.length);
  return (
    <div className="duty-table-box">
      <table className="duty-table" ref={table} onKeyDown={(event) => moveByArrow(event, table.current)}>
        <thead>
          <tr>
            {head("name", t("duty.name"))}
            {isDistrict && <th scope="col">{t("duty.station")}</th>}
            <th scope="col">{t("duty.sector")}</th>
            {report.figures.map((figure) => head(figure.key, labels.meta(figure)))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, index) => (
            <tr key={row.id}>
              <th scope="row">
                <button
                  type="button"
                  className="duty-name"
                  tabIndex={index === 0 ? 0 : -1}
                  onClick={() => open({ screen: "duty", year: report.year, member: row.id })}
                >
                  {row.name}
                </button>
                {!row.active && <span className="duty-left">{t("duty.left")}</span>}
              </th>
              {isDistrict && <td className="duty-text">{stationName(row.station) ?? ""}</td>}
              <td className="duty-text" title={row.sector ?? ""}>
                {row.sector ?? ""}
                <UnlistedMark sector={row.sector} of={sectors} />
              </td>
              {report.figures.map((figure) => {
                const value = row.values[figure.key];
                const name = labels.meta(figure);
                const text = value === null ? t("duty.missing") : String(value);
                return (
                  <td key={figure.key}>
                    <button
                      type="button"
                      tabIndex={-1}
                      className={
                        value === null ? "duty-cell duty-missing" : value === 0 ? "duty-cell duty-zero" : "duty-cell"
                      }
                      title={value === null ? t("duty.missingHere") : undefined}
                      aria-label={t("duty.open", { name: row.name, figure: name, value: text })}
                      onClick={() => onOpen({ figure: figure.key, name: row.name, who: { member: row.id } })}
                    >
                      {text}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <Button type="link" onClick={() => setShown(shown + STEP)}>
          {t("duty.more", { count: Math.min(rest, STEP) })}
        </Button>
      )}
    </div>
  );
}

const steps: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** From button to button; Tab enters the table once and leaves it. */
function moveByArrow(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const step = steps[event.key];
  if (step === undefined || table === null || !(event.target instanceof HTMLButtonElement)) return;
  const grid = [...table.rows].map((row) => [...row.querySelectorAll<HTMLButtonElement>("button")]);
  const row = grid.findIndex((buttons) => buttons.includes(event.target as HTMLButtonElement));
  const column = grid[row]?.indexOf(event.target) ?? -1;
  const next = grid[row + step[0]]?.[column + step[1]];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

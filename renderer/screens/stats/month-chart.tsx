/** Twelve months as a table whose cells carry bars: a chart for the eye, a table for the screen reader. */
import { useTranslation } from "react-i18next";
import type { YearReport } from "../../../db/api/operations.ts";
import type { MainKind } from "../../../db/schema/kinds.ts";
import { Mark } from "../../ui/tags.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useFigures } from "./figure-context.ts";
import { monthCells, type MonthCell } from "./months.ts";

/** Height of the busiest month, so that its number still fits above it. */
const TALLEST_REM = 4.2;

interface Props {
  readonly report: YearReport;
  readonly kind: MainKind;
}

export function MonthChart({ report, kind }: Props) {
  const { t } = useTranslation();
  const cells = monthCells(report, kind, new Date(useNow()));
  const most = Math.max(1, ...cells.map(({ count }) => count));
  return (
    <table className={cells.some(({ count }) => count > 0) ? "months" : "months months-flat"}>
      <caption>{t("stats.months.label", { kind: t(`kind.${kind}.name`) })}</caption>
      <thead>
        <tr>
          {cells.map(({ month }) => (
            <th scope="col" key={month}>
              {t("stats.months.month", { month })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {cells.map((cell) => (
            <td key={cell.month}>
              <Month cell={cell} path={`${kind}.byMonth.${String(cell.month - 1)}`} share={cell.count / most} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Month({ cell, path, share }: { readonly cell: MonthCell; readonly path: string; readonly share: number }) {
  const { t } = useTranslation();
  const { open, nameOf } = useFigures();
  const month = t("stats.months.month", { month: cell.month });
  switch (cell.state) {
    case "records":
      return (
        <button
          type="button"
          className="month-bar"
          aria-label={t("stats.months.count", { month: cell.month, count: cell.count })}
          onClick={() =>
            open({ path, title: t("stats.drawer.part", { figure: nameOf(path.replace(/\.\d+$/, "")), part: month }) })
          }
        >
          <span className="month-count">{cell.count}</span>
          <span className="month-column" style={{ height: `${String(share * TALLEST_REM)}rem` }} aria-hidden="true" />
        </button>
      );
    case "missing":
      return <Mark tone="late">{t("stats.months.missing")}</Mark>;
    case "zeroReport":
      return <Mark tone="plain">{t("stats.months.zeroReport")}</Mark>;
    case "future":
      return <span className="quiet">{t("stats.months.future")}</span>;
  }
}

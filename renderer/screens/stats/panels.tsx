/** The figures of a kind: its rows, months and breakdowns, as its part of the window says (`renderer/kinds`). */
import { useTranslation } from "react-i18next";
import type { YearReport } from "../../../db/api/operations.ts";
import type { MainKind } from "../../../db/schema/kinds.ts";
import { mainWindows } from "../../kinds/register.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";
import { Breakdown } from "./breakdown.tsx";
import { FigureButton } from "./figure-button.tsx";
import { countsAt } from "./figures.ts";
import { MonthChart } from "./month-chart.tsx";

interface Props {
  readonly report: YearReport;
  readonly kind: MainKind;
}

export function KindPanel({ report, kind }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { rows, breakdowns } = mainWindows[kind].figures;
  const titled = rows.filter(({ title }) => title !== undefined);
  return (
    <Panel title={t(`kind.${kind}.name`)}>
      {rows
        .filter(({ title }) => title === undefined)
        .map(({ paths }) => (
          <Figures key={paths[0]} report={report} paths={paths} />
        ))}
      {titled.length > 0 && (
        <div className="figure-groups">
          {titled.map(({ title, paths }) => (
            <section key={paths[0]}>
              <h3>{title === undefined ? "" : labels.meta(title)}</h3>
              <Figures report={report} paths={paths} />
            </section>
          ))}
        </div>
      )}
      <MonthChart report={report} kind={kind} />
      {breakdowns.length > 0 && (
        <div className="breakdowns">
          {breakdowns.map(({ title, path, options }) => (
            <Breakdown
              key={path}
              title={labels.meta(title)}
              path={path}
              counts={countsAt(report, path)}
              nameOf={(key) => labels.option(options, key)}
            />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Figures({ report, paths }: Pick<Props, "report"> & { readonly paths: readonly string[] }) {
  return (
    <div className="figures">
      {paths.map((path) => (
        <FigureButton key={path} report={report} path={path} />
      ))}
    </div>
  );
}

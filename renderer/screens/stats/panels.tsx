/** The three kinds' figures, in the order in which districts print them. */
import { useTranslation } from "react-i18next";
import type { YearReport } from "../../../db/api/operations.ts";
import { sessionForms, sessionPlatforms } from "../../../db/schema/session.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";
import { Breakdown } from "./breakdown.tsx";
import { FigureButton } from "./figure-button.tsx";
import { adoptionFigures, mainFigures, passedOnFigures } from "./figures.ts";
import { MonthChart } from "./month-chart.tsx";

interface Props {
  readonly report: YearReport;
}

export function SessionPanel({ report }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { byPlatform, byForm, byVillage } = report.session;
  return (
    <Panel title={t("nav.session")}>
      <FigureRow report={report} paths={mainFigures.session} />
      <MonthChart report={report} kind="session" />
      <div className="breakdowns">
        <Breakdown
          title={t("stats.byPlatform")}
          path="session.byPlatform"
          counts={byPlatform}
          nameOf={(key) => labels.option(sessionPlatforms, key)}
        />
        <Breakdown
          title={t("stats.byForm")}
          path="session.byForm"
          counts={byForm}
          nameOf={(key) => labels.option(sessionForms, key)}
        />
        <Breakdown title={t("stats.byVillage")} path="session.byVillage" counts={byVillage} nameOf={(key) => key} />
      </div>
    </Panel>
  );
}

export function HotlinePanel({ report }: Props) {
  const { t } = useTranslation();
  const { satisfaction, closing, closedInTime } = report.hotline;
  const leftOut = (count: number): string | undefined => (count === 0 ? undefined : t("stats.leftOut", { count }));
  return (
    <Panel title={t("nav.hotline")}>
      <FigureRow report={report} paths={mainFigures.hotline} />
      <div className="figures">
        <FigureButton report={report} path="hotline.closing" aside={leftOut(closing.leftOut)} />
        <FigureButton report={report} path="hotline.closedInTime" aside={leftOut(closedInTime.leftOut)} />
        <FigureButton
          report={report}
          path="hotline.satisfaction"
          aside={t("stats.notReached", { count: satisfaction.notReached })}
        />
      </div>
      <MonthChart report={report} kind="hotline" />
    </Panel>
  );
}

export function OpinionPanel({ report }: Props) {
  const { t } = useTranslation();
  return (
    <Panel title={t("nav.opinion")}>
      <FigureRow report={report} paths={mainFigures.opinion} />
      <div className="figure-groups">
        <section>
          <h3>{t("stats.adopted")}</h3>
          <FigureRow report={report} paths={adoptionFigures} />
        </section>
        <section>
          <h3>{t("stats.passedOn")}</h3>
          <FigureRow report={report} paths={passedOnFigures} />
        </section>
      </div>
      <MonthChart report={report} kind="opinion" />
    </Panel>
  );
}

function FigureRow({ report, paths }: Props & { readonly paths: readonly string[] }) {
  return (
    <div className="figures">
      {paths.map((path) => (
        <FigureButton key={path} report={report} path={path} />
      ))}
    </div>
  );
}

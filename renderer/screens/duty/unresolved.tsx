/** Below the table: who is named in records and could not be counted, and whose names are missing altogether. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { DutyReport } from "../../../db/api/operations.ts";
import { useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";
import type { OpenNumber } from "./duty-drawer.tsx";

interface Props {
  readonly report: DutyReport;
  readonly stationName: (station: string) => string | undefined;
  readonly onOpen: (number: OpenNumber) => void;
}

export function Unresolved({ report, stationName, onOpen }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const open = useRoute((state) => state.open);
  const { unresolved, unnamed, former, year } = report;
  const names = new Map(report.figures.map((figure) => [figure.key, labels.meta(figure)]));
  return (
    <>
      {unresolved.length > 0 && (
        <Panel title={t("duty.unresolved")}>
          <p className="quiet">{t("duty.unresolvedHint")}</p>
          <ul className="duty-unresolved">
            {unresolved.map(({ name, person, station, reason, figure, count }) => (
              <li key={`${person} ${station} ${figure}`}>
                <button
                  type="button"
                  className="duty-record"
                  onClick={() =>
                    onOpen({ figure, name: name ?? t("duty.removedName"), who: { person: { text: person, station } } })
                  }
                >
                  <strong>{name ?? t("duty.removedName")}</strong>
                  <span className="duty-title">{t(`duty.${reason}`)}</span>
                  <span className="quiet">{stationName(station) ?? ""}</span>
                  <span className="quiet">{t("duty.times", { figure: names.get(figure) ?? "", count })}</span>
                </button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {unnamed.length > 0 && (
        <p className="duty-note">
          {t("duty.unnamed", { count: unnamed.length })}{" "}
          <Button
            size="small"
            onClick={() =>
              open({ screen: "list", kind: "session", filter: { ids: unnamed, title: t("duty.unnamedTitle") } })
            }
          >
            {t("duty.openList")}
          </Button>
        </p>
      )}
      {former > 0 && <p className="duty-note">{t("duty.former", { count: former, year })}</p>}
    </>
  );
}

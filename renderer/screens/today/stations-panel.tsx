/** At a district: the stations that need a hand (held bundles, waiting PCs, 缺报), each one press from where it is done. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { StationStatus } from "../../../db/api/operations.ts";
import { dayOf } from "../../text/times.ts";
import { useRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { isSilent, isWaiting, needsHand } from "./stations.ts";

interface Props {
  readonly stations: readonly StationStatus[];
  /** `YYYY-MM` */
  readonly month: string;
}

export function StationsPanel({ stations, month }: Props) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const goThere = () => open({ screen: "sync" });
  const waiting = stations.filter((station) => needsHand(station, month));
  if (stations.length > 0 && waiting.length === 0) return null;
  return (
    <Panel
      title={t("today.stationsNeed")}
      extra={<Button onClick={goThere}>{t(stations.length === 0 ? "today.stationsGo" : "today.stationsAll")}</Button>}
    >
      {stations.length === 0 ? (
        <p className="today-none">{t("today.stationsNone")}</p>
      ) : (
        <ul className="today-list">
          {waiting.map((station) => (
            <li key={station.station} className="today-row">
              <button type="button" className="today-link" onClick={goThere}>
                <span className="today-title">{station.name}</span>
                <span className="today-marks">
                  {isWaiting(station) && <Mark tone="soon">{t("today.stationWaiting")}</Mark>}
                  {station.held > 0 && <Mark tone="soon">{t("today.stationHeld", { count: station.held })}</Mark>}
                  {isSilent(station, month) && <Mark tone="late">{t("today.stationMissing")}</Mark>}
                </span>
                <span className="today-date">
                  {station.lastImportAt === null
                    ? t("today.stationNever")
                    : t("today.stationLast", { date: dayOf(new Date(station.lastImportAt)) })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

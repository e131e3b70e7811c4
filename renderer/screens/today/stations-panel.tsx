/** At a district: how each station stands, those that need a hand first. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { StationStatus } from "../../../db/api.ts";
import { dayOf } from "../../forms/times.ts";
import { useRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";
import { useNow } from "../../ui/use-now.ts";
import { Mark } from "../../ui/tags.tsx";

export function StationsPanel({ stations }: { readonly stations: readonly StationStatus[] }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const goThere = () => open({ screen: "sync" });
  return (
    <Panel
      title={t("today.stations")}
      extra={<Button onClick={goThere}>{t(stations.length === 0 ? "today.stationsGo" : "action.open")}</Button>}
    >
      {stations.length === 0 ? (
        <p className="today-none">{t("today.stationsNone")}</p>
      ) : (
        <ul className="today-list">
          {stations.map((station) => (
            <li key={station.station} className="today-row">
              <button type="button" className="today-link" onClick={goThere}>
                <span className="today-title">{station.name}</span>
                <StationMarks station={station} />
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

function StationMarks({ station }: { readonly station: StationStatus }) {
  const { t } = useTranslation();
  const month = dayOf(new Date(useNow())).slice(0, 7);
  const isMissing = station.lastImportAt !== null && dayOf(new Date(station.lastImportAt)).slice(0, 7) !== month;
  return (
    <span className="today-marks">
      {station.replicas.some((replica) => replica.state === "waiting") && (
        <Mark tone="soon">{t("today.stationWaiting")}</Mark>
      )}
      {station.held > 0 && <Mark tone="soon">{t("today.stationHeld", { count: station.held })}</Mark>}
      {isMissing && <Mark tone="late">{t("today.stationMissing")}</Mark>}
    </span>
  );
}

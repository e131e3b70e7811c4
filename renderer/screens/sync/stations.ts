/** The district's view of its stations: who needs a hand first. Pure. */
import type { Replica, StationStatus } from "../../../db/api/operations.ts";

const DAY = 86_400_000;
/** A month without a bundle counts as 缺报 (db/api/operations.ts, `Today.stations`). */
const SILENT_AFTER_DAYS = 31;

/** What a station needs, most urgent first; `notJoined` has not sent its first bundle yet. */
export type Concern = "confirm" | "held" | "silent" | "notJoined" | "none";

const urgency: readonly Concern[] = ["confirm", "held", "silent", "notJoined", "none"];

export function waitingReplicas(station: StationStatus): readonly Replica[] {
  return station.replicas.filter(({ state }) => state === "waiting");
}

/** Without one there is nobody who could read a receipt. */
export function activeReplicas(station: StationStatus): readonly Replica[] {
  return station.replicas.filter(({ state }) => state === "active");
}

export function daysSilent(station: Pick<StationStatus, "lastImportAt">, now: number): number | null {
  return station.lastImportAt === null ? null : Math.max(0, Math.floor((now - station.lastImportAt) / DAY));
}

export function concernOf(station: StationStatus, now: number): Concern {
  if (waitingReplicas(station).length > 0) return "confirm";
  if (station.held > 0) return "held";
  const days = daysSilent(station, now);
  if (days === null) return "notJoined";
  return days > SILENT_AFTER_DAYS ? "silent" : "none";
}

/** Stations that need a hand first, then the longest silent, then by name. */
export function sortStations(stations: readonly StationStatus[], now: number): readonly StationStatus[] {
  return stations.toSorted(
    (a, b) =>
      urgency.indexOf(concernOf(a, now)) - urgency.indexOf(concernOf(b, now)) ||
      (a.lastImportAt ?? 0) - (b.lastImportAt ?? 0) ||
      a.name.localeCompare(b.name, "zh-CN"),
  );
}

/** A PC's name on the screen: its random id is 128 bits, and nobody reads that aloud. */
export function shortReplica(replica: string): string {
  return replica.slice(0, 8).toUpperCase();
}

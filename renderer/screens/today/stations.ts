/** Which stations need the district's hand. Pure. */
import type { StationStatus } from "../../../db/api/operations.ts";
import { dayOf } from "../../text/times.ts";

/** A PC of the station waits for the phone call. */
export const isWaiting = ({ replicas }: StationStatus): boolean => replicas.some(({ state }) => state === "waiting");

/** 缺报: nothing was imported in this month. A station that has never sent anything is asked for just the same. */
export const isSilent = ({ lastImportAt }: StationStatus, month: string): boolean =>
  lastImportAt === null || dayOf(new Date(lastImportAt)).slice(0, 7) !== month;

export const needsHand = (station: StationStatus, month: string): boolean =>
  isWaiting(station) || station.held > 0 || isSilent(station, month);

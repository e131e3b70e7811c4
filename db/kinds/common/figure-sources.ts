/**
 * Where figures take their rows from. Parameters of every source: `:from` and `:to` (the year and the next, as text: an ISO
 * date compares with them as it stands), `:station` (null for all), `:satisfied` (JSON list of grades).
 */
import type { SqlParams } from "../../sqlite/connection.ts";
import type { Settings } from "../../schema/settings.ts";

export interface Source {
  /** FROM and WHERE, one row an item that may count. */
  readonly sql: string;
  /** The column that names the item. */
  readonly id: string;
}

/** Of the year and the station that are counted. @param date the column that decides the year */
export const inPeriod = (alias: string, date: string): string =>
  `${alias}."${date}" >= :from AND ${alias}."${date}" < :to AND (:station IS NULL OR ${alias}."station" = :station)`;

export interface Period {
  readonly year: number;
  /** null for all stations together. */
  readonly station: string | null;
}

export const paramsOf = ({ year, station }: Period, settings: Settings): SqlParams => ({
  from: String(year).padStart(4, "0"),
  to: String(year + 1).padStart(4, "0"),
  station,
  satisfied: JSON.stringify(settings.satisfiedGrades),
});

/** The month of an ISO date as an index from 0. */
export const monthIndex = (column: string): string => `CAST(substr(${column}, 6, 2) AS INTEGER) - 1`;

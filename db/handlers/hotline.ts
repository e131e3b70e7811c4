/** What the program fills in for a call: its number and its due date; and how that date was counted. */
import { dueDate } from "../calendar/due.ts";
import { rowToRecord, tableOf } from "../columns.ts";
import type { ReadableDb } from "../connection.ts";
import { readIdentity } from "../local.ts";
import { readSettings } from "../settings.ts";
import type { Context, Part } from "./context.ts";

export const hotlineHandlers: Part<"hotline.due"> = {
  "hotline.due": ({ db }, input) => dueDate(input, readSettings(db)),
};

type Values = Readonly<Record<string, unknown>>;

/** The fields as they are saved: a blank number gets the next one, a blank due date is counted from the type. */
export function completeHotline(context: Context, id: string | null, set: Values): Values {
  const { db } = context;
  const current = id === null ? {} : existing(db, id);
  const merged: Values = { ...current, ...set };
  const calledAt = merged["calledAt"];
  if (typeof calledAt !== "string") return set; // the schema reports it
  const filled: Record<string, unknown> = { ...set };
  if (isBlank(merged["number"])) filled["number"] = nextNumber(db, readIdentity(db).stationId, calledAt.slice(0, 4));
  const demandType = merged["demandType"];
  const urgent = merged["urgent"] === true;
  if (isBlank(merged["dueOn"]) && (typeof demandType === "string" || urgent)) {
    const type = typeof demandType === "string" ? demandType : null;
    filled["dueOn"] = dueDate({ calledAt, demandType: type, urgent }, readSettings(db)).dueOn;
  }
  return filled;
}

function existing(db: ReadableDb, id: string): Values {
  const row = db.get<Record<string, unknown>>(`SELECT * FROM ${tableOf("hotline")} WHERE "id" = ?`, [id]);
  return row === undefined ? {} : rowToRecord("hotline", row);
}

const isBlank = (value: unknown) => value === null || value === undefined || value === "";

/** Numbers run per station and year: 2026-0001, 2026-0002, … A number typed by hand moves the count on. */
export function nextNumber(db: ReadableDb, station: string, year: string): string {
  const last = db.value<number | null>(
    `SELECT max(CAST(substr("number", 6) AS INTEGER)) FROM "hotline"
     WHERE "station" = ? AND "number" >= ? AND "number" < ? AND "number" GLOB ?`,
    [station, `${year}-`, `${year}.`, `${year}-[0-9]*`],
  );
  return `${year}-${String((last ?? 0) + 1).padStart(4, "0")}`;
}

/** What the program fills in for a call: its number and its due date. */
import { dueDate } from "./due.ts";
import { rowToRecord, tableOf, textOf } from "../../sqlite/columns.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { readIdentity } from "../../office/identity.ts";
import { numberer } from "./numbering.ts";
import { readSettings } from "../../office/settings.ts";

type Values = Readonly<Record<string, unknown>>;

/** The fields as they are saved: a blank number gets the next one, a blank due date is counted from the type. */
export function completeHotline(db: ReadableDb, id: string | null, set: Values): Values {
  const current: Values = id === null ? {} : existing(db, id);
  const merged: Values = { ...current, ...set };
  const calledAt = merged["calledAt"];
  if (typeof calledAt !== "string") return set; // the schema reports it
  const filled: Record<string, unknown> = { ...set };
  if (isBlank(merged["number"])) filled["number"] = numberer(db, stationOf(db, current))(calledAt);
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

/** At a district, a station's call goes on with that station's numbers. */
const stationOf = (db: ReadableDb, current: Values): string => textOf(current["station"]) || readIdentity(db).stationId;

const isBlank = (value: unknown) => value === null || value === undefined || value === "";

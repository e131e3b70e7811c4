/** 今日: what waits. */
import type { ListedRecord, StationStatus, Today, UndatedCall } from "../api/operations.ts";
import { dueDate, provisionalDue } from "../kinds/hotline/due.ts";
import { isFarOff, missesDue } from "../kinds/hotline/missing-due.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { stationStatuses } from "../queries/stations.ts";
import { openConflicts } from "../queries/conflicts.ts";
import { listRecords, recordsWhere, type DueLimits } from "../queries/list.ts";
import { readIdentity, type Identity } from "../office/identity.ts";
import { tableOf } from "../sqlite/columns.ts";
import { byMainKind, mainKinds, type MainKind } from "../schema/kinds.ts";
import { awaitingReview, returnedOpinions } from "../schema/waiting.ts";
import { readSettings } from "../office/settings.ts";
import { listDrafts } from "./drafts.ts";
import type { Context, Part } from "./context.ts";

const shown = 20;

export const todayHandlers: Part<"today.get"> = {
  "today.get": (context) => {
    const { db } = context;
    const limits = dueLimits(context);
    const identity = readIdentity(db);
    const isStation = identity.role === "station";
    const stations: readonly StationStatus[] = isStation ? [] : stationStatuses(db);
    return {
      drafts: listDrafts(db),
      ...dueCalls(db, limits),
      ...undatedCalls(db, limits),
      ...farOffCalls(db, limits),
      unsent: isStation ? unsent(db, identity) : byMainKind(() => 0),
      feedback: isStation ? feedback(db, limits) : [],
      ...returned(db, isStation, limits),
      ...review(db, isStation, limits),
      conflicts: openConflicts(db),
      recent: newest(
        mainKinds.flatMap((kind) => recordsWhere(db, kind, `ORDER BY t."updatedAt" DESC LIMIT ${shown}`, [], limits)),
      ),
      stations,
    };
  },
};

/** The station's day, and the last day that counts as 即将到期 by the setting. */
export function dueLimits(context: Context): DueLimits {
  const { dueSoonDays } = readSettings(context.db);
  const day = 86_400_000;
  return { today: localDay(context.now()), soon: localDay(context.now() + dueSoonDays * day) };
}

/** The calendar day on this PC's clock, `YYYY-MM-DD`. */
export function localDay(now: number): string {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function dueCalls(db: ReadableDb, limits: DueLimits): Pick<Today, "due" | "dueTotal" | "overdueTotal"> {
  const open = `s."isClosed" = 0 AND s."dueOn" <= ?`;
  const count = (limit: string, comparison: string) =>
    db.value<number>(`SELECT count(*) FROM "hotlineState" WHERE "isClosed" = 0 AND "dueOn" ${comparison} ?`, [limit]) ??
    0;
  return {
    due: recordsWhere(db, "hotline", `WHERE ${open} ORDER BY s."dueOn" LIMIT ${shown}`, [limits.soon], limits),
    dueTotal: count(limits.soon, "<="),
    overdueTotal: count(limits.today, "<"),
  };
}

/** What `dueOn` leaves out must not be silent: these would otherwise never be due. */
function undatedCalls(db: ReadableDb, limits: DueLimits): Pick<Today, "undated" | "undatedTotal"> {
  const where = `WHERE s."isClosed" = 0 AND s."dueOn" IS NULL AND ${missesDue("t")} AND NOT ${isFarOff("t")}`;
  const settings = readSettings(db);
  const undated = recordsWhere(db, "hotline", where, [], limits).flatMap((record): readonly UndatedCall[] => {
    const { calledAt, demandType, urgent } = record.fields;
    if (typeof calledAt !== "string") return [];
    const input = { calledAt, demandType: typeof demandType === "string" ? demandType : null, urgent: urgent === true };
    const { unknownYear } = dueDate(input, settings);
    const provisionalOn = provisionalDue(input, settings);
    if (unknownYear === null || provisionalOn === null) return [];
    return [{ record, provisionalOn, isOverdue: provisionalOn < limits.today, unknownYear }];
  });
  return {
    undated: undated.toSorted((a, b) => (a.provisionalOn < b.provisionalOn ? -1 : 1)).slice(0, shown),
    undatedTotal: undated.length,
  };
}

/** Nobody would be reminded of these either, and importing holidays does not help: the time of the call is to be looked at. */
function farOffCalls(db: ReadableDb, limits: DueLimits): Pick<Today, "farOff" | "farOffIds"> {
  const where = `WHERE s."isClosed" = 0 AND s."dueOn" IS NULL AND ${isFarOff("t")} ORDER BY t."createdAt" DESC`;
  const ids = db.all<{ id: string }>(
    `SELECT t."id" FROM "hotline" t JOIN "hotlineState" s ON s."record" = t."id" ${where}`,
  );
  return {
    farOff: recordsWhere(db, "hotline", `${where} LIMIT ${shown}`, [], limits),
    farOffIds: ids.map(({ id }) => id),
  };
}

function returned(db: ReadableDb, isStation: boolean, limits: DueLimits): Pick<Today, "returned" | "returnedTotal"> {
  if (!isStation) return { returned: [], returnedTotal: 0 };
  const where = [...returnedOpinions];
  const { records, total } = listRecords(db, { kind: "opinion", where, offset: 0, limit: shown }, limits);
  return { returned: records, returnedTotal: total };
}

function review(db: ReadableDb, isStation: boolean, limits: DueLimits): Pick<Today, "review" | "reviewTotal"> {
  if (isStation) return { review: [], reviewTotal: 0 };
  const order = [{ field: "submittedAt", descending: false }];
  const where = [...awaitingReview];
  const { records, total } = listRecords(db, { kind: "opinion", where, order, offset: 0, limit: shown }, limits);
  return { review: records, reviewTotal: total };
}

/** Records whose newest change is this PC's own and lies after the acknowledged entry. */
function unsent(db: ReadableDb, identity: Identity): Readonly<Record<MainKind, number>> {
  const acknowledged =
    db.value<number>(
      `SELECT j."position" FROM "replica" r CROSS JOIN "journal" j ON j."replica" = r."id" AND j."seq" = r."importedSeq"
       WHERE r."id" = ?`,
      [identity.replicaId],
    ) ?? 0;
  return byMainKind(
    (kind) =>
      db.value<number>(
        `SELECT count(*) FROM ${tableOf(kind)} t JOIN "journal" j ON j."position" = t."touched"
         WHERE t."touched" > ? AND j."replica" = ?`,
        [acknowledged, identity.replicaId],
      ) ?? 0,
  );
}

/** Records whose newest change is the district's and that were not opened since. */
function feedback(db: ReadableDb, limits: DueLimits): ListedRecord[] {
  // CROSS JOIN: from the few chains of the district to their entries, never through the whole journal.
  const tail = `WHERE t."touched" IN (SELECT j."position" FROM "replica" r CROSS JOIN "journal" j ON j."replica" = r."id" WHERE r."side" = 'district')
                  AND NOT EXISTS (SELECT 1 FROM "seen" WHERE "record" = t."id" AND "touched" >= t."touched")
                ORDER BY t."touched" DESC LIMIT ${shown}`;
  return newest(mainKinds.flatMap((kind) => recordsWhere(db, kind, tail, [], limits)));
}

const newest = (records: readonly ListedRecord[]): ListedRecord[] =>
  records.toSorted((a, b) => b.updatedAt - a.updatedAt).slice(0, shown);

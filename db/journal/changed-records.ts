/** How many records a range of entries says something new of: what a clerk counts, where the journal counts entries. */
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, SqlParams } from "../sqlite/connection.ts";
import { kindNames, kinds } from "../schema/kinds.ts";

/**
 * SQL: the record that an entry `j` belongs to. A child row counts as its record's; as itself where nobody knows the record. Who
 * writes is no record that a clerk has written: null.
 */
const recordOfEntry = `CASE j."kind" WHEN 'operator' THEN NULL ${kindNames
  .flatMap((kind) => {
    const { parent } = kinds[kind];
    if (parent === undefined) return [];
    const set = `CASE WHEN json_valid(CAST(j."payload" AS TEXT)) THEN CAST(j."payload" AS TEXT) ->> '$.set.${parent}' END`;
    return `WHEN '${kind}' THEN coalesce((SELECT "${parent}" FROM ${tableOf(kind)} WHERE "id" = j."record"), ${set}, j."record")`;
  })
  .join(" ")} ELSE j."record" END`;

/** SQL: how many records entries `j` say something new of. */
export const changedRecordsCount = `count(DISTINCT ${recordOfEntry})`;

/** @param from what follows FROM and WHERE, over entries called `j`: the table `journal` or `staging.entry` */
export const changedRecords = (db: ReadableDb, from: string, params: SqlParams): number =>
  db.value<number>(`SELECT ${changedRecordsCount} FROM ${from}`, params) ?? 0;

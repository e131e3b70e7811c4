/** Whether anything has changed since a backup: cheap enough to ask every hour. */
import { createHash } from "node:crypto";
import type { ReadableDb } from "../sqlite/connection.ts";
import { journalEnd } from "./inside.ts";

/** Everything a backup would carry that can change without a journal entry is asked for its newest trace. */
const traces = [
  `SELECT count(*) || ':' || coalesce(max("updatedAt"), 0) FROM "draft"`,
  `SELECT coalesce(group_concat("key" || "source" || "value"), '') FROM (SELECT * FROM "setting" ORDER BY "key", "source")`,
  `SELECT coalesce(group_concat("key" || "value"), '') FROM (SELECT * FROM "preference" WHERE "key" <> 'recentRecords' ORDER BY "key")`,
  `SELECT coalesce(max("id"), 0) FROM "transfer"`,
  `SELECT coalesce(group_concat("kind" || "version"), '') FROM (SELECT * FROM "document" ORDER BY "kind")`,
  `SELECT coalesce("value", '') FROM "local" WHERE "key" = 'identity'`,
  `SELECT coalesce(group_concat("id" || "state" || "importedSeq"), '') FROM (SELECT * FROM "replica" ORDER BY "id")`,
];

export function fingerprintOf(db: ReadableDb): string {
  const { position, positionHash } = journalEnd(db);
  const hash = createHash("sha256").update(`${position} ${positionHash}`);
  for (const sql of traces) hash.update(`\n${String(db.value(sql) ?? "")}`);
  return hash.digest("hex");
}

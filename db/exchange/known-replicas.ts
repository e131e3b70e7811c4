/**
 * Who belongs is not put back by a restore: a station invited, a PC confirmed or retired after the backup stays so, as long
 * as the data that is replaced can be read. Their entries come again with their next bundles.
 */
import type { SqlParam, ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { zeroHash } from "../journal/entry.ts";

interface KnownReplica {
  readonly id: string;
  readonly station: string;
  readonly side: "station" | "district";
  readonly isFeed: number;
  readonly state: string;
  readonly signingKey: string | null;
  readonly recipient: string | null;
  readonly checkCode: string | null;
  readonly invitation: string | null;
  readonly joinFailures: number;
  readonly createdAt: number;
}

/** Copies what `restored` does not know of stations, invitations and chains out of the data that it replaces. */
export function keepMembers(restored: WritableDb, current: ReadableDb): void {
  restored.transaction(() => {
    for (const { id, name, createdAt } of current.all<{ id: string; name: string; createdAt: number }>(
      `SELECT "id", "name", "createdAt" FROM "station"`,
    )) {
      restored.run(`INSERT INTO "station" VALUES (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name"`, [
        id,
        name,
        createdAt,
      ]);
    }
    for (const row of current.all<Record<string, SqlParam>>(
      `SELECT "id", "station", "usedBy", "createdAt", "cancelledAt" FROM "invitation"`,
    )) {
      restored.run(
        `INSERT INTO "invitation" VALUES (:id, :station, :usedBy, :createdAt, :cancelledAt)
         ON CONFLICT DO UPDATE SET "usedBy" = coalesce(excluded."usedBy", "usedBy"),
           "cancelledAt" = coalesce(excluded."cancelledAt", "cancelledAt")`,
        row,
      );
    }
    for (const replica of current.all<KnownReplica>(
      `SELECT "id", "station", "side", "isFeed", "state", "signingKey", "recipient", "checkCode", "invitation", "joinFailures",
              "createdAt"
       FROM "replica" WHERE "isSelf" = 0`,
    ))
      keepReplica(restored, replica);
  });
}

/** A feed of the replaced data beside the restored one ends: its station may have it, and returns what it has. */
function keepReplica(restored: WritableDb, replica: KnownReplica): void {
  const hasFeed =
    restored.value(`SELECT 1 FROM "replica" WHERE "station" = ? AND "isFeed" = 1`, [replica.station]) !== undefined;
  const isFeed = replica.isFeed === 1 && !hasFeed ? 1 : 0;
  const { id, station, side, signingKey, recipient, checkCode, invitation, joinFailures, createdAt } = replica;
  const state = side === "district" && isFeed === 0 ? "retired" : replica.state;
  restored.run(
    `INSERT OR IGNORE INTO "replica"
       ("id", "station", "side", "isFeed", "state", "signingKey", "recipient", "checkCode", "invitation", "joinFailures",
        "headHash", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, station, side, isFeed, state, signingKey, recipient, checkCode, invitation, joinFailures, zeroHash, createdAt],
  );
  if (side === "station") restored.run(`UPDATE "replica" SET "state" = ? WHERE "id" = ?`, [state, id]);
}

/** What the district sees of its stations: PCs, last import, what is held, how many records. Read-only. */
import type { JoinWaiting, OpenInvitation, Replica, StationStatus } from "../api/operations.ts";
import { expiryOf } from "../schema/invitation.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { byMainKind, type MainKind } from "../schema/kinds.ts";

/** Stations by pinyin; those that never reported are in the list too, with `lastImportAt` null. */
export function stationStatuses(db: ReadableDb): StationStatus[] {
  const stations = db.all<{ id: string; name: string }>(
    `SELECT "id", "name" FROM "station" ORDER BY pinyinKey("name")`,
  );
  return stations.map(({ id, name }) => {
    const replicas = replicasOf(db, id);
    const times = replicas.map((replica) => replica.lastImportAt).filter((at) => at !== null);
    return {
      name,
      station: id,
      replicas,
      records: byMainKind((kind) => count(db, kind, id)),
      lastImportAt: times.length === 0 ? null : Math.max(...times),
      ...heldOf(db, id),
    };
  });
}

function heldOf(db: ReadableDb, station: string): Pick<StationStatus, "held" | "heldFiles"> {
  const heldFiles = db.all<StationStatus["heldFiles"][number]>(
    `SELECT h."file", h."fromSeq",
            (SELECT t."code" FROM "transfer" t WHERE t."sha256" = h."sha256" AND t."outcome" IN ('held', 'fork')
             ORDER BY t."id" DESC LIMIT 1) AS "code"
     FROM "held" h WHERE h."station" = ? ORDER BY h."at" DESC, h."sha256"`,
    [station],
  );
  return { held: heldFiles.length, heldFiles };
}

interface ReplicaRow extends Omit<Replica, "join"> {
  readonly joinFailures: number;
  readonly createdAt: number;
  readonly file: string | null;
  readonly usedBy: string | null;
  readonly usedAt: number | null;
}

function replicasOf(db: ReadableDb, station: string): Replica[] {
  const rows = db.all<ReplicaRow>(
    `SELECT r."id" AS "replica", r."state", r."headSeq", r."joinFailures", r."createdAt", i."usedBy", u."createdAt" AS "usedAt",
            (SELECT max(t."at") FROM "transfer" t
             WHERE t."replica" = r."id" AND t."direction" = 'in' AND t."outcome" IN ('imported', 'duplicate')) AS "lastImportAt",
            (SELECT t."file" FROM "transfer" t WHERE t."replica" = r."id" AND t."direction" = 'in' ORDER BY t."id" LIMIT 1) AS "file"
     FROM "replica" r LEFT JOIN "invitation" i ON i."id" = r."invitation" LEFT JOIN "replica" u ON u."id" = i."usedBy"
     WHERE r."station" = ? AND r."side" = 'station' ORDER BY r."createdAt"`,
    [station],
  );
  return rows.map(({ replica, state, headSeq, lastImportAt, ...row }) => ({
    replica,
    state,
    headSeq,
    lastImportAt,
    join: state === "waiting" ? waitingOf(replica, row) : null,
  }));
}

function waitingOf(
  replica: string,
  { createdAt, file, usedBy, usedAt, joinFailures }: Omit<ReplicaRow, "replica" | "state" | "headSeq" | "lastImportAt">,
): JoinWaiting {
  const isSecond = usedBy !== null && usedBy !== replica;
  return {
    cameAt: createdAt,
    file,
    firstUse: isSecond ? { replica: usedBy, at: usedAt } : null,
    failures: joinFailures,
  };
}

/** Invitations that nobody has used yet, the newest first; expired ones are in the list for as long again, so that one sees why. */
export function openInvitations(db: ReadableDb, now: number): OpenInvitation[] {
  const rows = db.all<{ invitation: string; name: string; createdAt: number }>(
    `SELECT i."id" AS "invitation", s."name", i."createdAt" FROM "invitation" i JOIN "station" s ON s."id" = i."station"
     WHERE i."usedBy" IS NULL AND i."cancelledAt" IS NULL ORDER BY i."createdAt" DESC, i."id"`,
  );
  return rows
    .map((row) => ({ ...row, expiresAt: expiryOf(row.createdAt) }))
    .filter(({ createdAt, expiresAt }) => now <= expiresAt + (expiresAt - createdAt))
    .map((row) => ({ ...row, isExpired: now > row.expiresAt }));
}

function count(db: ReadableDb, kind: MainKind, station: string): number {
  return db.value<number>(`SELECT count(*) FROM ${tableOf(kind)} WHERE "station" = ?`, [station]) ?? 0;
}

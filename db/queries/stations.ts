/** What the district sees of its stations: PCs, last import, what is held, how many records. Read-only. */
import type { Replica, StationStatus } from "../api/operations.ts";
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

function replicasOf(db: ReadableDb, station: string): Replica[] {
  return db.all<Replica>(
    `SELECT r."id" AS "replica", r."state", r."checkCode", r."headSeq",
            (SELECT max(t."at") FROM "transfer" t
             WHERE t."replica" = r."id" AND t."direction" = 'in' AND t."outcome" IN ('imported', 'duplicate')) AS "lastImportAt"
     FROM "replica" r WHERE r."station" = ? AND r."side" = 'station' ORDER BY r."createdAt"`,
    [station],
  );
}

function count(db: ReadableDb, kind: MainKind, station: string): number {
  return db.value<number>(`SELECT count(*) FROM ${tableOf(kind)} WHERE "station" = ?`, [station]) ?? 0;
}

/** Entries that no screen would write, put into a station's journal as a newer or a faulty program would. */
import {
  entryFormat,
  makeEntry,
  schemaVersion,
  versionName,
  type EntryHeader,
  type EntryPayload,
} from "../../db/journal/entry.ts";
import { uuidv7 } from "../../db/schema/ids.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { clock, type Pc } from "./exchange.ts";

/** Adds an entry to the PC's own chain without applying it here. @returns the record's id */
export function forgeEntry(pc: Pc, header: Partial<EntryHeader>, payload: EntryPayload): string {
  const { replicaId } = readIdentity(pc.db);
  const head = pc.db.get<{ headSeq: number; headHash: Buffer }>(
    `SELECT "headSeq", "headHash" FROM "replica" WHERE "id" = ?`,
    [replicaId],
  );
  if (head === undefined) throw new Error("no chain");
  const now = clock();
  const full: EntryHeader = {
    at: now,
    format: entryFormat,
    kind: "hotline",
    op: "create",
    operator: null,
    record: uuidv7(now),
    replica: replicaId,
    schema: schemaVersion,
    seq: head.headSeq + 1,
    tx: uuidv7(now),
    ...header,
  };
  const entry = makeEntry(full, payload, head.headHash);
  pc.db.run(
    `INSERT INTO "journal" ("replica", "seq", "tx", "kind", "record", "op", "header", "salt", "payload", "inner", "hash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      replicaId,
      full.seq,
      full.tx,
      full.kind,
      full.record,
      full.op,
      entry.header,
      entry.salt,
      entry.payload,
      entry.inner,
      entry.hash,
    ],
  );
  pc.db.run(`UPDATE "replica" SET "headSeq" = ?, "headHash" = ? WHERE "id" = ?`, [full.seq, entry.hash, replicaId]);
  return full.record;
}

/** The last entry of the PC's own chain, as other entries name it. */
export function headOf(pc: Pc): string {
  const { replicaId } = readIdentity(pc.db);
  return versionName(
    replicaId,
    pc.db.value<number>(`SELECT "headSeq" FROM "replica" WHERE "id" = ?`, [replicaId]) ?? 0,
  );
}

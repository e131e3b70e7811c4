/** Moving entries from a chain that ends to the one that goes on in its place. */
import { canonicalBytes } from "../journal/canonical.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { journalBytes, pagesOf } from "../sqlite/pages.ts";
import { chainHash, innerHash, storedHeader, storedPayload, versionName, zeroHash } from "../journal/entry.ts";

interface Row {
  readonly position: number;
  readonly seq: number;
  readonly header: Buffer;
  readonly salt: Buffer | null;
  readonly payload: Buffer | null;
  readonly inner: Buffer;
}

/**
 * Moves the entries after `acknowledged` from one chain to the beginning of another, references among them included.
 * @returns the other chain's head
 */
export function rebase(db: WritableDb, from: string, to: string, acknowledged: number): { seq: number; hash: Buffer } {
  const query = {
    from: `FROM "journal" WHERE "replica" = :from`,
    columns: `"position", "seq", "header", "salt", "payload", "inner"`,
    key: `"seq"`,
    bytes: journalBytes(""),
  };
  const renamed = (version: string): string => {
    const [replica, seq] = version.split(":");
    return replica === from && Number(seq) > acknowledged ? versionName(to, Number(seq) - acknowledged) : version;
  };
  let hash = zeroHash;
  let entries = 0;
  // What has moved is of the other chain and does not come again.
  for (const row of rowsOf(pagesOf<Row>(db, query, { from }, acknowledged))) {
    entries += 1;
    const { after, erasure, ...rest } = storedHeader(row.header);
    const seq = row.seq - acknowledged;
    const header = canonicalBytes({
      ...rest,
      ...(after === undefined ? {} : { after: renamed(after) }),
      ...(erasure === undefined ? {} : { erasure: renamed(erasure) }),
      replica: to,
      seq,
    });
    const payload = row.payload === null ? null : renamedPayload(row.payload, renamed);
    const inner = payload === null || row.salt === null ? row.inner : innerHash(row.salt, payload);
    hash = chainHash(hash, header, inner);
    db.run(
      `UPDATE "journal" SET "replica" = ?, "seq" = ?, "header" = ?, "payload" = ?, "inner" = ?, "hash" = ? WHERE "position" = ?`,
      [to, seq, header, payload, inner, hash, row.position],
    );
    db.run(`UPDATE "refused" SET "replica" = ?, "seq" = ? WHERE "position" = ?`, [to, seq, row.position]);
  }
  return { seq: entries, hash };
}

function* rowsOf<T>(pages: Iterable<readonly T[]>): Generator<T> {
  for (const page of pages) yield* page;
}

function renamedPayload(bytes: Buffer, renamed: (version: string) => string): Buffer {
  const { base, ...rest } = storedPayload(bytes);
  if (base === undefined) return bytes;
  const versions = Object.fromEntries(Object.entries(base).map(([field, version]) => [field, renamed(version)]));
  return canonicalBytes({ ...rest, base: versions });
}

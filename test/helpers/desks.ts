/**
 * Desks of one station and its district without files around them: each writes its own chain through the journal, and takes over
 * ranges of the others' chains as an import does. For tests of what a set of entries means.
 */
import { applyStaged } from "../../db/journal/append-staged.ts";
import { readChain } from "../../db/journal/chains.ts";
import { stageEntries, stagingTable, type StagedEntry } from "../../db/bundle/staging.ts";
import { canonicalBytes } from "../../db/journal/canonical.ts";
import { zeroHash, storedHeader, type Entry } from "../../db/journal/entry.ts";
import { uuidv7 } from "../../db/schema/ids.ts";
import { writeRecords, type Change } from "../../db/journal/write.ts";
import type { Identity } from "../../db/office/identity.ts";
import { openDatabase, type Connection } from "../../db/database/open.ts";
import { columnsOf, kindNames } from "../../db/schema/kinds.ts";
import { makeFolder } from "./folder.ts";

export const chainNames = ["甲", "乙", "区县"] as const;
export type ChainName = (typeof chainNames)[number];

const station = "5".repeat(32);
const districtId = "d".repeat(32);
/** On purpose neither in the order of age nor of sides. */
export const chainIds: Readonly<Record<ChainName, string>> = {
  甲: "b".repeat(32),
  乙: "a".repeat(32),
  区县: "c".repeat(32),
};

/** Entries of one chain, as they were when they left a desk. */
export interface Range {
  readonly chain: ChainName;
  readonly entries: readonly StagedEntry[];
}

/** As a program of format 1 would have written it. */
export function inFormat1({ chain, entries }: Range): Range {
  return {
    chain,
    entries: entries.map(({ entry }): StagedEntry => {
      const header = { ...storedHeader(entry.header), format: 1 };
      delete header.afterCount;
      delete header.erasureCount;
      delete header.step;
      return { header, entry: { ...entry, header: canonicalBytes(header) }, excess: null };
    }),
  };
}

export class Desk {
  readonly db: Connection;
  readonly name: ChainName | null;
  /** Rows that statements have returned so far. */
  rowsRead = 0;
  now = Date.UTC(2026, 2, 18);

  /** @param name the chain it writes; null for one that only takes over */
  constructor(name: ChainName | null) {
    this.name = name;
    this.db = this.#counting(openDatabase(makeFolder(), { create: true }));
    this.db.run(`INSERT INTO "station" ("id", "name", "createdAt") VALUES (?, '桐岭镇联络站', 1)`, [station]);
    for (const chain of chainNames) {
      const isFeed = chain === "区县";
      this.db.run(
        `INSERT INTO "replica" ("id", "station", "side", "isFeed", "state", "headHash", "createdAt") VALUES (?, ?, ?, ?, 'active', ?, 1)`,
        [chainIds[chain], station, isFeed ? "district" : "station", isFeed ? 1 : 0, zeroHash],
      );
    }
    this.db.exec("ATTACH DATABASE ':memory:' AS staging");
    this.db.exec(stagingTable);
  }

  #counting(db: Connection): Connection {
    const all: Connection["all"] = (sql, params) => {
      const rows = db.all<never>(sql, params);
      this.rowsRead += rows.length;
      return rows;
    };
    return new Proxy(db, { get: (target, name) => (name === "all" ? all : (Reflect.get(target, name) as unknown)) });
  }

  get identity(): Identity {
    const isDistrict = this.name === "区县";
    return {
      role: isDistrict ? "district" : "station",
      stationId: isDistrict ? districtId : station,
      name: "桐岭镇",
      replicaId: this.name === null ? "" : chainIds[this.name],
      operatorId: null,
      district: null,
    };
  }

  write(...changes: readonly Change[]): void {
    writeRecords(this.db, { identity: this.identity, now: this.now }, changes);
    this.#requireReferences();
  }

  /** A new id, made from this desk's clock as after a restart: `uuidv7` itself never goes back while a program runs. */
  id = (): string => {
    const time = (this.now += 1_000).toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${uuidv7(this.now).slice(15)}`;
  };

  head = (chain: ChainName): number => readChain(this.db, chainIds[chain]).headSeq;

  /** What it has of a chain, above and up to the given numbers. */
  range(chain: ChainName, above = 0, upTo = Number.MAX_SAFE_INTEGER): Range {
    const rows = this.db.all<Entry>(
      `SELECT "header", "salt", "payload", "inner", "hash" FROM "journal"
       WHERE "replica" = ? AND "seq" > ? AND "seq" <= ? ORDER BY "seq"`,
      [chainIds[chain], above, upTo],
    );
    return { chain, entries: rows.map((entry) => ({ header: storedHeader(entry.header), entry, excess: null })) };
  }

  /** As an import does: what is here already is passed over, what would leave a gap is not taken. */
  take({ chain, entries }: Range): void {
    const head = readChain(this.db, chainIds[chain]);
    const first = entries[0]?.header.seq ?? Number.MAX_SAFE_INTEGER;
    if (first > head.headSeq + 1) return;
    this.db.transaction(() => {
      this.db.run(`DELETE FROM staging.entry`);
      stageEntries(this.db, entries);
      applyStaged(this.db, head);
    });
    this.#requireReferences();
  }

  /** The transaction of a test is never committed, so what is checked at a commit is checked here. */
  #requireReferences(): void {
    const broken = this.db.all("PRAGMA foreign_key_check");
    if (broken.length > 0) throw new Error(`FOREIGN KEY: ${JSON.stringify(broken)}`);
  }

  /** Everything that two desks with the same entries have alike: no column that counts local positions. */
  state(): Record<string, unknown> {
    const version = (position: string) =>
      `(SELECT "replica" || ':' || "seq" FROM "journal" WHERE "position" = ${position})`;
    const records = kindNames.map((kind) => {
      const columns = ["id", "station", "createdAt", "updatedAt", "extra", ...columnsOf(kind).map(({ name }) => name)];
      const sql = `SELECT ${columns.map((name) => `"${name}"`).join(", ")} FROM "${kind}" ORDER BY "id"`;
      return [kind, this.db.all(sql)];
    });
    return {
      ...Object.fromEntries(records),
      tombstone: this.db.all(`SELECT "record", "kind", "root" FROM "tombstone" ORDER BY "record"`),
      conflict: this.db.all(
        `SELECT "record", "field", ${version(`"shown"`)} AS "shown", ${version(`"aside"`)} AS "aside" FROM "conflict" ORDER BY 1, 2, 4`,
      ),
      hotlineState: this.db.all(`SELECT * FROM "hotlineState" ORDER BY "record"`),
      opinionState: this.db.all(`SELECT * FROM "opinionState" ORDER BY "record"`),
      parentMissing: this.db.all(`SELECT * FROM "refused" WHERE "reason" = 'parentMissing'`),
      payloads: this.db.all(
        `SELECT "replica", "seq", "payload" IS NOT NULL AS "isKept" FROM "journal" ORDER BY "replica", "seq"`,
      ),
    };
  }

  close(): void {
    this.db.close();
  }
}

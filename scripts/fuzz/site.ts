/** An office's folder that files are read into: begun again from a copy, read by the program's own code, and looked at before and after. */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openFile } from "../../db/bundle/read.ts";
import { arrivalIn } from "../../db/bundle/folder.ts";
import type { Arrival } from "../../db/bundle/transport.ts";
import { loadKeys } from "../../db/bundle/crypto.ts";
import { databaseFile } from "../../db/database/open.ts";
import { importBundle } from "../../db/exchange/district/import-bundle.ts";
import { importBundles } from "../../db/exchange/district/import-files.ts";
import { importReceipt } from "../../db/exchange/station/import-receipt.ts";
import { joinWith } from "../../db/exchange/join.ts";
import { acceptRoster } from "../../db/exchange/roster.ts";
import { rosterFloor } from "../../db/exchange/new-feeds.ts";
import type { Importing } from "../../db/exchange/importing.ts";
import { AppError, toAppError } from "../../db/schema/app-error.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { clock, openPc, quietTask, type Pc } from "../../test/helpers/exchange.ts";
import type { Reading } from "./targets.ts";

export interface Outcome {
  readonly kind: "imported" | "duplicate" | "held" | "fork" | "refused";
  /** Of the catalogue; null where nothing is to be said. */
  readonly number: number | null;
  readonly message: string;
  /** What was thrown beneath. */
  readonly cause: unknown;
}

/** What can be told in microseconds of whether anything was written. */
export interface Look {
  /** Bytes of the log: it grows with every transaction that is committed, because nothing writes it back meanwhile. */
  readonly log: number;
  readonly files: string;
  /** The roster that stations are known to have: a duplicate may say of a newer one. */
  readonly roster: number;
}

export class Site {
  /** Whole files in memory; the disk would only add its own time. */
  readonly #folder: string;
  readonly #copy: string;
  readonly #incoming: string;
  readonly #work: string;
  #pc: Pc | null = null;
  #importing: Importing | null = null;

  constructor(folder: string, copy: string) {
    this.#folder = join(folder, "数据");
    this.#copy = copy;
    this.#incoming = join(folder, "来件.lxq");
    this.#work = join(folder, "work");
    mkdirSync(this.#work, { recursive: true });
  }

  get pc(): Pc {
    if (this.#pc === null) this.begin();
    if (this.#pc === null) throw new Error("not open");
    return this.#pc;
  }

  /** Everything as it was in the copy. */
  begin(): void {
    this.close();
    rmSync(this.#folder, { recursive: true, force: true });
    cpSync(this.#copy, this.#folder, { recursive: true });
    this.#pc = openPc(this.#folder);
    this.#pc.db.exec("PRAGMA wal_autocheckpoint = 0");
    this.#importing = null;
  }

  close(): void {
    this.#pc?.close();
    this.#pc = null;
  }

  look(): Look {
    const list = (name: string) =>
      readdirSync(join(this.#folder, name))
        .filter((file) => file !== "tmp" && !file.startsWith("lianxinqiao.db"))
        .join();
    return {
      log: statSync(`${databaseFile(this.#folder)}-wal`, { throwIfNoEntry: false })?.size ?? 0,
      files: `${list("held")}|${list("blobs")}|${list(".")}`,
      roster: rosterFloor(this.pc.db),
    };
  }

  /** SHA-256 of every row of every table. */
  rows(): string {
    const { db } = this.pc;
    const hash = createHash("sha256");
    const tables = db.all<{ name: string }>(
      `SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "sql" NOT LIKE 'CREATE VIRTUAL%' ORDER BY "name"`,
    );
    for (const { name } of tables)
      for (const row of db.iterate<Record<string, unknown>>(`SELECT * FROM "${name}"`))
        hash.update(JSON.stringify(Object.values(row)));
    return hash.digest("hex");
  }

  /** Whether database, chains and tables are as they should be. @returns what is wrong; null for nothing */
  async fault(): Promise<string | null> {
    const report = await this.pc.call("check.run", {});
    if (report.isDataWhole && report.attachments.changed.length === 0) return null;
    const broken = report.chains.filter(({ brokenAt }) => brokenAt !== null);
    return JSON.stringify({ ...report, chains: broken });
  }

  /** Which PC this is: a station that was rolled back becomes another. */
  get replica(): string {
    return readIdentity(this.pc.db).replicaId;
  }

  /**
   * Reads a file as the program does.
   * @param isWhole from the stick on; otherwise from where the copy lies on the disk
   */
  async read(reading: Reading, bytes: Buffer, isWhole: boolean, dryRun = false): Promise<Outcome> {
    const { db, dir } = this.pc;
    const file = this.#incoming;
    try {
      switch (reading) {
        case "bundle":
          writeFileSync(file, bytes);
          return await this.#readBundle(file, isWhole, dryRun);
        case "receipt":
          writeFileSync(file, bytes);
          await importReceipt(db, isWhole ? arrivalIn(file) : brought(file, bytes), {
            dir,
            now: clock(),
            task: quietTask,
          });
          return plain("imported");
        case "invitation":
          await joinWith(db, dir, bytes, { file, now: clock(), rename: true });
          return plain("imported");
        case "roster":
          acceptRoster(db, readIdentity(db), bytes, { file, now: clock() });
          return plain("imported");
      }
    } catch (error) {
      const known = toAppError(error, { file, path: dir });
      return { kind: "refused", number: known.number, message: known.message, cause: known.cause };
    }
  }

  async #readBundle(file: string, isWhole: boolean, dryRun: boolean): Promise<Outcome> {
    const importing = { ...this.#district(), now: clock(), dryRun, imagined: new Map<string, number>() };
    if (!isWhole) {
      // As empty as `inWorkFolder` makes it.
      for (const name of readdirSync(this.#work)) rmSync(join(this.#work, name), { recursive: true });
      const { outcome, reason } = await importBundle({ file, shown: file, work: this.#work }, importing);
      return { kind: outcome, number: reason?.number ?? null, message: reason?.message ?? "", cause: null };
    }
    const [result] = await importBundles([arrivalIn(file)], importing);
    if (result === undefined) throw new Error("no result");
    return { kind: result.outcome, number: result.code, message: result.message ?? "", cause: null };
  }

  #district(): Importing {
    const { db, dir } = this.pc;
    const identity = readIdentity(db);
    this.#importing ??= {
      db,
      dir,
      identity,
      keys: loadKeys(dir, identity.replicaId),
      now: 0,
      task: quietTask,
      dryRun: false,
      imagined: new Map(),
    };
    return this.#importing;
  }
}

const plain = (kind: Outcome["kind"]): Outcome => ({ kind, number: null, message: "", cause: null });

/** A file whose copy is already there. */
const brought = (file: string, bytes: Buffer): Arrival => ({
  shown: file,
  look: () => openFile(file, file),
  bring: async (copy) => writeFileSync(copy, bytes),
});

/** Refusals that say of themselves that something was kept: a newer file, or that the next bundle tells the district what is missing. */
const noting: ReadonlySet<number> = new Set(
  (["bundleNewerFormat", "receiptGap", "receiptOutdated"] as const).map((name) => new AppError(name).number),
);

/** @returns what an outcome must never be, given what was there before and after; null where all is as it should be */
export function problemOf({ kind, number, message, cause }: Outcome, before: Look, after: Look): string | null {
  const detail = cause instanceof Error ? `: ${cause.stack ?? cause.message}` : "";
  if (number !== null && (number < 4_000 || number >= 6_000)) return `${number} ${message}${detail}`;
  if (kind === "refused" && number === null) return "refused without a reason";
  const isQuiet = kind === "refused" || kind === "duplicate";
  if (!isQuiet || (number !== null && noting.has(number))) return null;
  const isRoster = kind === "duplicate" && before.roster !== after.roster;
  if (before.log !== after.log && !isRoster)
    return `${kind} with ${number ?? "nothing"}, and yet written to the database`;
  return before.files === after.files ? null : `${kind} with ${number ?? "nothing"}, and yet files have changed`;
}

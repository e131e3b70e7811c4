/**
 * A district and its stations, each on PCs of their own with a clock of their own, served as the program serves them. What a
 * test needs beside the operations (a killed disk, a ghost image, a clock that jumps) is here.
 */
import { enrol } from "../../scripts/common/enrol.ts";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Input, OperationName, Output } from "../../db/api/operations.ts";
import { extension } from "../../db/backup/manifest.ts";
import { folderOutbox } from "../../db/bundle/folder.ts";
import { exportBundle } from "../../db/exchange/station/export.ts";
import { type AppError, toAppError } from "../../db/schema/app-error.ts";
import { databaseFile, openDatabase, type Connection } from "../../db/database/open.ts";
import { openService, type Service } from "../../db/service.ts";
import { quietTask } from "../helpers/exchange.ts";

/** Time that all PCs share; each adds what its own clock is wrong by. */
export class Time {
  #now = Date.UTC(2026, 2, 18);

  next(): number {
    this.#now += 1_000;
    return this.#now;
  }
}

/** Any error of the program is said here; `unexpected` ones are what this test is about. */
export type Told = (operation: OperationName, error: AppError) => void;

/** One PC: a data folder and the program on it. */
export class Pc {
  readonly dir: string;
  /** What its clock is wrong by, in milliseconds. */
  wrongBy = 0;
  readonly #time: Time;
  readonly #told: Told;
  #service: Service | null = null;

  constructor(dir: string, time: Time, told: Told) {
    this.dir = dir;
    this.#time = time;
    this.#told = told;
  }

  readonly now = (): number => Math.max(0, this.#time.next() + this.wrongBy);

  get service(): Service {
    this.#service ??= openService({ dir: this.dir, clock: this.now });
    return this.#service;
  }

  /** @throws AppError */
  call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
    return this.service.call(name, input);
  }

  /** As a person does: what the program refuses is read, and work goes on. @returns null when it was refused */
  async press<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N> | null> {
    try {
      return await this.call(name, input);
    } catch (error) {
      this.#told(name, toAppError(error));
      return null;
    }
  }

  async close(): Promise<void> {
    await this.#service?.close();
    this.#service = null;
  }

  /** The database by itself, with the program closed. */
  async inside<T>(work: (db: Connection) => T | Promise<T>): Promise<T> {
    await this.close();
    const db = openDatabase(this.dir);
    try {
      return await work(db);
    } finally {
      db.close();
    }
  }

  /** A bundle in small files, as a range above the largest file size would be written. */
  async exportSplit(folder: string, bytes: number): Promise<readonly string[]> {
    try {
      return await this.inside(
        async (db) =>
          (
            await exportBundle(db, {
              dir: this.dir,
              outbox: folderOutbox(folder),
              now: this.now(),
              task: quietTask,
              split: bytes,
            })
          ).files,
      );
    } catch (error) {
      this.#told("bundle.export", toAppError(error));
      return [];
    }
  }

  /** The disk lost the database; backups and attachments are still there. */
  async loseDatabase(): Promise<void> {
    await this.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${databaseFile(this.dir)}${end}`, { force: true });
  }

  /** Puts a backup in the place of data that cannot be opened. */
  async rescue(file: string): Promise<boolean> {
    await this.close();
    this.#service = openService({ dir: this.dir, clock: this.now, rescue: true });
    const restored = await this.press("backup.restore", { file });
    await this.close();
    return restored !== null;
  }

  async loseKeys(): Promise<void> {
    await this.close();
    for (const name of readdirSync(this.dir).filter((file) => /^keys.*\.json$/.test(file)))
      rmSync(join(this.dir, name), { force: true });
  }

  /** A ghost image on another PC. */
  async clone(dir: string): Promise<Pc> {
    await this.close();
    cpSync(this.dir, dir, { recursive: true });
    const clone = new Pc(dir, this.#time, this.#told);
    clone.wrongBy = this.wrongBy;
    return clone;
  }
}

/** An office with its PCs, and the folder or stick that files for it lie on. */
export class Office {
  readonly name: string;
  readonly pcs: Pc[];
  /** Written for this office and not thrown away: any may be read again, in any order. */
  readonly files: string[] = [];
  constructor(name: string, pcs: readonly Pc[]) {
    this.name = name;
    this.pcs = [...pcs];
  }

  /** @throws RangeError when there is none, which cannot be */
  pc(pick: number): Pc {
    const found = this.pcs[pick % this.pcs.length];
    if (found === undefined) throw new RangeError("an office without a PC");
    return found;
  }

  get first(): Pc {
    return this.pc(0);
  }
}

/** So many of the stations, the first ones, have two PCs. */
const withTwoPcs = 2;

export const stationNames = ["桐岭镇联络站", "三里镇联络站", "通挽镇联络站"] as const;

/** A record that was made once, wherever it is now. */
export interface Made {
  readonly id: string;
  readonly kind: "session" | "opinion" | "hotline";
  readonly station: string;
}

export class County {
  readonly root: string;
  readonly time = new Time();
  readonly stick: string;
  readonly district: Office;
  readonly stations: readonly Office[];
  readonly made: Made[] = [];
  /** How often each operation was refused with each error. */
  readonly refusals = new Map<string, number>();
  /** What people were told, in order: the way to a failure. */
  readonly said: string[] = [];
  readonly unexplained: string[] = [];
  /** Files that hold what it takes to be the same office again, by office. */
  readonly keyFiles: ReadonlyMap<string, string>;
  #folders = 0;

  private constructor(root: string, isNew: boolean) {
    this.root = root;
    this.stick = join(root, "U盘");
    if (isNew) mkdirSync(this.stick, { recursive: true });
    const pc = (name: string): Pc => new Pc(join(root, name), this.time, this.told);
    this.district = new Office("武宣县政协", [pc("区县")]);
    this.stations = stationNames.map(
      (name, index) => new Office(name, [pc(name), ...(index < withTwoPcs ? [pc(`${name} 另一台`)] : [])]),
    );
    this.keyFiles = new Map(this.offices.map(({ name }) => [name, join(root, `${name}.lxqkeys`)]));
  }

  get offices(): readonly Office[] {
    return [this.district, ...this.stations];
  }

  /** Three stations, two of which have two PCs, all invited and confirmed. */
  static async found(root: string): Promise<County> {
    const county = new County(root, true);
    const { district } = county;
    await district.first.call("app.setup", { role: "district", name: district.name, operator: "周明" });
    for (const station of county.stations) {
      for (const [index, pc] of station.pcs.entries()) {
        await pc.call("app.setup", { role: "station", name: station.name, operator: index === 0 ? "李敏" : "覃芳" });
        await enrol(district.first, pc, { name: station.name, stick: county.stick });
        const receipt = await district.first.call("receipt.export", { station: station.name, folder: county.stick });
        for (const file of receipt.files) await pc.call("receipt.import", { file });
      }
    }
    for (const { name, first } of county.offices)
      await first.call("keys.export", { file: county.keyFiles.get(name) ?? "", passphrase });
    await county.close();
    return county;
  }

  /** The same county on a copy of its folders, so that a run begins without the work of founding it. */
  copyTo(root: string): County {
    cpSync(this.root, root, { recursive: true });
    return new County(root, false);
  }

  readonly told: Told = (operation, error) => {
    const key = `${operation} ${error.number}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
    this.said.push(`${operation}: ${error.message}`);
    if (error.number >= unexpected)
      this.unexplained.push(`${operation}: ${error.message} ${error.cause instanceof Error ? error.cause.stack : ""}`);
  };

  folder(name: string): string {
    this.#folders += 1;
    return join(this.root, `${this.#folders} ${name}`);
  }

  /** The telephone calls for everybody who waits: each clerk reads out the code on the screen, and types the answer. */
  async confirmAll(): Promise<void> {
    const answer = await this.district.first.press("district.stations", {});
    const isWaiting =
      answer?.stations.some(({ replicas }) => replicas.some(({ state }) => state === "waiting")) === true;
    if (!isWaiting) return;
    for (const pc of this.stations.flatMap(({ pcs }) => pcs)) {
      const code = (await pc.press("app.status", {}))?.station?.checkCode ?? null;
      const confirmed = code === null ? null : await this.district.first.press("district.confirm", { code });
      if (confirmed !== null) await pc.press("station.answer", { code: confirmed.answer });
    }
  }

  async close(): Promise<void> {
    for (const { pcs } of this.offices) for (const pc of pcs) await pc.close();
  }
}

export const passphrase = "桐岭镇联络站 2026";

/** Errors from this number on are the program's own: nothing that a person did explains them. */
const unexpected = 9_000;

/** The backups of a PC, oldest first. */
export function backupsOf(pc: Pc): string[] {
  try {
    return readdirSync(join(pc.dir, "backups"))
      .filter((name) => name.endsWith(`.${extension}`))
      .toSorted()
      .map((name) => join(pc.dir, "backups", name));
  } catch {
    return [];
  }
}

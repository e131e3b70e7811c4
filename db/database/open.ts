/**
 * Opens a data folder. The only file that imports better-sqlite3.
 *
 * A folder holds `lianxinqiao.db`, `backups/`, `blobs/` (attachments by SHA-256), `held/` (bundles that wait) and
 * `keys.json` (this PC's private keys, see `db/bundle/crypto.ts`).
 */
import Database from "better-sqlite3";
import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { nameKey, textKey } from "../text/collation.ts";
import { textOf } from "../sqlite/columns.ts";
import type { ReadableDb, SqlParams, WritableDb } from "../sqlite/connection.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { watchFiles } from "./file-watch.ts";
import { latestVersion, migrations } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";
import { pinyinKey } from "../text/pinyin.ts";
import { closeToOthers, makePrivateFile, privateFolder } from "../files/access.ts";
import { requireLayout } from "../files/own-files.ts";

export const databaseFile = (dir: string): string => join(dir, "lianxinqiao.db");
export const backupFolder = (dir: string): string => join(dir, "backups");

/** "LXQ1" in ASCII: marks a SQLite file as ours (`PRAGMA application_id`). */
const applicationId = 0x4c585131;

/**
 * Bytes below which the file is checked at every opening: some hundredths of a second. Larger ones are checked after an
 * interruption, whenever they are backed up, and by `check.run`; damage met later still ends as `databaseCorrupt`.
 */
const alwaysCheckedBelow = 4 * 1024 * 1024;

export interface OpenOptions {
  /** Encrypts the file at rest (SQLite3 Multiple Ciphers, AEGIS). A folder opened with a key always needs it. */
  readonly key?: string;
  /** Make the folder and the database when they are not there. */
  readonly create?: boolean;
  /** For migration tests: stop at an older format. */
  readonly migrations?: readonly Migration[];
}

export interface Connection extends WritableDb {
  readonly dir: string;
  /** A consistent copy of the database in a new file, encrypted with the same key. */
  copyTo(file: string): void;
  /**
   * The same a few pages at a time, so that a form's draft is saved in between; what is written meanwhile is in the copy.
   * `onStep` may throw to stop. An encrypted database is copied in one step.
   */
  backupTo(file: string, onStep: (done: number, total: number) => void): Promise<void>;
  close(): void;
}

/**
 * @throws AppError databaseMissing, databaseExists, databaseInUse, databaseReadOnly, databaseCorrupt, databaseWrongKey,
 * databaseNewer, databaseIsFolder, folderIsFile, diskFull. In every case the file is as it was.
 */
export function openDatabase(dir: string, options: OpenOptions = {}): Connection {
  const file = databaseFile(dir);
  const known = options.migrations ?? migrations;
  requireLayout(dir);
  if (options.create === true) makeFolders(dir);
  else if (!existsSync(file)) throw new AppError("databaseMissing", { path: dir });
  const wasInterrupted = isNonEmpty(`${file}-wal`);
  let native: Database.Database | undefined;
  try {
    closeToOthers(dir);
    // Before SQLite makes it, which gives the log the mode that the database has.
    if (options.create === true) makePrivateFile(file);
    native = new Database(file, { timeout: 1_000 });
    lockAlone(native);
    unlock(native, options.key);
    const version = readVersion(native);
    const newest = known.at(-1)?.version ?? 0;
    if (version > newest) throw new AppError("databaseNewer", { found: version, known: newest });
    configure(native);
    addFunctions(native);
    const connection = connect(native, dir, { isEncrypted: options.key !== undefined, isWatched: true });
    if (version > 0 && (wasInterrupted || statSync(file).size < alwaysCheckedBelow)) requireIntact(connection);
    migrate(connection, known, version);
    return connection;
  } catch (error) {
    native?.close();
    const failure = toAppError(error, { path: dir });
    throw causeOf(dir, failure) ?? failure;
  }
}

/** SQLite calls a log without room a file that cannot be opened, and a lock on a read-only file a failed disk. */
function causeOf(dir: string, known: AppError): AppError | null {
  if (known.code !== "diskFailed" && known.code !== "databaseReadOnly") return null;
  const options = { cause: known.cause };
  if (isDiskFull(dir)) return new AppError("diskFull", { path: dir }, options);
  return isReadOnly(databaseFile(dir)) ? new AppError("databaseReadOnly", { path: dir }, options) : null;
}

function isReadOnly(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** Neither room nor a free file entry; not known counts as room. */
function isDiskFull(dir: string): boolean {
  try {
    const { bavail, files, ffree } = statfsSync(dir);
    return bavail === 0 || (files > 0 && ffree === 0);
  } catch {
    return false;
  }
}

/** A database file that is only read (a backup), on read-only media too. The caller closes it. */
export interface ReadConnection extends ReadableDb {
  close(): void;
}

/** @throws AppError databaseCorrupt, databaseWrongKey, databaseNewer, fileUnreadable */
export function openReadable(file: string, key?: string): ReadConnection {
  let native: Database.Database | undefined;
  try {
    native = new Database(file, { readonly: true, fileMustExist: true });
    unlock(native, key);
    const version = readVersion(native);
    if (version > latestVersion) throw new AppError("databaseNewer", { found: version, known: latestVersion });
    if (version === 0) throw new AppError("databaseWrongKey");
    addFunctions(native);
    return connect(native, "");
  } catch (error) {
    native?.close();
    const known = toAppError(error, { path: file });
    throw known.code === "databaseReadOnly" ? new AppError("fileUnreadable", { file }, { cause: error }) : known;
  }
}

/** Whether a folder already holds a database. */
export const databaseExists = (dir: string): boolean => existsSync(databaseFile(dir));

function addFunctions(native: Database.Database): void {
  for (const [name, key] of Object.entries({ pinyinKey, textKey, nameKey }))
    native.function(name, { deterministic: true }, (value: unknown) => key(textOf(value)));
}

function makeFolders(dir: string): void {
  try {
    for (const folder of [dir, backupFolder(dir), join(dir, "blobs"), join(dir, "held")]) {
      // People's phone numbers are in here: nobody else on this PC reads them.
      mkdirSync(folder, { recursive: true, mode: privateFolder });
    }
  } catch (error) {
    // On a read-only disk a recursive mkdir says ENOENT instead of EROFS; an unplugged drive says it too.
    if (isMissing(error)) throw new AppError("databaseReadOnly", { path: dir }, { cause: error });
    throw toAppError(error, { path: dir });
  }
}

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

function isNonEmpty(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

function unlock(native: Database.Database, key: string | undefined): void {
  if (key === undefined) return;
  native.pragma("cipher = 'aegis'");
  native.pragma(`key = '${key.replaceAll("'", "''")}'`);
}

/** Also the first read, so a wrong key or a foreign file shows here, before anything is written. */
function readVersion(native: Database.Database): number {
  const version = native.pragma("user_version", { simple: true });
  const application = native.pragma("application_id", { simple: true });
  const tables = native.prepare("SELECT count(*) FROM sqlite_schema").pluck().get();
  if (tables !== 0 && application !== applicationId) throw new AppError("databaseWrongKey");
  return typeof version === "number" ? version : 0;
}

/**
 * Exclusive locking makes a second program's open fail at once instead of two programs writing one journal; the
 * operating system releases the lock when a process dies. Set before anything is read: then the log's index is kept in memory
 * and never in a mapped `-shm`, in which a full disk ends the process with SIGBUS. Rule: https://sqlite.org/wal.html#noshm
 */
const lockAlone = (native: Database.Database): void => void native.pragma("locking_mode = EXCLUSIVE");

/** FULL, because better-sqlite3's build defaults WAL to NORMAL, which loses acknowledged rows in a power cut. */
function configure(native: Database.Database): void {
  native.pragma("journal_mode = WAL");
  native.pragma("synchronous = FULL");
  native.pragma("foreign_keys = ON");
  native.pragma("secure_delete = ON");
  native.pragma("trusted_schema = OFF");
  native.pragma("temp_store = MEMORY");
  native.pragma("cache_size = -32000");
  // Takes the write lock now, so that a folder in use is refused at opening and not at the first save.
  native.exec("BEGIN IMMEDIATE; COMMIT");
}

function requireIntact(db: ReadableDb): void {
  const result = db.value<string>("PRAGMA quick_check(1)");
  if (result !== "ok") throw new AppError("databaseCorrupt", { path: "backups", detail: result ?? "" });
}

function migrate(connection: Connection, known: readonly Migration[], from: number): void {
  const pending = known.filter((migration) => migration.version > from);
  if (pending.length === 0) return;
  if (from > 0)
    connection.copyTo(join(backupFolder(connection.dir), `before-${latestVersion}-from-${from}-${Date.now()}.db`));
  connection.transaction(() => {
    for (const migration of pending) {
      migration.up(connection);
      connection.exec(`PRAGMA user_version = ${migration.version}`);
    }
    connection.exec(`PRAGMA application_id = ${applicationId}`);
  });
}

/** The copy has the original's WAL mark, with which it could not be read from a disc or a write-protected stick. */
function becomePlainFile(file: string): void {
  const copy = new Database(file);
  try {
    lockAlone(copy);
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
}

/** 2 MB at a time: about 10 ms on an old disk. */
const pagesPerStep = 500;

interface ConnectOptions {
  readonly isEncrypted?: boolean;
  /** Every write is acknowledged only while the files are still those that were opened. */
  readonly isWatched?: boolean;
}

function connect(native: Database.Database, dir: string, options: ConnectOptions = {}): Connection {
  const watch = options.isWatched === true ? watchFiles(databaseFile(dir)) : null;
  /** After whatever writes; inside a transaction the commit asks. */
  const acknowledged = <T>(result: T): T => {
    if (!native.inTransaction) watch?.requireSame();
    return result;
  };
  const statements = new Map<string, Database.Statement<unknown[]>>();
  const prepare = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = native.prepare<unknown[]>(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const plucked = new Map<string, Database.Statement<unknown[]>>();
  /** Apart from the statements above: to pluck is a mode that a statement stays in. */
  const pluck = (sql: string) => {
    let statement = plucked.get(sql);
    if (statement === undefined) {
      statement = native.prepare<unknown[]>(sql).pluck();
      plucked.set(sql, statement);
    }
    return statement;
  };
  const bind = (params: SqlParams | undefined): unknown[] =>
    params === undefined ? [] : Array.isArray(params) ? params : [params];
  return {
    dir,
    all: <Row>(sql: string, params?: SqlParams) => prepare(sql).all(...bind(params)) as Row[],
    get: <Row>(sql: string, params?: SqlParams) => prepare(sql).get(...bind(params)) as Row | undefined,
    // A statement of its own: a cached one cannot be stepped twice at a time.
    iterate: <Row>(sql: string, params?: SqlParams) =>
      native.prepare<unknown[]>(sql).iterate(...bind(params)) as IterableIterator<Row>,
    value: <T>(sql: string, params?: SqlParams) => pluck(sql).get(...bind(params)) as T | undefined,
    run: (sql, params) => acknowledged(prepare(sql).run(...bind(params)).changes),
    insert: (sql, params) => acknowledged(Number(prepare(sql).run(...bind(params)).lastInsertRowid)),
    exec: (sql) => {
      acknowledged(native.exec(sql));
    },
    transaction: (work) => acknowledged(native.transaction(work).immediate()),
    get inTransaction() {
      return native.inTransaction;
    },
    copyTo: (file) => {
      if (existsSync(file)) throw new AppError("fileExists", { file });
      makePrivateFile(file);
      native.prepare("VACUUM INTO ?").run(file);
    },
    backupTo: async (file, onStep) => {
      if (existsSync(file)) throw new AppError("fileExists", { file });
      makePrivateFile(file);
      // SQLite copies pages between databases of the same cipher alone, and the driver opens the copy without a key.
      if (options.isEncrypted === true) return void native.prepare("VACUUM INTO ?").run(file);
      let failure: unknown = null;
      await native
        .backup(file, {
          progress: ({ totalPages, remainingPages }) => {
            try {
              onStep(totalPages - remainingPages, totalPages);
            } catch (error) {
              failure = error;
              throw error;
            }
            return pagesPerStep;
          },
        })
        .catch((error: unknown) => {
          throw failure ?? error;
        });
      becomePlainFile(file);
    },
    close: () => {
      statements.clear();
      plucked.clear();
      native.close();
    },
  };
}

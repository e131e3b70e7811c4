/**
 * The receiver's desk: where the database and the office's keys are. It vouches for what lies in the inbox, imports it one file after
 * another, with the same code as from a stick, and makes the receipts that the network side hands out.
 */
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { arrivalIn, folderOutbox } from "../bundle/folder.ts";
import { loadKeys } from "../bundle/crypto.ts";
import { openFile, requirePayload } from "../bundle/read.ts";
import { exportReceipt, currentReceipt } from "../exchange/district/export-receipt.ts";
import { importBundles } from "../exchange/district/import-files.ts";
import { issuedInvitations } from "../exchange/district/sender.ts";
import { receiptDigest } from "../exchange/documents.ts";
import { closeFolder, privateFolder } from "../files/access.ts";
import { hashFile } from "../attachments/store.ts";
import { removeIfPossible, sizeOf } from "../files/durable-files.ts";
import { feedOf, findChain } from "../journal/chains.ts";
import { signedDelivery, type Delivery } from "../network/delivery.ts";
import type { NewsRequest } from "../network/protocol.ts";
import { readIdentity } from "../office/identity.ts";
import { cleanFileName } from "../schema/attachment.ts";
import { AppError, isOfDisk } from "../schema/app-error.ts";
import { randomId } from "../schema/ids.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import type { Task } from "../tasks/task.ts";
import type { Desk } from "./listener.ts";
import type { MembersList } from "./members.ts";
import type { AnswerFile, DeskNews } from "./messages.ts";
import type { ReceiverLog } from "./log.ts";
import { damagedFolder, inboxDigest, inboxFile, inboxFolder } from "./inbox.ts";
import { storedOf, type StoredFile } from "./store.ts";

export interface DeskOptions {
  readonly dir: string;
  readonly now: () => number;
  /** Runs work on the open data, beside the window's calls and never beside one that is alone. */
  readonly use: <T>(work: (db: WritableDb) => T | Promise<T>) => Promise<T>;
  /** Whether files are imported as they come. @returns false: a person imports them */
  readonly importsByItself: (db: ReadableDb) => boolean;
  readonly onImported: () => void;
  readonly log: ReceiverLog;
}

export interface OfficeDesk extends Desk {
  /** Who may call, as the roster is now; null where nothing was written since the last time. */
  members(): Promise<MembersList | null>;
  /** Imports what waits in the inbox, whatever the preference says. @returns files that were looked at */
  importWaiting(task?: Task): Promise<number>;
  contact(replica: string): Promise<void>;
  close(): void;
}

/** What a file is refused for is between 4000 and 5999 in the catalogue; whatever else goes wrong is tried again. */
const isVerdict = (code: number | null): boolean => code !== null && code >= 4000 && code < 6000;

/** A station waits so long for its import before it is told to ask again. */
const patienceMs = 20_000;
const againMs = 60_000;
/** Files that are imported in one go: their full text is made once. */
const batch = 50;

const noTask: Task = { progress: () => {}, throwIfCancelled: () => {} };

interface ArrivalRow {
  readonly sha256: string;
  readonly station: string;
  readonly replica: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly hashAfter: string;
  readonly bytes: number;
  readonly at: number;
  readonly state: "stored" | "imported" | "held" | "refused";
  readonly code: number | null;
}

/** Takes over what an earlier run left in the inbox. @throws AppError diskFailed, diskFull where the data cannot be used at all */
export async function openDesk(options: DeskOptions): Promise<OfficeDesk> {
  const { dir, now, use, log } = options;
  const answersRoot = join(dir, "tmp", "answers");
  mkdirSync(inboxFolder(dir), { recursive: true, mode: privateFolder });
  closeFolder(inboxFolder(dir));
  await rm(answersRoot, { recursive: true, force: true });
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  /** The run that is under way or was asked for last. */
  let last: Promise<unknown> = Promise.resolve();
  /** The run that has not begun yet; whoever comes meanwhile has it, because it will see his file. */
  let next: Promise<void> | null = null;
  /** What the last list of members was read from. */
  let seen: { readonly db: ReadableDb; readonly changes: number } | null = null;
  let batchDone = Promise.withResolvers<void>();
  await use((db) => takeOver(db, dir, now(), log));

  /** After the one before it. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = last.then(work, work);
    last = run.catch(() => {});
    return run;
  }

  /** One run at a time; whoever comes meanwhile waits for the one after it. */
  function startImport(): Promise<void> {
    next ??= inTurn(async () => {
      next = null;
      try {
        const { isDone } = await importAll(noTask);
        if (!isDone && !isClosed) again();
      } catch (error) {
        log.failure(error);
        if (!isClosed) again();
      }
    });
    return next;
  }

  function again(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void startImport(), againMs);
    timer.unref();
  }

  /** @returns files that were looked at, and whether none has to be tried again */
  async function importAll(task: Task): Promise<{ readonly looked: number; readonly isDone: boolean }> {
    let isDone = true;
    const tried = new Set<string>();
    for (;;) {
      if (isClosed) return { looked: tried.size, isDone };
      const waiting = (await use((db) => waitingFiles(db))).filter(({ sha256 }) => !tried.has(sha256)).slice(0, batch);
      if (waiting.length === 0) return { looked: tried.size, isDone };
      for (const { sha256 } of waiting) tried.add(sha256);
      try {
        const hasAll = await use((db) => importFiles(db, dir, waiting, now(), task));
        isDone &&= hasAll;
      } finally {
        const done = batchDone;
        batchDone = Promise.withResolvers();
        done.resolve();
        options.onImported();
      }
    }
  }

  /** Until nothing of this PC waits, the run has ended without it, or its patience is over. */
  async function imported(replica: string): Promise<void> {
    const run = startImport().then(() => false);
    const late = pause(patienceMs).then(() => false);
    for (;;) {
      const goesOn = await Promise.race([batchDone.promise.then(() => true), run, late]);
      if (!goesOn || (await use((db) => waitingFiles(db, replica).length)) === 0) return;
    }
  }

  return {
    async stored(file) {
      const note = await use((db) => vouch(db, dir, file, now()));
      if (await use(options.importsByItself)) void startImport();
      return note;
    },

    async news(caller, request) {
      await use((db) => takeUnknown(db, dir, request.files, now(), log));
      const isAutomatic = await use(options.importsByItself);
      if (isAutomatic && (await use((db) => waitingFiles(db, caller.replica).length)) > 0)
        await imported(caller.replica);
      return use((db) => newsFor(db, { dir, now: now(), answersRoot, isAutomatic }, caller, request));
    },

    members: () =>
      use((db) => {
        const written = { db, changes: db.value<number>("SELECT total_changes()") ?? 0 };
        const isSame = written.db === seen?.db && written.changes === seen.changes;
        seen = written;
        // An invitation that expires meanwhile is refused by the import.
        return isSame ? null : membersOf(db, now());
      }),

    importWaiting: (task = noTask) => inTurn(async () => (await importAll(task)).looked),

    contact: (replica) =>
      use((db) => void db.run(`UPDATE "replica" SET "contactAt" = ? WHERE "id" = ?`, [now(), replica])),

    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

/**
 * Files without a row were stored just before a power cut; rows without a file have lost theirs, and it is sent again. A damaged file
 * keeps nobody out: it is set aside, and its station, which has no note for it, sends it again.
 */
async function takeOver(db: WritableDb, dir: string, now: number, log: ReceiverLog): Promise<void> {
  const names = await readdir(inboxFolder(dir));
  const hashes = new Set(names.flatMap((name) => inboxDigest(name) ?? []));
  for (const { sha256 } of waitingFiles(db)) {
    if (!hashes.delete(sha256)) db.run(`DELETE FROM "arrival" WHERE "sha256" = ?`, [sha256]);
  }
  for (const sha256 of hashes) await takeInOrSetAside(db, dir, sha256, now, log);
}

/** `exchange.status` says how many were set aside. */
async function takeInOrSetAside(
  db: WritableDb,
  dir: string,
  sha256: string,
  now: number,
  log: ReceiverLog,
): Promise<void> {
  try {
    await takeIn(db, dir, sha256, now);
  } catch (error) {
    log.failure(error);
    // It may be whole, and is looked at again with the next start.
    if (isOfDisk(error)) return;
    await mkdir(damagedFolder(dir), { recursive: true, mode: privateFolder });
    await rename(inboxFile(dir, sha256), join(damagedFolder(dir), `${sha256}.lxq`));
    log.event("damaged", { file: sha256.slice(0, 8) });
  }
}

/** A file that has no row. @throws AppError bundleDamaged, bundleTruncated, bundleNotOurs; ZodError; Error of the disk */
async function takeIn(db: WritableDb, dir: string, sha256: string, now: number): Promise<void> {
  const file = inboxFile(dir, sha256);
  if (findArrival(db, sha256) !== null) {
    // Imported, and the power went before the file did.
    await rm(file, { force: true });
    return;
  }
  const opened = await openFile(file, file);
  if ((await requirePayload(opened)) !== sha256) throw new AppError("bundleDamaged", { file });
  addArrival(db, storedOf(opened, sha256), now);
}

/** Stored when the database could not be written: whoever asks after his file gets his note for it all the same. */
async function takeUnknown(
  db: WritableDb,
  dir: string,
  files: readonly string[],
  now: number,
  log: ReceiverLog,
): Promise<void> {
  for (const sha256 of files)
    if (findArrival(db, sha256) === null && existsSync(inboxFile(dir, sha256)))
      await takeInOrSetAside(db, dir, sha256, now, log);
}

const findArrival = (db: ReadableDb, sha256: string): ArrivalRow | null =>
  db.get<ArrivalRow>(`SELECT * FROM "arrival" WHERE "sha256" = ?`, [sha256]) ?? null;

const waitingFiles = (db: ReadableDb, replica: string | null = null): ArrivalRow[] =>
  db.all<ArrivalRow>(
    `SELECT * FROM "arrival" WHERE "state" = 'stored' AND (:replica IS NULL OR "replica" = :replica) ORDER BY "at", "sha256"`,
    { replica },
  );

function addArrival(db: WritableDb, file: StoredFile, now: number): void {
  const { sha256, station, replica, fromSeq, toSeq, hashAfter, bytes } = file;
  db.run(
    `INSERT OR IGNORE INTO "arrival" VALUES (:sha256, :station, :replica, :fromSeq, :toSeq, :hashAfter, :bytes, :now, 'stored', NULL)`,
    { sha256, station, replica, fromSeq, toSeq, hashAfter, bytes, now },
  );
}

/** The row first: a note is given for what this district will not forget. */
async function vouch(db: WritableDb, dir: string, file: StoredFile, now: number): Promise<Delivery> {
  addArrival(db, file, now);
  const arrival = findArrival(db, file.sha256);
  if (arrival === null) throw new AppError("unexpected", { detail: "arrival" });
  // Sent again after it was imported: nothing is to be done with it.
  if (arrival.state !== "stored") await removeIfPossible(inboxFile(dir, file.sha256));
  return noteOf(db, dir, arrival);
}

function noteOf(db: ReadableDb, dir: string, arrival: ArrivalRow): Delivery {
  const identity = readIdentity(db);
  const { station, replica, fromSeq, toSeq, hashAfter, sha256, bytes, at } = arrival;
  return signedDelivery(loadKeys(dir, identity.replicaId), {
    type: "received",
    format: 1,
    district: identity.stationId,
    station,
    replica,
    fromSeq,
    toSeq,
    hashAfter,
    sha256,
    bytes,
    at,
  });
}

/** In the inbox it is named by its hash; in lists and messages, as people would name it: `桐岭镇联络站-网络送达-2026-11-28-0941.lxq`. */
function shownName(db: ReadableDb, { station, at }: ArrivalRow): string {
  const name = db.value<string>(`SELECT "name" FROM "station" WHERE "id" = ?`, [station]) ?? station.slice(0, 8);
  const two = (value: number) => String(value).padStart(2, "0");
  const when = new Date(at);
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  return `${cleanFileName(name)}-网络送达-${day}-${two(when.getHours())}${two(when.getMinutes())}.lxq`;
}

/** @returns whether every file has its verdict */
async function importFiles(
  db: WritableDb,
  dir: string,
  files: readonly ArrivalRow[],
  now: number,
  task: Task,
): Promise<boolean> {
  const identity = readIdentity(db);
  const keys = loadKeys(dir, identity.replicaId);
  const results = await oneExchangeAtATime(db, () =>
    importBundles(
      files.map((file) => ({ ...arrivalIn(inboxFile(dir, file.sha256)), shown: shownName(db, file) })),
      { db, dir, identity, keys, now, task, dryRun: false, imagined: new Map() },
    ),
  );
  let isDone = true;
  for (const [index, { sha256 }] of files.entries()) {
    const result = results[index];
    if (result === undefined) continue;
    const state =
      result.outcome === "imported" || result.outcome === "duplicate"
        ? "imported"
        : result.outcome === "refused"
          ? "refused"
          : "held";
    if (state === "refused" && !isVerdict(result.code)) {
      isDone = false;
      continue;
    }
    db.run(`UPDATE "arrival" SET "state" = ?, "code" = ? WHERE "sha256" = ?`, [state, result.code, sha256]);
    // What cannot be removed now is removed at the next start (`takeIn`).
    await removeIfPossible(inboxFile(dir, sha256));
  }
  return isDone;
}

interface NewsOptions {
  readonly dir: string;
  readonly now: number;
  readonly answersRoot: string;
  readonly isAutomatic: boolean;
}

async function newsFor(
  db: WritableDb,
  { dir, now, answersRoot, isAutomatic }: NewsOptions,
  { replica, station }: { readonly replica: string; readonly station: string },
  request: NewsRequest,
): Promise<DeskNews> {
  const head = findChain(db, replica)?.headSeq ?? 0;
  const arrivals = db.all<ArrivalRow>(`SELECT * FROM "arrival" WHERE "replica" = ? ORDER BY "fromSeq", "toSeq"`, [
    replica,
  ]);
  const asked = new Set(request.files);
  const open = arrivals.filter(({ toSeq, state }) => state === "stored" || (state === "held" && toSeq > head));
  const stored = arrivals.filter(({ state }) => state === "stored").length;
  return {
    notes: arrivals.filter(({ sha256 }) => asked.has(sha256)).map((arrival) => noteOf(db, dir, arrival)),
    holds: open.reduce((held, { fromSeq, toSeq }) => (fromSeq <= held + 1 ? Math.max(held, toSeq) : held), head),
    importing: isAutomatic ? stored : 0,
    waiting: open.length - (isAutomatic ? stored : 0),
    refused: arrivals.flatMap(({ sha256, state, code }) =>
      state === "refused" && asked.has(sha256) ? [{ sha256, code: code ?? 0 }] : [],
    ),
    answers: await answersFor(db, { dir, now, answersRoot }, { replica, station }, request),
  };
}

/** A receipt where it would say anything that the PC does not know. */
async function answersFor(
  db: WritableDb,
  { dir, now, answersRoot }: Omit<NewsOptions, "isAutomatic">,
  { replica, station }: { readonly replica: string; readonly station: string },
  { feed: known, receipt: digest }: NewsRequest,
): Promise<AnswerFile[]> {
  const chain = findChain(db, replica);
  if (chain?.state !== "active" || chain.station !== station) return [];
  const identity = readIdentity(db);
  const keys = loadKeys(dir, identity.replicaId);
  const options = { dir, identity, keys, now };
  const feed = feedOf(db, station);
  const { receipt } = currentReceipt(db, station, options);
  if (digest === receiptDigest(receipt) && known.replica === feed.id && known.seq >= feed.headSeq) return [];
  const folder = join(answersRoot, randomId());
  const { files } = await oneExchangeAtATime(db, () =>
    exportReceipt(db, station, { ...options, outbox: folderOutbox(folder), task: noTask }),
  );
  setTimeout(() => void rm(folder, { recursive: true, force: true }), answerMs).unref();
  const answers: AnswerFile[] = [];
  for (const file of files) {
    if (existsSync(file)) answers.push({ file, bytes: sizeOf(file), sha256: await hashFile(file) });
  }
  return answers;
}

/** So long a receipt lies ready to be fetched. */
const answerMs = 30 * 60_000;

function membersOf(db: ReadableDb, now: number): MembersList {
  return {
    district: readIdentity(db).stationId,
    pcs: db.all(
      `SELECT "id" AS "replica", "station", "signingKey", "state" FROM "replica" WHERE "side" = 'station' AND "signingKey" IS NOT NULL`,
    ),
    invitations: issuedInvitations(db, now),
  };
}

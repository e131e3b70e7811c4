/**
 * The receiver's desk: where the database and the office's keys are. It vouches for what lies in the inbox, imports it one file after
 * another, with the same code as from a stick, and makes the receipts that the network side hands out.
 */
import { rm, readdir } from "node:fs/promises";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { arrivalIn, folderOutbox } from "../bundle/folder.ts";
import { loadKeys } from "../bundle/crypto.ts";
import { openFile, requirePayload } from "../bundle/read.ts";
import { exportReceipt, currentReceipt } from "../exchange/district/export-receipt.ts";
import { importBundles } from "../exchange/district/import-files.ts";
import { receiptDigest } from "../exchange/documents.ts";
import { closeFolder, privateFolder } from "../files/access.ts";
import { hashFile } from "../attachments/store.ts";
import { sizeOf } from "../files/durable-files.ts";
import { feedOf, findChain } from "../journal/chains.ts";
import { signedDelivery, type Delivery } from "../network/delivery.ts";
import type { NewsRequest } from "../network/protocol.ts";
import { readIdentity } from "../office/identity.ts";
import { cleanFileName } from "../schema/attachment.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { randomId } from "../schema/ids.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import type { Task } from "../tasks/task.ts";
import type { Desk } from "./listener.ts";
import type { MembersList } from "./members.ts";
import type { AnswerFile, DeskNews } from "./messages.ts";
import { inboxFile, inboxFolder, storedOf, type StoredFile } from "./store.ts";

export interface DeskOptions {
  readonly dir: string;
  readonly now: () => number;
  /** Runs work on the open data, beside the window's calls and never beside one that is alone. */
  readonly use: <T>(work: (db: WritableDb) => T | Promise<T>) => Promise<T>;
  /** Whether files are imported as they come. @returns false: a person imports them */
  readonly importsByItself: (db: ReadableDb) => boolean;
  readonly onImported: () => void;
}

export interface OfficeDesk extends Desk {
  /** Who may call, as the roster is now. */
  members(): Promise<MembersList>;
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

/** Takes over what an earlier run left in the inbox. */
export async function openDesk(options: DeskOptions): Promise<OfficeDesk> {
  const { dir, now, use } = options;
  const answersRoot = join(dir, "tmp", "answers");
  mkdirSync(inboxFolder(dir), { recursive: true, mode: privateFolder });
  closeFolder(inboxFolder(dir));
  await rm(answersRoot, { recursive: true, force: true });
  let isClosed = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  await use((db) => takeOver(db, dir, now()));

  /** One run at a time; whoever comes meanwhile waits for the one after it. */
  function startImport(): Promise<void> {
    const before = running;
    if (before !== null) return before;
    running = importAll(noTask)
      .then((left) => {
        if (left && !isClosed) again();
      })
      .catch((error: unknown) => {
        console.error(`receiver: ${toAppError(error).message}`);
        if (!isClosed) again();
      })
      .finally(() => (running = null));
    return running;
  }

  function again(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void startImport(), againMs);
    timer.unref();
  }

  /** @returns whether something has to be tried again */
  async function importAll(task: Task): Promise<boolean> {
    let left = false;
    const tried = new Set<string>();
    for (;;) {
      if (isClosed) return false;
      const waiting = (await use((db) => waitingFiles(db))).filter(({ sha256 }) => !tried.has(sha256)).slice(0, batch);
      if (waiting.length === 0) return left;
      for (const { sha256 } of waiting) tried.add(sha256);
      const done = await use((db) => importFiles(db, dir, waiting, now(), task));
      left ||= !done;
      options.onImported();
    }
  }

  return {
    async stored(file) {
      const note = await use((db) => vouch(db, dir, file, now()));
      if (await use(options.importsByItself)) void startImport();
      return note;
    },

    async news(caller, request) {
      const isAutomatic = await use(options.importsByItself);
      if (isAutomatic && (await use((db) => waitingFiles(db, caller.replica).length)) > 0)
        await Promise.race([startImport(), pause(patienceMs)]);
      return use((db) => newsFor(db, { dir, now: now(), answersRoot, isAutomatic }, caller, request));
    },

    members: () => use(membersOf),

    async importWaiting(task = noTask) {
      await running;
      const waiting = await use((db) => waitingFiles(db).length);
      await importAll(task);
      return waiting;
    },

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

/** Files without a row were stored just before a power cut; rows without a file have lost theirs, and it is sent again. */
async function takeOver(db: WritableDb, dir: string, now: number): Promise<void> {
  const names = await readdir(inboxFolder(dir));
  const hashes = new Set(names.flatMap((name) => /^([0-9a-f]{64})\.lxq$/.exec(name)?.[1] ?? []));
  for (const { sha256 } of waitingFiles(db)) {
    if (!hashes.delete(sha256)) db.run(`DELETE FROM "arrival" WHERE "sha256" = ?`, [sha256]);
  }
  for (const sha256 of hashes) {
    const file = inboxFile(dir, sha256);
    const known = findArrival(db, sha256);
    if (known !== null) {
      // Imported, and the power went before the file did.
      await rm(file, { force: true });
      continue;
    }
    const opened = await openFile(file, file);
    if ((await requirePayload(opened)) !== sha256) throw new AppError("bundleDamaged", { file });
    addArrival(db, storedOf(opened, sha256), now);
  }
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
  if (arrival.state !== "stored") await rm(inboxFile(dir, file.sha256), { force: true });
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
    await rm(inboxFile(dir, sha256), { force: true });
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

function membersOf(db: ReadableDb): MembersList {
  return {
    district: readIdentity(db).stationId,
    pcs: db.all(
      `SELECT "id" AS "replica", "station", "signingKey", "state" FROM "replica" WHERE "side" = 'station' AND "signingKey" IS NOT NULL`,
    ),
    invitations: db
      .all<{ id: string; station: string }>(`SELECT "id", "station" FROM "invitation"`)
      .map((invitation) => ({ ...invitation, isGood: true })),
  };
}

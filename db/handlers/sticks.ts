/** Sticks that are in: what is offered with each, and doing it. Nothing is imported or written unless it is asked for. */
import { setTimeout } from "node:timers/promises";
import type { ImportResult, Stick, StickExport, StickImport } from "../api/operations.ts";
import { arrivalIn, folderOutbox } from "../bundle/folder.ts";
import { loadKeys } from "../bundle/crypto.ts";
import { exportReceipt } from "../exchange/district/export-receipt.ts";
import { importBundles } from "../exchange/district/import-files.ts";
import { exportBundle } from "../exchange/station/export.ts";
import { importReceipts } from "../exchange/station/import-receipts.ts";
import { isReturn } from "../exchange/station/outlook.ts";
import { syncFolder } from "../files/durable-files.ts";
import { requireFolderForOutput } from "../files/own-files.ts";
import { findIdentity, readIdentity } from "../office/identity.ts";
import { AppError, errorReport, toAppError } from "../schema/app-error.ts";
import type { ErrorName } from "../schema/errors.ts";
import { offerOf, type Offer, type StickDesk } from "../sticks/offer.ts";
import type { Scan } from "../sticks/scan.ts";
import { stickWords, type SeenStick } from "../sticks/sticks.ts";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import type { Task } from "../tasks/task.ts";
import type { Context, Part } from "./context.ts";

export const stickHandlers: Part<"stick.list" | "stick.dismiss" | "stick.import" | "stick.export"> = {
  "stick.list": async (context) => {
    const desk = deskOf(context);
    if (desk === null) return { sticks: [] };
    const sticks: Stick[] = [];
    for (const seen of await context.sticks.look()) sticks.push(await shown(seen, desk));
    return { sticks };
  },

  "stick.dismiss": (context, { id, isDismissed }) => {
    context.sticks.dismiss(id, isDismissed);
    return null;
  },

  "stick.import": (context, { id }, task) =>
    onStick(context, id, async (seen, { incoming }, desk) => {
      const { medium } = seen;
      if (incoming.length === 0) throw new AppError("stickNothing", { stick: stickWords(medium) });
      const taken =
        desk.identity.role === "district"
          ? await bundlesFrom(context, seen, incoming, { ...desk, task })
          : await receiptsFrom(context, seen, incoming, { ...desk, task });
      return { ...taken, isFree: await isFree(context, medium.folder) };
    }),

  "stick.export": (context, { id }, task) =>
    onStick(context, id, async (seen, offer, desk) => {
      const { medium } = seen;
      if (medium.isReadOnly) throw new AppError("stickReadOnly", { stick: stickWords(medium) });
      requireFolderForOutput(context.dir, medium.folder);
      if (offer.own === null && offer.receipts.length === 0)
        throw new AppError("stickNothing", { stick: stickWords(medium) });
      const written =
        desk.identity.role === "district"
          ? await receiptsTo(context, seen, offer, { ...desk, task })
          : await bundleTo(context, medium.folder, task);
      syncFolder(medium.folder);
      return { ...written, isFree: await isFree(context, medium.folder) };
    }),
};

/** null where there is no office yet, with sample data, and where the keys are missing, which the window says by itself. */
function deskOf(context: Context): StickDesk | null {
  const { dir, isSetUp, isSample } = context;
  const identity = isSetUp && !isSample ? findIdentity(context.db) : null;
  if (identity === null) return null;
  try {
    return { db: context.db, dir, identity, keys: loadKeys(dir, identity.replicaId), now: context.now() };
  } catch (error) {
    if (error instanceof AppError && error.code === "keysMissing") return null;
    throw error;
  }
}

async function shown({ medium, scan, isDismissed }: SeenStick, desk: StickDesk): Promise<Stick> {
  const { id, label, kind, isReadOnly } = medium;
  const stick = { id, label, kind, isReadOnly, isDismissed };
  if (scan === null)
    return { ...stick, isLooked: false, incoming: 0, foreign: 0, unusable: 0, isCut: false, outgoing: null };
  const { incoming, foreign, unusable, own, receipts } = await offerOf(scan, desk);
  return {
    ...stick,
    isLooked: true,
    incoming: incoming.length,
    foreign,
    unusable,
    isCut: scan.isCut,
    outgoing:
      own !== null
        ? { type: own }
        : receipts.length > 0
          ? { type: "receipts", stations: receipts.map(({ name }) => name) }
          : null,
  };
}

type Working = StickDesk & { readonly task: Task };

/** Does what was offered a moment ago, and says so in plain words when the stick is pulled out meanwhile. */
function onStick<T>(
  context: Context,
  id: string,
  work: (seen: SeenStick & { readonly scan: Scan }, offer: Offer, desk: StickDesk) => Promise<T>,
): Promise<T> {
  return oneExchangeAtATime(context.db, async () => {
    const seen = await context.sticks.require(id);
    const identity = readIdentity(context.db);
    const { db, dir } = context;
    const desk = { db, dir, identity, keys: loadKeys(dir, identity.replicaId), now: context.now() };
    try {
      return await work(seen, await offerOf(seen.scan, desk), desk);
    } catch (error) {
      const known = toAppError(error, { path: seen.medium.folder });
      throw (ofMedium.has(known.code) ? await goneError(context, seen) : null) ?? known;
    } finally {
      await context.sticks.lookAgain(id);
    }
  });
}

/** What reading and writing say when there is nothing any more to read from or to write to. */
const ofMedium: ReadonlySet<ErrorName> = new Set([
  "fileUnreadable",
  "fileUnwritable",
  "bundleVerifyFailed",
  "databaseReadOnly",
  "diskFailed",
]);

/** Why reading or writing failed, if it is because the stick was pulled out. */
async function goneError({ sticks }: Context, { medium }: SeenStick): Promise<AppError | null> {
  return (await sticks.isGone(medium.id)) ? new AppError("stickGone", { stick: stickWords(medium) }) : null;
}

type Taken = Omit<StickImport, "isFree">;

async function bundlesFrom(
  context: Context,
  seen: SeenStick,
  incoming: Offer["incoming"],
  working: Working,
): Promise<Taken> {
  const bundles = await importBundles(
    incoming.map(({ file }) => arrivalIn(file)),
    { ...working, dryRun: false, imagined: new Map() },
  );
  const isOfMedium = ({ outcome, reason }: ImportResult): boolean =>
    outcome === "refused" && reason !== null && ofMedium.has(reason.name);
  const gone = bundles.some(isOfMedium) ? await goneError(context, seen) : null;
  if (gone === null) return { bundles, receipts: [], failures: [] };
  if (bundles.every(({ outcome }) => outcome === "refused")) throw gone;
  const told = { code: gone.number, message: gone.message, reason: { name: gone.code, params: gone.params } };
  return { bundles: bundles.map((one) => (isOfMedium(one) ? { ...one, ...told } : one)), receipts: [], failures: [] };
}

async function receiptsFrom(
  context: Context,
  seen: SeenStick,
  incoming: Offer["incoming"],
  { db, dir, task }: Working,
): Promise<Taken> {
  const { results, failures } = await importReceipts(
    db,
    incoming.map((opened) => ({ arrival: arrivalIn(opened.file), isReturn: isReturn(opened) })),
    { dir, now: context.now(), task },
  );
  const gone = failures.some(({ error }) => ofMedium.has(error.code)) ? await goneError(context, seen) : null;
  if (gone !== null && results.length === 0) throw gone;
  return {
    bundles: [],
    receipts: results,
    failures: failures.map(({ file, error }) => ({
      about: file,
      error: errorReport(gone !== null && ofMedium.has(error.code) ? gone : error),
    })),
  };
}

type Written = Omit<StickExport, "isFree">;

async function bundleTo({ db, dir, now }: Context, folder: string, task: Task): Promise<Written> {
  const { files, records, isJoinFile } = await exportBundle(db, {
    dir,
    outbox: folderOutbox(folder),
    now: now(),
    task,
  });
  return { files, records, isJoinFile, stations: [], failures: [] };
}

/** A station whose receipt cannot be written keeps none of the others from theirs. */
async function receiptsTo(context: Context, seen: SeenStick, { receipts }: Offer, working: Working): Promise<Written> {
  const { medium } = seen;
  const files: string[] = [];
  const stations: string[] = [];
  const failures: { about: string; error: AppError }[] = [];
  for (const { id, name } of receipts) {
    try {
      const options = { ...working, outbox: folderOutbox(medium.folder), now: context.now() };
      files.push(...(await exportReceipt(working.db, id, options)).files);
      stations.push(name);
    } catch (failure) {
      const error = toAppError(failure, { path: medium.folder });
      if (error.code === "cancelled" && files.length > 0) break;
      if (error.code === "cancelled") throw error;
      failures.push({ about: name, error });
    }
  }
  const gone = failures.some(({ error }) => ofMedium.has(error.code)) ? await goneError(context, seen) : null;
  if (gone !== null) throw gone;
  return {
    files,
    records: 0,
    isJoinFile: false,
    stations,
    failures: failures.map(({ about, error }) => ({ about, error: errorReport(error) })),
  };
}

const patience = { tries: 10, milliseconds: 100 } as const;

/** Whether it may be pulled out: a file that was read may take a moment to be closed. */
async function isFree({ drives }: Context, folder: string): Promise<boolean> {
  for (let attempt = 1; drives.holds(folder); attempt += 1) {
    if (attempt === patience.tries) return false;
    await setTimeout(patience.milliseconds);
  }
  return true;
}

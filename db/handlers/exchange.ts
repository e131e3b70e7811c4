/** 同步: bundles, receipts, who belongs, and 密钥文件. Thin: the work is in `db/exchange`. */
import type { BundleSummary } from "../api/operations.ts";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import { exportBundle, unsentRecords } from "../exchange/station/export.ts";
import { arrivalIn, folderOutbox } from "../bundle/folder.ts";
import { inspectFile } from "../bundle/inspect.ts";
import { loadKeys } from "../bundle/crypto.ts";
import { readChain } from "../journal/chains.ts";
import { transfers } from "../exchange/transfers.ts";
import { acceptRoster, forgetRenamed, publishRoster, renameStation } from "../exchange/roster.ts";
import { confirmReplica, retireReplica } from "../exchange/district/replicas.ts";
import { exportReceipt } from "../exchange/district/export-receipt.ts";
import { exportReturn } from "../exchange/district/export-return.ts";
import { importBundles } from "../exchange/district/import-files.ts";
import { importReceipt } from "../exchange/station/import-receipt.ts";
import { cancelInvitation, inviteStation } from "../exchange/district/invite.ts";
import { answerDistrict } from "../exchange/compare.ts";
import { joinDistrict, lookAtInvitation } from "../exchange/join.ts";
import { readDocumentFile, withDocument, writeDocumentFile } from "../exchange/document-files.ts";
import type { Importing } from "../exchange/importing.ts";
import { readIdentity, findIdentity } from "../office/identity.ts";
import { openInvitations, stationStatuses } from "../queries/stations.ts";
import type { Context, Part } from "./context.ts";
import type { Task } from "../tasks/task.ts";
import { becomeOffice, bringKeys, exportKeysFile, keysStatus, openKeysFile } from "../exchange/restored/keys-file.ts";
import { signIn, statusOf } from "./app.ts";

export const bundleHandlers: Part<
  "bundle.export" | "bundle.unsent" | "bundle.inspect" | "bundle.import" | "transfer.list"
> = {
  "bundle.export": (context, { folder }, task) =>
    oneExchangeAtATime(context.db, () =>
      exportBundle(context.db, { dir: context.dir, outbox: folderOutbox(folder), now: context.now(), task }),
    ),

  "bundle.unsent": ({ db }) => ({ records: unsentRecords(db, readChain(db, readIdentity(db).replicaId)) }),

  "bundle.inspect": (context, { file }): Promise<BundleSummary> =>
    inspectFile(context.isSetUp ? context.db : null, file),

  "bundle.import": (context, { files, dryRun }, task) =>
    oneExchangeAtATime(context.db, async () => ({
      results: await importBundles(files.map(arrivalIn), { ...atDistrict(context, task), dryRun }),
    })),

  "transfer.list": ({ db }, { limit }) => transfers(db, limit),
};

export const receiptHandlers: Part<"receipt.export" | "receipt.import" | "return.export"> = {
  "receipt.export": (context, { station, folder }, task) =>
    oneExchangeAtATime(context.db, () =>
      exportReceipt(context.db, station, { ...atDistrict(context, task), outbox: folderOutbox(folder) }),
    ),

  "return.export": (context, { station, folder }, task) =>
    oneExchangeAtATime(context.db, async () => {
      const options = { ...atDistrict(context, task), outbox: folderOutbox(folder) };
      // A new PC also needs its confirmation and the feed in use.
      const returned = await exportReturn(context.db, station, options);
      const receipt = await exportReceipt(context.db, station, options);
      return { ...returned, files: [...returned.files, ...receipt.files] };
    }),

  "receipt.import": (context, { file }, task) =>
    oneExchangeAtATime(context.db, () =>
      importReceipt(context.db, arrivalIn(file), { dir: context.dir, now: context.now(), task }),
    ),
};

export const districtHandlers: Part<
  | "district.invite"
  | "district.stations"
  | "district.confirm"
  | "district.cancelInvitation"
  | "district.retire"
  | "district.roster"
> = {
  "district.invite": (context, { station, file }, task) =>
    oneExchangeAtATime(context.db, async () => inviteStation(context.db, station, file, atDistrict(context, task))),

  "district.stations": ({ db, now }) => ({ stations: stationStatuses(db), invitations: openInvitations(db, now()) }),

  "district.confirm": (context, { replica, code }, task) =>
    oneExchangeAtATime(context.db, async () => {
      const confirmed = await confirmReplica(replica, code, atDistrict(context, task));
      return { stations: stationStatuses(context.db), ...confirmed };
    }),

  "district.cancelInvitation": ({ db, now }, { invitation }) =>
    oneExchangeAtATime(db, async () => {
      cancelInvitation(db, invitation, now());
      return { invitations: openInvitations(db, now()) };
    }),

  "district.retire": (context, { replica }, task) =>
    oneExchangeAtATime(context.db, async () => {
      await retireReplica(replica, atDistrict(context, task));
      return { stations: stationStatuses(context.db) };
    }),

  "district.roster": (context, { file }, task) =>
    oneExchangeAtATime(context.db, async () => {
      const { db, keys, identity, now } = atDistrict(context, task);
      return withDocument(db, file, () => {
        const { version, bytes } = publishRoster(db, keys, identity, now);
        writeDocumentFile(file, bytes, "roster");
        return { file, version };
      });
    }),
};

export const stationHandlers: Part<
  "station.invitation" | "station.join" | "station.answer" | "station.rename" | "station.nameSeen" | "station.roster"
> = {
  "station.invitation": ({ db, now }, { file }) => lookAtInvitation(db, file, now()),

  "station.join": (context, options) =>
    oneExchangeAtATime(context.db, () => joinDistrict(context.db, context.dir, { ...options, now: context.now() })),

  "station.answer": (context, { code }) =>
    oneExchangeAtATime(context.db, async () => {
      answerDistrict(context.db, code, context.now());
      return statusOf(context);
    }),

  "station.rename": (context, { name }) =>
    oneExchangeAtATime(context.db, async () => {
      renameStation(context.db, name);
      return statusOf(context);
    }),

  "station.nameSeen": (context) => {
    forgetRenamed(context.db);
    return statusOf(context);
  },

  "station.roster": (context, { file }) =>
    oneExchangeAtATime(context.db, async () => {
      const { db } = context;
      const identity = readIdentity(db);
      const version = acceptRoster(db, identity, readDocumentFile(file), { file, now: context.now() });
      return { version, enrolment: readChain(db, identity.replicaId).state };
    }),
};

/** @throws AppError keysMissing */
function atDistrict(context: Context, task: Task): Importing {
  const { db, dir } = context;
  const identity = readIdentity(db);
  const keys = loadKeys(dir, identity.replicaId);
  return { db, dir, identity, keys, now: context.now(), task, dryRun: false, imagined: new Map() };
}

export const keysHandlers: Part<"keys.status" | "keys.export" | "keys.import"> = {
  "keys.status": ({ db, dir }) => keysStatus(db, dir),

  "keys.export": ({ db, dir, now }, { file, passphrase }) =>
    oneExchangeAtATime(db, async () => {
      await exportKeysFile(db, { dir, file, passphrase, now: now() });
      return keysStatus(db, dir);
    }),

  "keys.import": async (context, { file, passphrase, operator }) => {
    const { dir } = context;
    const options = { dir, file, passphrase, now: context.now() };
    // Before anything is made: a wrong passphrase leaves a first run as it was.
    const opened = await openKeysFile(options);
    const db = context.isSetUp ? context.db : context.create();
    await oneExchangeAtATime(db, async () => {
      if (findIdentity(db) !== null) bringKeys(db, opened, options);
      else await becomeOffice(db, opened, options);
    });
    if (operator !== undefined) db.transaction(() => signIn(context, operator));
    return statusOf(context);
  },
};

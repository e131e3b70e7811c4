/** Sending over a connection: the district's address, a station's contact, how both stand. */
import type { DistrictAddress, ExchangeStatus, UploadResult } from "../api/operations.ts";
import { ownUploadAddress, setUploadAddress, uploadAddressFor } from "../exchange/upload-address.ts";
import { readChain } from "../journal/chains.ts";
import { formatUploadAddress, originOf, parseOrigin } from "../network/address.ts";
import { usualPort } from "../network/protocol.ts";
import { readIdentity } from "../office/identity.ts";
import { AppError, errorReport } from "../schema/app-error.ts";
import { outgoingFiles, receivedSeq } from "../sending/outgoing.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Part } from "./context.ts";

// Loaded when first used: their libraries would be a part of every start.
const certificates = () => import("../network/certificate.ts");
const contact = () => import("../sending/contact.ts");

/** The contact that is under way on a connection; whoever asks meanwhile has one after it. */
const contacts = new WeakMap<object, Promise<unknown>>();

async function oneContactAtATime<T>(db: object, work: () => Promise<T>): Promise<T> {
  const before = contacts.get(db) ?? Promise.resolve();
  const run = before.then(work, work);
  contacts.set(
    db,
    run.catch(() => {}),
  );
  return run;
}

export const uploadHandlers: Part<"district.address" | "upload.run" | "exchange.status"> = {
  "district.address": async ({ db, dir }, { url, renew }): Promise<DistrictAddress> => {
    const { receiverKeys, renewReceiverKeys } = await certificates();
    const keys = renew ? await renewReceiverKeys(dir) : await receiverKeys(dir);
    const known = originOf(ownUploadAddress(db));
    const origin = url === undefined ? known : url === null ? null : parseOrigin(url, usualPort);
    if (origin === null && url !== undefined && url !== null)
      throw new AppError("receiverAddressInvalid", { address: url });
    const address = origin === null ? null : formatUploadAddress({ origin, pins: keys.pins });
    if (address !== ownUploadAddress(db)) setUploadAddress(db, address);
    return { address, url: origin, pins: keys.pins };
  },

  "upload.run": async ({ db, dir, now }, { proxy }, task): Promise<UploadResult> => {
    const { contactDistrict } = await contact();
    const { failures, ...result } = await oneContactAtATime(db, () => contactDistrict(db, { dir, now, task, proxy }));
    return { ...result, failures: failures.map(errorReport) };
  },

  "exchange.status": ({ db }) => statusOf(db),
};

function statusOf(db: ReadableDb): ExchangeStatus {
  const identity = readIdentity(db);
  const isDistrict = identity.role === "district";
  const contactRows = db.all<{ station: string; replica: string; at: number }>(
    `SELECT coalesce(s."name", r."station") AS "station", r."id" AS "replica", r."contactAt" AS "at"
     FROM "replica" r LEFT JOIN "station" s ON s."id" = r."station" WHERE r."contactAt" IS NOT NULL ORDER BY r."contactAt" DESC`,
  );
  if (isDistrict) {
    const inbox = db.value<number>(`SELECT count(*) FROM "arrival" WHERE "state" = 'stored'`) ?? 0;
    return { address: ownUploadAddress(db), entries: null, outgoing: 0, inbox, contacts: contactRows };
  }
  const { headSeq, importedSeq } = readChain(db, identity.replicaId);
  const received = Math.max(importedSeq, receivedSeq(db, identity.replicaId));
  return {
    address: uploadAddressFor(db, identity),
    entries: { saved: headSeq, received, imported: importedSeq },
    outgoing: outgoingFiles(db).length,
    inbox: 0,
    contacts: contactRows,
  };
}

/** Sending over a connection: the district's address, a station's contact and how it is shown, how both stand. */
import type { DistrictAddress, ExchangeStatus } from "../api/operations.ts";
import { unsentRecords } from "../exchange/station/export.ts";
import { ownUploadAddress, setUploadAddress, uploadAddressFor } from "../exchange/upload-address.ts";
import { readChain } from "../journal/chains.ts";
import { formatUploadAddress, originOf, parseOrigin } from "../network/address.ts";
import { usualPort } from "../network/protocol.ts";
import { readIdentity } from "../office/identity.ts";
import { damagedFiles } from "../receiver/inbox.ts";
import { AppError } from "../schema/app-error.ts";
import { outgoingFiles, receivedSeq } from "../sending/outgoing.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Part } from "./context.ts";

// Loaded when first used: its libraries would be a part of every start.
const certificates = () => import("../network/certificate.ts");
export const uploadHandlers: Part<
  "district.address" | "upload.run" | "exchange.status" | "sending.state" | "sending.stop" | "sending.online"
> = {
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

  "upload.run": ({ sender }, { proxy }, task) => sender.press(task, proxy),

  "sending.state": ({ sender }) => ({ state: sender.state() }),

  "sending.stop": ({ sender }) => {
    sender.stop();
    return null;
  },

  "sending.online": ({ sender }) => {
    sender.networkChanged();
    return null;
  },

  "exchange.status": ({ db, dir }) => statusOf(db, dir),
};

function statusOf(db: ReadableDb, dir: string): ExchangeStatus {
  const identity = readIdentity(db);
  const isDistrict = identity.role === "district";
  const contactRows = db.all<{ station: string; replica: string; at: number }>(
    `SELECT coalesce(s."name", r."station") AS "station", r."id" AS "replica", r."contactAt" AS "at"
     FROM "replica" r LEFT JOIN "station" s ON s."id" = r."station" WHERE r."contactAt" IS NOT NULL ORDER BY r."contactAt" DESC`,
  );
  if (isDistrict) {
    const inbox = db.value<number>(`SELECT count(*) FROM "arrival" WHERE "state" = 'stored'`) ?? 0;
    const damaged = damagedFiles(dir);
    return {
      address: ownUploadAddress(db),
      entries: null,
      unsent: 0,
      outgoing: 0,
      inbox,
      damaged,
      contacts: contactRows,
    };
  }
  const chain = readChain(db, identity.replicaId);
  const { headSeq, importedSeq } = chain;
  const received = Math.max(importedSeq, receivedSeq(db, identity.replicaId));
  return {
    address: uploadAddressFor(db, identity),
    entries: { saved: headSeq, received, imported: importedSeq },
    unsent: unsentRecords(db, chain, received),
    outgoing: outgoingFiles(db).length,
    inbox: 0,
    damaged: 0,
    contacts: contactRows,
  };
}

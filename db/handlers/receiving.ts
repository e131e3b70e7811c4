/** 接收: what is chosen on this PC, what the receiver does, and what has come. */
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import type { ReceivingStatus } from "../api/operations.ts";
import { ownUploadAddress } from "../exchange/upload-address.ts";
import { originOf } from "../network/address.ts";
import { receivingContacts } from "../receiver/contacts.ts";
import { usualLimits } from "../receiver/limits.ts";
import { logFolder } from "../receiver/log-folder.ts";
import { receivingPlan, saveReceivingPlan } from "../receiver/plan.ts";
import { errorReport } from "../schema/app-error.ts";
import type { Context, Part } from "./context.ts";

export const receivingHandlers: Part<"receiving.status" | "receiving.contacts" | "receiving.set" | "receiving.pause"> =
  {
    "receiving.status": statusOf,

    "receiving.contacts": ({ db, reception }, { limit }) => receivingContacts(db, reception.turnedAway, limit),

    "receiving.set": async (context, { isOn, host, port }) => {
      const { db, reception } = context;
      const before = receivingPlan(db);
      saveReceivingPlan(db, {
        isOn: isOn ?? before.isOn,
        host: host === undefined ? before.host : host,
        port: port ?? before.port,
      });
      await reception.follow();
      return statusOf(context);
    },

    "receiving.pause": (context, { isPaused }) => {
      context.reception.pause(isPaused);
      return statusOf(context);
    },
  };

async function statusOf({ db, dir, reception }: Context): Promise<ReceivingStatus> {
  const { state, error, contacts, imports } = reception;
  const folder = logFolder(dir);
  return {
    plan: receivingPlan(db),
    state,
    error: error === null ? null : errorReport(error),
    addresses: ownAddresses(),
    given: originOf(ownUploadAddress(db)),
    waiting: db.value<number>(`SELECT count(*) FROM "arrival" WHERE "state" = 'stored'`) ?? 0,
    isDiskLow: await isDiskLow(dir),
    logFolder: existsSync(folder) ? folder : null,
    contacts,
    imports,
  };
}

/** IPv4 first: it is what is read out over the phone. Addresses that are good on one cable alone are left out. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces())
    .flatMap((one) => one ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address));
  const of = (family: string): string[] => all.filter((one) => one.family === family).map(({ address }) => address);
  return [...new Set([...of("IPv4"), ...of("IPv6")])];
}

async function isDiskLow(dir: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(dir);
    return bavail * bsize < usualLimits.freeBytes;
  } catch {
    // A drive that does not say: what is turned away for want of room stands in the list of contacts.
    return false;
  }
}

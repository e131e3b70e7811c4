/** The district's address for sending over a connection: its own setting, which its stations get with invitations and receipts. */
import { AppError } from "../schema/app-error.ts";
import { uploadSettingsSchema } from "../schema/settings.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { saveSettings, settingsFrom } from "../office/settings.ts";
import type { Identity } from "../office/identity.ts";
import { knownDistrict } from "./join.ts";

/** What the district has set, with its pins in one piece; null where it takes files by stick alone. */
export function ownUploadAddress(db: ReadableDb): string | null {
  const { uploadAddress } = settingsFrom(db, "district");
  return uploadSettingsSchema.partial().parse({ uploadAddress }).uploadAddress ?? null;
}

/** @param address null: stations send no more */
export const setUploadAddress = (db: WritableDb, address: string | null): void =>
  saveSettings(db, "district", { uploadAddress: address });

/** At a station: what the district's last settings say, or else the invitation; null where neither names one. */
export function uploadAddressFor(db: ReadableDb, identity: Identity): string | null {
  if (identity.district === null) return null;
  const settings = settingsFrom(db, "district");
  if (Object.hasOwn(settings, "uploadAddress")) return ownUploadAddress(db);
  try {
    return knownDistrict(db, identity).invitation.uploadAddress;
  } catch (error) {
    if (error instanceof AppError && error.code === "notJoined") return null;
    throw error;
  }
}

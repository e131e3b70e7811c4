/**
 * 密钥文件: what it takes to be the same office again on another PC, in one file under a passphrase. An age file (scrypt);
 * the age command line opens it, and inside is JSON `{text, keys}` with `text` as `factsSchema`.
 *
 * A district's file carries its private keys: without the root key every station would have to be invited again, and without
 * the others no bundle under way could be read. Two PCs with these keys are told apart by their feeds: reading the file begins
 * new ones, which every station takes over for good with the first receipt, so that it refuses the other PC's (receiptOutdated)
 * and that PC hears of it with the next bundle (districtElsewhere).
 *
 * A station's file carries none: a new PC is a new replica with keys of its own, which the district confirms by phone, and then
 * returns the records. Old keys would be good for nothing but a second PC under the same name.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { hasKeys, sealWithPassphrase, unsealWithPassphrase, type Unsealed } from "../../bundle/crypto.ts";
import { sizeOf } from "../../files/durable-files.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { zeroHash } from "../../journal/entry.ts";
import { AppError, toAppError } from "../../schema/app-error.ts";
import { randomId } from "../../schema/ids.ts";
import { readIdentity, saveIdentity, type Identity } from "../../office/identity.ts";
import { roleSchema } from "../../schema/roles.ts";
import { saveOutput } from "../../files/output-file.ts";
import { privateFile } from "../../files/access.ts";
import { sentSettingsSchema } from "../../schema/settings.ts";
import { saveSettings, settingsFrom } from "../../office/settings.ts";
import { storeDocument, storedDocument } from "../document-files.ts";
import { readRoster } from "../documents.ts";
import { joinWith } from "../join.ts";
import { noteCompared } from "../compare.ts";
import { raiseRosterFloor, renewFeeds } from "../new-feeds.ts";
import { renewReplica } from "./new-chain.ts";
import { acceptRoster } from "../roster.ts";
import { setUp } from "../setup.ts";

const id = z.string().regex(/^[0-9a-f]{32}$/);

const factsSchema = z.strictObject({
  type: z.literal("keys"),
  format: z.literal(1),
  role: roleSchema,
  id,
  name: z.string().min(1).max(60),
  madeAt: z.int(),
  /** Signed documents as text, null where there is none: who belongs; at a station, how it joined. */
  roster: z.string().nullable(),
  invitation: z.string().nullable(),
  /** A district's, so that invitations under way stay good. */
  invitations: z.array(z.strictObject({ id, station: id, usedBy: id.nullable(), createdAt: z.int() })),
  /** What the district has set. */
  settings: z.record(z.string(), z.json()),
});
type Facts = z.infer<typeof factsSchema>;

/** Room for the rosters of a thousand stations. */
const largest = 16 * 1024 * 1024;

export interface KeysFileOptions {
  readonly dir: string;
  readonly file: string;
  readonly passphrase: string;
  readonly now: number;
}

/**
 * Writes the file and reads it back.
 * @throws AppError keysMissing, fileUnwritable, diskFull. A file that stood there is as before then
 */
export async function exportKeysFile(db: WritableDb, options: KeysFileOptions): Promise<void> {
  const { dir, file, passphrase, now } = options;
  const { role, stationId, name, replicaId } = readIdentity(db);
  const isDistrict = role === "district";
  const facts: Facts = {
    type: "keys",
    format: 1,
    role,
    id: stationId,
    name,
    madeAt: now,
    roster: storedDocument(db, "roster")?.body ?? null,
    invitation: storedDocument(db, "invitation")?.body ?? null,
    invitations: db.all(
      `SELECT "id", "station", "usedBy", "createdAt" FROM "invitation" WHERE "cancelledAt" IS NULL ORDER BY "createdAt", "id"`,
    ),
    settings: isDistrict ? z.record(z.string(), z.json()).parse(settingsFrom(db, "district")) : {},
  };
  const text = JSON.stringify(factsSchema.parse(facts));
  const bytes = await sealWithPassphrase(dir, isDistrict ? replicaId : null, text, passphrase);
  await saveOutput(file, bytes, { replaces: true, mode: privateFile });
  try {
    noteExported(db, now);
  } catch (error) {
    // The file is there and whole, perhaps in the place of an older one: at worst the screen asks for another too early.
    console.error(toAppError(error, { path: dir }).message);
  }
}

function noteExported(db: WritableDb, now: number): void {
  db.run(`INSERT INTO "local" VALUES ('keysExported', ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [
    JSON.stringify(now),
  ]);
}

/** Whether this PC can sign, and when its key file was written last (milliseconds since 1970). */
export function keysStatus(db: ReadableDb, dir: string): { isHere: boolean; exportedAt: number | null } {
  const exported = db.value<string>(`SELECT "value" FROM "local" WHERE "key" = 'keysExported'`);
  return {
    isHere: hasKeys(dir, readIdentity(db).replicaId),
    exportedAt: exported === undefined ? null : z.int().parse(JSON.parse(exported)),
  };
}

interface Opened {
  readonly facts: Facts;
  readonly sealed: Unsealed;
}

/** @throws AppError fileUnreadable, keysFileInvalid, keysWrongPassphrase */
export async function openKeysFile({
  file,
  passphrase,
}: Pick<KeysFileOptions, "file" | "passphrase">): Promise<Opened> {
  if (sizeOf(file) > largest) throw new AppError("keysFileInvalid", { file });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new AppError("fileUnreadable", { file }, { cause: error });
  }
  const sealed = await unsealWithPassphrase(bytes, passphrase, file);
  try {
    const facts = factsSchema.parse(JSON.parse(sealed.text));
    // A district is its root key.
    if (facts.role === "station" || sealed.rootKey !== null) return { facts, sealed };
  } catch (error) {
    throw new AppError("keysFileInvalid", { file }, { cause: error });
  }
  throw new AppError("keysFileInvalid", { file });
}

/**
 * On a PC without an office: it becomes the file's, with nothing recorded yet. Stations of a district send everything again
 * once they have its receipt; a station's records come back from the district.
 * @throws AppError documentInvalid, keysFileInvalid, diskFull, databaseReadOnly
 */
export async function becomeOffice(db: WritableDb, opened: Opened, options: KeysFileOptions): Promise<void> {
  if (opened.facts.role === "district") becomeDistrict(db, opened, options);
  else await becomeStation(db, opened, options);
}

function becomeDistrict(db: WritableDb, { facts, sealed }: Opened, { dir, file, now }: KeysFileOptions): void {
  const replicaId = randomId();
  const keys = sealed.install(dir, replicaId);
  const roster = facts.roster === null ? null : readRoster(Buffer.from(facts.roster, "utf8"), keys.rootKey ?? "", file);
  const insert = `INSERT INTO "replica"
    ("id", "station", "side", "isSelf", "isFeed", "state", "signingKey", "recipient", "headHash", "createdAt")
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  db.transaction(() => {
    db.run(insert, [replicaId, facts.id, "district", 1, 0, "active", keys.signingKey, keys.recipient, zeroHash, now]);
    for (const { id: station, name, feed, replicas } of roster?.stations ?? []) {
      db.run(`INSERT INTO "station" VALUES (?, ?, ?)`, [station, name, now]);
      db.run(insert, [feed, station, "district", 0, 1, "active", keys.signingKey, null, zeroHash, now]);
      for (const { id: replica, state, signingKey, recipient } of replicas)
        db.run(insert, [replica, station, "station", 0, 0, state, signingKey, recipient, zeroHash, now]);
    }
    for (const { id: invitation, station, usedBy, createdAt } of facts.invitations)
      db.run(`INSERT INTO "invitation" ("id", "station", "usedBy", "createdAt") VALUES (?, ?, ?, ?)`, [
        invitation,
        station,
        usedBy,
        createdAt,
      ]);
    if (roster !== null && facts.roster !== null)
      storeDocument(db, "roster", { version: roster.version, body: facts.roster }, now);
    const known = sentSettingsSchema.partial();
    const readable = Object.entries(facts.settings).filter(([key, value]) => known.safeParse({ [key]: value }).success);
    saveSettings(db, "district", Object.fromEntries(readable));
    const { id: stationId, name } = facts;
    saveIdentity(db, { role: "district", stationId, name, replicaId, operatorId: null, district: null });
    // How many rosters left the other PC after the file was written, it cannot tell.
    renewFeeds(db, null, now);
    noteExported(db, facts.madeAt);
  });
}

async function becomeStation(db: WritableDb, { facts }: Opened, { dir, file, now }: KeysFileOptions): Promise<void> {
  const { name, id: stationId, invitation, roster } = facts;
  setUp(db, dir, { role: "station", name, operatorId: null, now, stationId });
  if (invitation === null) return;
  await joinWith(db, dir, Buffer.from(invitation, "utf8"), { file, now, rename: true });
  if (roster === null) return;
  const { stations } = readRoster(Buffer.from(roster, "utf8"), readIdentity(db).district?.rootKey ?? "", file);
  const own = stations.find((station) => station.id === stationId);
  const confirmed = own?.replicas[0];
  if (own === undefined || confirmed === undefined) return;
  // The file is this station's own, sealed with its passphrase, and a PC is confirmed only after a comparison by phone.
  db.transaction(() => noteCompared(db, confirmed.id));
  acceptRoster(db, readIdentity(db), Buffer.from(roster, "utf8"), { file, now });
  // Nothing was received yet, so the feed that the invitation named simply goes by its present name.
  db.run(`UPDATE "replica" SET "id" = ? WHERE "isFeed" = 1`, [own.feed]);
}

/**
 * On a PC with the office's data and without its keys: after a restore on a new PC, or when the key files were lost.
 * @throws AppError keysOtherOffice, keysPresent, keysFileInvalid, documentInvalid, diskFull
 */
export function bringKeys(db: WritableDb, { facts, sealed }: Opened, { dir, file, now }: KeysFileOptions): void {
  const identity = readIdentity(db);
  if (!isSameOffice(identity, facts)) throw new AppError("keysOtherOffice", { name: facts.name });
  if (hasKeys(dir, identity.replicaId)) throw new AppError("keysPresent");
  if (identity.role === "station") {
    renewReplica(db, dir, now);
    return;
  }
  const { rootKey } = sealed.install(dir, identity.replicaId);
  if (facts.roster !== null)
    raiseRosterFloor(db, readRoster(Buffer.from(facts.roster, "utf8"), rootKey ?? "", file).version, now);
  // Another PC may have gone on with the feeds that this data knows.
  renewFeeds(db, null, now);
  noteExported(db, facts.madeAt);
}

const isSameOffice = (identity: Identity, facts: Facts): boolean =>
  identity.role === facts.role && identity.stationId === facts.id;

/**
 * A station makes sure of its district: it reads its join code out on the telephone, and types the answer that the district's screen
 * then shows. Whoever swapped the invitation has another root key, so that the code fits nothing at the true district, and no answer
 * is shown there. Until the answer is typed no record leaves this PC, and nothing that a file brings from the district is taken.
 */
import { z } from "zod";
import { answerCode, joinCode } from "../bundle/crypto.ts";
import { findChain, readChain, type Chain } from "../journal/chains.ts";
import { isCompared, readIdentity, saveIdentity, type Identity } from "../office/identity.ts";
import { AppError } from "../schema/app-error.ts";
import { answerCodeLength, digitsOf } from "../schema/typed-code.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { storedDocument } from "./document-files.ts";
import { readInvitation } from "./documents.ts";
import { joinRequestFor } from "./join.ts";

/** @throws AppError notJoined, stationNotCompared */
export function requireCompared(identity: Identity): void {
  if (identity.district === null) throw new AppError("notJoined");
  if (!isCompared(identity)) throw new AppError("stationNotCompared", { district: identity.district.name });
}

/** Inside a transaction, after a person has compared. @param chain the one whose code was read out */
export function noteCompared(db: WritableDb, chain: string): void {
  const identity = readIdentity(db);
  if (identity.district === null) throw new AppError("notJoined");
  saveIdentity(db, { ...identity, district: { ...identity.district, comparedBy: chain } });
}

/** What was compared after a backup stays so when that is restored: the district is the same. */
export function keepCompared(restored: WritableDb, own: Identity): void {
  const identity = readIdentity(restored);
  const isSame = identity.district !== null && identity.district.rootKey === own.district?.rootKey;
  if (!isSame || identity.district === null || isCompared(identity)) return;
  saveIdentity(restored, {
    ...identity,
    district: { ...identity.district, comparedBy: own.district?.comparedBy ?? null },
  });
}

/** What this station's PC asks its district for; null where no invitation is here. */
function ownRequest(db: ReadableDb, chain: Chain): ReturnType<typeof joinRequestFor> | null {
  const invitation = storedDocument(db, "invitation");
  const { id, signingKey, recipient } = chain;
  if (invitation === null || signingKey === null || recipient === null) return null;
  const read = readInvitation(Buffer.from(invitation.body, "utf8"), "invitation");
  return joinRequestFor(read, { replica: id, signingKey, recipient });
}

/** Data of an older program has no join code of today's length: it is worked out once, when the data is opened. */
export function bringJoinCode(db: WritableDb): void {
  const identity =
    db.value<string>(`SELECT 1 FROM "local" WHERE "key" = 'identity'`) === undefined ? null : readIdentity(db);
  if (identity === null || identity.district === null) return;
  const chain = findChain(db, identity.replicaId);
  if (chain === null || chain.state !== "waiting" || chain.checkCode !== null) return;
  const request = ownRequest(db, chain);
  if (request === null) return;
  db.run(`UPDATE "replica" SET "checkCode" = ? WHERE "id" = ?`, [
    joinCode(identity.district.rootKey, request),
    chain.id,
  ]);
}

const triesSchema = z.object({ failures: z.int().min(0), at: z.int() });

/** Slips of the hand that cost nothing. */
const freeTries = 3;
const minute = 60_000;
/** The longest wait: an honest clerk is never locked out, and a year of trying is not enough for six digits. */
const longestWait = 60 * minute;

/** Milliseconds until the next try; a clock that was put back does not make it longer than the wait itself. */
function waitAfter({ failures, at }: z.infer<typeof triesSchema>, now: number): number {
  if (failures < freeTries) return 0;
  const wait = Math.min(longestWait, minute * 2 ** Math.min(failures - freeTries, 10));
  return now < at ? 0 : Math.max(0, at + wait - now);
}

/**
 * Takes the district's answer. Typed again after it was right, it changes nothing.
 * @param typed six digits, whatever stands between them
 * @throws AppError notJoined, answerShape, answerWait, answerWrong (counted)
 */
export function answerDistrict(db: WritableDb, typed: string, now: number): void {
  const identity = readIdentity(db);
  if (identity.district === null) throw new AppError("notJoined");
  const digits = digitsOf(typed);
  if (digits === null || digits.length !== answerCodeLength) throw new AppError("answerShape");
  const tries = triesOf(db);
  const wait = waitAfter(tries, now);
  if (wait > 0) throw new AppError("answerWait", { minutes: Math.ceil(wait / minute) });
  const request = ownRequest(db, readChain(db, identity.replicaId));
  if (request === null) throw new AppError("notJoined");
  if (answerCode(identity.district.rootKey, request) !== digits) {
    saveTries(db, { failures: tries.failures + 1, at: now });
    throw new AppError("answerWrong", { district: identity.district.name });
  }
  db.transaction(() => {
    noteCompared(db, identity.replicaId);
    forgetTries(db);
  });
}

function triesOf(db: ReadableDb): z.infer<typeof triesSchema> {
  const value = db.value<string>(`SELECT "value" FROM "local" WHERE "key" = 'answerTries'`);
  return value === undefined ? { failures: 0, at: 0 } : triesSchema.parse(JSON.parse(value));
}

function saveTries(db: WritableDb, tries: z.infer<typeof triesSchema>): void {
  db.run(`INSERT INTO "local" VALUES ('answerTries', ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [
    JSON.stringify(tries),
  ]);
}

function forgetTries(db: WritableDb): void {
  db.run(`DELETE FROM "local" WHERE "key" = 'answerTries'`);
}

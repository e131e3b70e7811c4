/**
 * The code that a station reads out on the telephone and the district's clerk types. The district works it out anew each time and
 * shows it nowhere: what is only typed from hearing was heard.
 */
import { answerCode, joinCode } from "../../bundle/crypto.ts";
import type { JoinRequest } from "../../bundle/format.ts";
import { findChain, type Chain } from "../../journal/chains.ts";
import { AppError } from "../../schema/app-error.ts";
import { digitsOf, joinCodeLength, mostJoinFailures } from "../../schema/typed-code.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { stationName } from "../importing.ts";

/** @throws AppError joinRefused */
export function requireTries(db: ReadableDb, chain: Pick<Chain, "station" | "joinFailures">): void {
  if (chain.joinFailures >= mostJoinFailures)
    throw new AppError("joinRefused", { station: stationName(db, chain.station) });
}

/** @throws AppError joinCodeShape */
export function joinDigits(typed: string): string {
  const digits = digitsOf(typed);
  if (digits === null || digits.length !== joinCodeLength)
    throw new AppError("joinCodeShape", { length: joinCodeLength, count: digits?.length ?? [...typed].length });
  return digits;
}

/** What a PC asked, or may have asked where an older program did not note its invitation. */
function requestsOf(db: ReadableDb, { id, station, signingKey, recipient, invitation }: Chain): JoinRequest[] {
  if (signingKey === null || recipient === null) return [];
  const sql = `SELECT "id" FROM "invitation" WHERE "station" = ? ORDER BY "createdAt" DESC`;
  const invitations = invitation === null ? db.all<{ id: string }>(sql, [station]) : [{ id: invitation }];
  return invitations.map((one) => ({ invitation: one.id, station, replica: id, signingKey, recipient }));
}

/**
 * Compares the digits with a PC's code. A wrong one is counted while the PC waits, and changes nothing else.
 * @returns the answer to read out
 * @throws AppError joinRefused, joinCodeWrong
 */
export function answerTo(db: WritableDb, chain: Chain, digits: string, rootKey: string): string {
  const isWaiting = chain.state === "waiting";
  if (isWaiting) requireTries(db, chain);
  const asked = requestsOf(db, chain).find((request) => joinCode(rootKey, request) === digits);
  if (asked !== undefined) return answerCode(rootKey, asked);
  const failures = chain.joinFailures + (isWaiting ? 1 : 0);
  if (isWaiting) db.run(`UPDATE "replica" SET "joinFailures" = ? WHERE "id" = ?`, [failures, chain.id]);
  if (isWaiting && failures >= mostJoinFailures)
    throw new AppError("joinRefused", { station: stationName(db, chain.station) });
  throw new AppError("joinCodeWrong", { left: mostJoinFailures - failures });
}

/** The waiting PC whose code it is. Where none fits, nothing is counted: nobody was named. @throws AppError joinCodeUnknown */
export function waitingWith(db: ReadableDb, digits: string, rootKey: string): Chain {
  const waiting = db.all<{ id: string }>(
    `SELECT "id" FROM "replica" WHERE "side" = 'station' AND "state" = 'waiting' AND "joinFailures" < ?`,
    [mostJoinFailures],
  );
  for (const { id } of waiting) {
    const chain = findChain(db, id);
    if (chain !== null && requestsOf(db, chain).some((request) => joinCode(rootKey, request) === digits)) return chain;
  }
  throw new AppError("joinCodeUnknown");
}

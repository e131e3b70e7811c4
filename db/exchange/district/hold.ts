/** Keeps a verified file that cannot be imported now, with the reason, and says so. */
import type { Chain } from "../../journal/chains.ts";
import { entriesIn, type JoinRequest } from "../../bundle/format.ts";
import { logTransfer } from "../transfers.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { zeroHash } from "../../journal/entry.ts";
import { AppError } from "../../schema/app-error.ts";
import { findHeld, keepFile, saveHeld, type HeldReason } from "../held.ts";
import { requireTries } from "./join-code.ts";
import { requireInvited } from "./sender.ts";
import { stationName, transferOf, type Imported, type Importing, type VerifiedFile } from "../importing.ts";

/** Holds a file; once more the same file changes nothing. */
export async function holdFile(
  file: VerifiedFile,
  reason: HeldReason,
  error: AppError,
  importing: Importing,
  before: () => void = () => {},
): Promise<Imported> {
  const { db, dir, now } = importing;
  const { opened, sha256 } = file;
  const { stable, shown } = opened;
  const isReturn = opened.header?.of !== undefined;
  const outcome = reason === "fork" ? "fork" : "held";
  if (!importing.dryRun && findHeld(db, sha256)?.reason !== reason) {
    await keepFile(dir, opened.file, sha256);
    const { replica, station } = stable;
    // Returned entries are of another chain: their range says nothing of what the sender's own has to reach first.
    const { fromSeq, toSeq } = isReturn ? { fromSeq: 1, toSeq: 0 } : stable;
    db.transaction(() => {
      before();
      saveHeld(db, { sha256, file: shown, replica, station, fromSeq, toSeq, reason }, now);
      logTransfer(db, {
        ...transferOf(opened, sha256),
        entries: entriesIn(stable),
        outcome,
        code: error.number,
        at: now,
      });
    });
  }
  return {
    outcome,
    entries: 0,
    records: 0,
    setAside: 0,
    reason: error,
    station: stationName(db, stable.station),
    replica: stable.replica,
    isIndexPending: false,
  };
}

/**
 * A PC that nobody has confirmed yet: its row is made, its file kept unread. With another invitation than before it asks anew, under
 * another code.
 * @throws AppError joinRefused, invitationExpired, invitationCancelled, bundleUnknownSender
 */
export async function waitForPerson(
  file: VerifiedFile,
  join: JoinRequest | null,
  known: Chain | null,
  importing: Importing,
): Promise<Imported> {
  const { db, now } = importing;
  const asksAnew = known !== null && join !== null && join.invitation !== known.invitation;
  if (asksAnew) await requireInvited(db, join, file.opened, now);
  else if (known !== null) requireTries(db, known);
  const isSecond = join !== null && isUsedByOther(db, join);
  const error = new AppError(isSecond ? "bundleWaitingSecond" : "bundleWaiting", { file: file.opened.shown });
  return holdFile(file, "waiting", error, importing, () => {
    if (join === null) return;
    if (known === null) addWaiting(db, join, now);
    else if (asksAnew) askAnew(db, join);
  });
}

function isUsedByOther(db: ReadableDb, { invitation, replica }: JoinRequest): boolean {
  const usedBy = db.value<string | null>(`SELECT "usedBy" FROM "invitation" WHERE "id" = ?`, [invitation]) ?? null;
  return usedBy !== null && usedBy !== replica;
}

function addWaiting(db: WritableDb, join: JoinRequest, now: number): void {
  db.run(
    `INSERT INTO "replica" ("id", "station", "side", "state", "signingKey", "recipient", "invitation", "headHash", "createdAt")
     VALUES (?, ?, 'station', 'waiting', ?, ?, ?, ?, ?)`,
    [join.replica, join.station, join.signingKey, join.recipient, join.invitation, zeroHash, now],
  );
  noteUsed(db, join);
}

function askAnew(db: WritableDb, join: JoinRequest): void {
  db.run(`UPDATE "replica" SET "invitation" = ?, "joinFailures" = 0 WHERE "id" = ?`, [join.invitation, join.replica]);
  noteUsed(db, join);
}

function noteUsed(db: WritableDb, { replica, invitation }: JoinRequest): void {
  db.run(`UPDATE "invitation" SET "usedBy" = coalesce("usedBy", ?) WHERE "id" = ?`, [replica, invitation]);
}

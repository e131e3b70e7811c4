/** Keeps a verified file that cannot be imported now, with the reason, and says so. */
import type { Chain } from "../../journal/chains.ts";
import { checkCode } from "../../bundle/crypto.ts";
import { entriesIn, type JoinRequest } from "../../bundle/format.ts";
import { logTransfer } from "../transfers.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { zeroHash } from "../../journal/entry.ts";
import { AppError } from "../../schema/app-error.ts";
import { findHeld, keepFile, saveHeld, type HeldReason } from "../held.ts";
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

/** A PC that nobody has confirmed yet: its row is made, its check code shown, its file kept unread. */
export async function waitForPerson(
  file: VerifiedFile,
  join: JoinRequest | null,
  known: Chain | null,
  importing: Importing,
): Promise<Imported> {
  const { db, keys, now } = importing;
  const code = known?.checkCode ?? (join === null ? "" : checkCode(keys.rootKey ?? "", join));
  const isSecond = join !== null && isUsedByOther(db, join);
  const error = new AppError(isSecond ? "bundleWaitingSecond" : "bundleWaiting", {
    file: file.opened.shown,
    checkCode: code,
  });
  return holdFile(file, "waiting", error, importing, () => {
    if (known === null && join !== null) addWaiting(db, join, code, now);
  });
}

function isUsedByOther(db: ReadableDb, { invitation, replica }: JoinRequest): boolean {
  const usedBy = db.value<string | null>(`SELECT "usedBy" FROM "invitation" WHERE "id" = ?`, [invitation]) ?? null;
  return usedBy !== null && usedBy !== replica;
}

function addWaiting(db: WritableDb, join: JoinRequest, code: string, now: number): void {
  db.run(
    `INSERT INTO "replica" ("id", "station", "side", "state", "signingKey", "recipient", "checkCode", "headHash", "createdAt")
     VALUES (?, ?, 'station', 'waiting', ?, ?, ?, ?, ?)`,
    [join.replica, join.station, join.signingKey, join.recipient, code, zeroHash, now],
  );
  db.run(`UPDATE "invitation" SET "usedBy" = coalesce("usedBy", ?) WHERE "id" = ?`, [join.replica, join.invitation]);
}

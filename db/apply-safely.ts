/** Applying what others wrote: whatever an entry brings, it is applied or set aside, and never stops the rest. */
import { applyEntry, refuse, type AppliedEntry, type Outcome } from "./apply.ts";
import type { WritableDb } from "./connection.ts";
import { isOfDisk } from "./errors.ts";

/**
 * As `applyEntry`. What its rules do not foresee (a value that the tables cannot hold) is taken back and refused as invalid: the
 * same in an import and in a rebuild.
 * @throws Error for failures of the disk, which say nothing of the entry
 */
export function applySafely(db: WritableDb, entry: AppliedEntry): Outcome {
  try {
    return db.transaction(() => applyEntry(db, entry));
  } catch (error) {
    if (isOfDisk(error)) throw error;
    return refuse(db, entry, "invalid", "tables");
  }
}

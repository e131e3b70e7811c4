/** Rebuilds the record tables from the journal alone: proof that the journal is the truth, and the way back from damage. */
import { applyJournal } from "./apply.ts";
import { derivedTables } from "./state-hash.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { tableOf } from "../sqlite/columns.ts";
import { kindNames, listedKinds, mainKinds, type Kind } from "../schema/kinds.ts";
import { indexMissing, textTable } from "./full-text.ts";
import { refreshStates } from "./derived-state.ts";

/**
 * Version of what follows from a journal: raised whenever the same entries give other rows than before. 2: what is forgotten, what
 * shows and which event is the latest depend on the set of entries alone. 3: a district counts on above what a station may claim, and
 * of two erasures that count alike only the one that holds keeps its payload. 4: what a station counts beyond its word is counted by
 * what its entries name, and steps of events likewise, instead of being void.
 */
const rulesVersion = 4;
const rulesKey = "journalRules";

/** Call for a new database: nothing in it follows from older rules. */
export function noteRules(db: WritableDb): void {
  db.run(`INSERT OR REPLACE INTO "local" VALUES (?, ?)`, [rulesKey, String(rulesVersion)]);
}

/** Rebuilds, once, tables that a program with older rules has left. */
export function rebuildIfOutdated(db: WritableDb): void {
  const found = Number(db.value<string>(`SELECT "value" FROM "local" WHERE "key" = ?`, [rulesKey]) ?? 1);
  if (found >= rulesVersion) return;
  db.transaction(() => {
    rebuild(db);
    noteRules(db);
  });
}

/**
 * Empties the record tables and applies every journal entry again, in one transaction.
 * @returns the number of entries in the journal
 */
export function rebuild(db: WritableDb): number {
  return db.transaction(() => {
    db.exec("PRAGMA defer_foreign_keys = ON");
    for (const kind of listedKinds) db.exec(`DELETE FROM ${textTable(kind)}`);
    for (const kind of kindNames) db.exec(`DELETE FROM ${tableOf(kind)}`);
    for (const table of derivedTables)
      // What was not kept of a file cannot be found again in the journal.
      db.exec(`DELETE FROM "${table}"${table === "refused" ? ` WHERE "reason" <> 'unreadable'` : ""}`);
    applyJournal(db, 0);
    for (const kind of mainKinds) {
      const ids = db.all<{ id: string }>(`SELECT "id" FROM ${tableOf(kind)}`);
      refreshStates(db, new Map(ids.map(({ id }): [string, Kind] => [id, kind])));
    }
    for (const kind of listedKinds) indexMissing(db, kind);
    return db.value<number>(`SELECT count(*) FROM "journal"`) ?? 0;
  });
}

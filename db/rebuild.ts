/** Rebuilds the record tables from the journal alone: proof that the journal is the truth, and the way back from damage. */
import type { Side } from "./apply.ts";
import { applySafely } from "./apply-safely.ts";
import { derivedTables } from "./dump.ts";
import type { WritableDb } from "./connection.ts";
import { storedHeader, storedPayload } from "./entry.ts";
import { appliedEntry } from "./journal.ts";
import { tableOf } from "./columns.ts";
import { kindNames, listedKinds, mainKinds, type Kind } from "./schema/kinds.ts";
import { journalBytes, pagesOf } from "./pages.ts";
import { indexMissing, textTable } from "./search.ts";
import { refreshStates } from "./state.ts";

interface JournalRow {
  readonly position: number;
  readonly header: Buffer;
  readonly payload: Buffer | null;
  readonly station: string;
  readonly side: Side;
}

/**
 * Empties the record tables and applies every journal entry again, in one transaction.
 * @returns the number of entries applied
 */
export function rebuild(db: WritableDb): number {
  return db.transaction(() => {
    db.exec("PRAGMA defer_foreign_keys = ON");
    for (const kind of listedKinds) db.exec(`DELETE FROM ${textTable(kind)}`);
    for (const kind of kindNames) db.exec(`DELETE FROM ${tableOf(kind)}`);
    for (const table of derivedTables)
      // What was not kept of a file cannot be found again in the journal.
      db.exec(`DELETE FROM "${table}"${table === "refused" ? ` WHERE "reason" <> 'unreadable'` : ""}`);
    let entries = 0;
    for (const row of journalRows(db)) {
      // Read as an import reads it: another reader would see another record.
      const header = storedHeader(row.header);
      if (!isKnown(header.kind)) continue;
      const payload = row.payload === null ? null : storedPayload(row.payload);
      applySafely(db, appliedEntry(row.position, header, payload, row));
      entries += 1;
    }
    for (const kind of mainKinds) {
      const ids = db.all<{ id: string }>(`SELECT "id" FROM ${tableOf(kind)}`);
      refreshStates(db, new Map(ids.map(({ id }): [string, Kind] => [id, kind])));
    }
    for (const kind of listedKinds) indexMissing(db, kind);
    return entries;
  });
}

const isKnown = (kind: string): kind is Kind => (kindNames as readonly string[]).includes(kind);

/** In pages, because applying an entry writes on the same connection. */
function* journalRows(db: WritableDb): Generator<JournalRow> {
  const query = {
    from: `FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
       WHERE j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" = 'unreadable')`,
    columns: `j."position", j."header", j."payload", r."station", r."side"`,
    key: `j."position"`,
    bytes: journalBytes("j."),
  };
  for (const page of pagesOf<JournalRow>(db, query)) yield* page;
}

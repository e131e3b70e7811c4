/** Finds the child rows that a record ever had, also those that were deleted: they are part of its history. */
import type { Migration } from "./migration.ts";

// The expression must be written like in `db/queries/history.ts`, or SQLite does not use the index.
const index = `
CREATE INDEX "journalByParent" ON "journal" (
  CASE WHEN json_valid(CAST("payload" AS TEXT)) THEN
    COALESCE(CAST("payload" AS TEXT) ->> '$.set.recordId', CAST("payload" AS TEXT) ->> '$.set.sessionId')
  END
) WHERE "kind" IN ('problem', 'measure', 'event', 'attachment') AND "op" IN ('create', 'erase');
`;

export const journalByParent: Migration = { version: 60, name: "journal by parent", up: (db) => db.exec(index) };

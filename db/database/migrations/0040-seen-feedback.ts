/** Which of the district's feedback the clerk has looked at, so that 今日 shows only what is new. */
import type { Migration } from "./migration.ts";

const tables = `
-- "touched": the journal position that the record's newest change had when it was opened. Never exported.
CREATE TABLE "seen" (
  "record" TEXT PRIMARY KEY,
  "touched" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export const seenFeedback: Migration = { version: 40, name: "seen feedback", up: (db) => db.exec(tables) };

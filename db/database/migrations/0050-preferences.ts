/** This PC's preferences: columns, saved filters, remembered mappings. */
import type { Migration } from "./migration.ts";

const tables = `
-- "value" is JSON (db/schema/preferences.ts). Never exported.
CREATE TABLE "preference" (
  "key" TEXT PRIMARY KEY,
  "value" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

export const preferences: Migration = { version: 50, name: "preferences", up: (db) => db.exec(tables) };

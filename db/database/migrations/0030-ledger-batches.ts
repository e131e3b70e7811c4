/** The ledger files that were imported: one batch is one journal transaction, so that it can be undone as a whole. */
import type { Migration } from "./migration.ts";

const tables = `
CREATE TABLE "ledgerBatch" (
  "tx" TEXT PRIMARY KEY,
  "file" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "imported" INTEGER NOT NULL,
  "skipped" TEXT NOT NULL,
  "problems" TEXT NOT NULL,
  "importedAt" INTEGER NOT NULL,
  "undoneAt" INTEGER
) STRICT, WITHOUT ROWID;
`;

export const ledgerBatches: Migration = { version: 30, name: "ledger batches", up: (db) => db.exec(tables) };

/** What an imported roster changed about records that were here: the values before, so that undoing the batch brings them back. */
import type { Migration } from "./migration.ts";

const change = `
-- JSON: record id → {field: value before}. NULL for batches that changed nothing.
ALTER TABLE "ledgerBatch" ADD COLUMN "before" TEXT;
`;

export const ledgerBefore: Migration = {
  version: 110,
  name: "ledger batches keep what they changed",
  up: (db) => db.exec(change),
};

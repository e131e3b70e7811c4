/**
 * Which file was imported, by what its header says of its payload: told from the first bytes of a file on a stick, without reading
 * the rest. Empty for what an older program imported; it is filled in when the same file comes once more.
 */
import type { Migration } from "./migration.ts";

const column = `
ALTER TABLE "transfer" ADD COLUMN "payload" TEXT;
CREATE INDEX "transferByPayload" ON "transfer" ("payload") WHERE "payload" IS NOT NULL;
`;

export const transferPayload: Migration = { version: 180, name: "transfer payload", up: (db) => db.exec(column) };

/**
 * A file that was sent is remembered until it is imported: whether the district has it, or would not take it and why, so that it is
 * neither forgotten nor sent again and again. "wanted" is the receipt whose attachments the file carries.
 */
import type { Migration } from "./migration.ts";

const columns = `
ALTER TABLE "outgoing" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'waiting' CHECK ("state" IN ('waiting', 'delivered', 'refused'));
ALTER TABLE "outgoing" ADD COLUMN "code" INTEGER;
ALTER TABLE "outgoing" ADD COLUMN "wanted" TEXT;
`;

export const outgoingState: Migration = { version: 220, name: "outgoing state", up: (db) => db.exec(columns) };

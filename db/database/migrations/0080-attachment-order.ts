/** The order that the clerk gives to a record's attachments. */
import type { Migration } from "./migration.ts";

export const attachmentOrder: Migration = {
  version: 80,
  name: "attachment order",
  up: (db) => db.exec(`ALTER TABLE "attachment" ADD COLUMN "position" INTEGER`),
};

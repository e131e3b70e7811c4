/**
 * Two or more PCs of one station. At a district: which entries of the station's other PCs a PC is known to have, and what was
 * written for it since. At a station: the letter that this PC's call numbers carry (`kinds/hotline/numbering.ts`).
 */
import type { Migration } from "./migration.ts";

const tables = `
-- "reader" has entries of "chain" up to "had", by its own word ("said") or its silence (exchange/district/siblings.ts).
-- "offered" was written for it with the receipt that reached "feedSeq" of "feed" and carried the roster "rosterVersion".
CREATE TABLE "sibling" (
  "reader" TEXT NOT NULL,
  "chain" TEXT NOT NULL,
  "had" INTEGER NOT NULL DEFAULT 0,
  "said" INTEGER NOT NULL DEFAULT 0,
  "offered" INTEGER NOT NULL DEFAULT 0,
  "feed" TEXT,
  "feedSeq" INTEGER NOT NULL DEFAULT 0,
  "rosterVersion" INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY ("reader", "chain")
) STRICT, WITHOUT ROWID;

ALTER TABLE "replica" ADD COLUMN "numberMark" TEXT;

-- A station's first PC of those in use goes on with its numbers as they were, however many came before it.
UPDATE "replica" SET "numberMark" = '' WHERE "isSelf" = 1 AND "side" = 'station' AND EXISTS (
  SELECT 1 FROM "document" d, json_each(d."body", '$.body.stations') s
  WHERE d."kind" = 'roster' AND s."value" ->> '$.id' = "replica"."station" AND "replica"."id" = (
    SELECT r."value" ->> '$.id' FROM json_each(s."value", '$.replicas') r
    WHERE r."value" ->> '$.state' = 'active' ORDER BY r."key" LIMIT 1));
`;

export const siblings: Migration = { version: 190, name: "siblings", up: (db) => db.exec(tables) };

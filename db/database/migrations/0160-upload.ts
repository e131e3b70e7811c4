/** What travels over a connection: files that wait here to be sent, and files that came in (`db/sending`, `db/receiver`). */
import type { Migration } from "./migration.ts";

const tables = `
-- At a station: bundles that are packed in outgoing/ and whose delivery is not proved yet. "url" is the upload that was begun.
CREATE TABLE "outgoing" (
  "sha256" TEXT PRIMARY KEY,
  "file" TEXT NOT NULL,
  "replica" TEXT NOT NULL,
  "fromSeq" INTEGER NOT NULL,
  "toSeq" INTEGER NOT NULL,
  "bytes" INTEGER NOT NULL,
  "url" TEXT,
  "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- At a district: files that came in over a connection, for good: a file that is sent again gets the same note. While it is
-- 'stored' it lies in inbox/. "code" is the catalogue's number where it was not simply imported.
CREATE TABLE "arrival" (
  "sha256" TEXT PRIMARY KEY,
  "station" TEXT NOT NULL,
  "replica" TEXT NOT NULL,
  "fromSeq" INTEGER NOT NULL,
  "toSeq" INTEGER NOT NULL,
  "hashAfter" TEXT NOT NULL,
  "bytes" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('stored', 'imported', 'held', 'refused')),
  "code" INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX "arrivalByReplica" ON "arrival" ("replica", "fromSeq");
CREATE INDEX "arrivalWaiting" ON "arrival" ("at") WHERE "state" = 'stored';

-- When the PC's key was last proved over a connection (at a district), or the district was last reached (at a station, for its own).
ALTER TABLE "replica" ADD COLUMN "contactAt" INTEGER;
`;

export const upload: Migration = { version: 160, name: "upload", up: (db) => db.exec(tables) };

/** What the exchange of bundles between stations and the district needs (`db/bundle`, `db/exchange`). */
import type { Migration } from "./migration.ts";

const tables = `
-- At a district, for a station's PC: the last entry of the station's feed that this PC has, by its newest bundle.
ALTER TABLE "replica" ADD COLUMN "feedSeq" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "tombstoneByRoot" ON "tombstone" ("root");

CREATE TABLE "station" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "createdAt" INTEGER NOT NULL
) STRICT;

-- Invitations that this district issued, and the PC that used each first. A second use waits for a person.
CREATE TABLE "invitation" (
  "id" TEXT PRIMARY KEY,
  "station" TEXT NOT NULL REFERENCES "station" ("id"),
  "usedBy" TEXT,
  "createdAt" INTEGER NOT NULL
) STRICT;

-- Documents as received or issued, the newest version of each: invitation, roster, settings, receipt.
CREATE TABLE "document" (
  "kind" TEXT PRIMARY KEY,
  "version" INTEGER NOT NULL,
  "body" TEXT NOT NULL,
  "receivedAt" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Bundles and receipts that were written or read here, for the list on the 同步 screen.
CREATE TABLE "transfer" (
  "id" INTEGER PRIMARY KEY,
  "direction" TEXT NOT NULL CHECK ("direction" IN ('out', 'in')),
  "type" TEXT NOT NULL CHECK ("type" IN ('bundle', 'receipt')),
  "file" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "replica" TEXT NOT NULL,
  "station" TEXT,
  "fromSeq" INTEGER NOT NULL,
  "toSeq" INTEGER NOT NULL,
  "entries" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "code" INTEGER,
  "at" INTEGER NOT NULL
) STRICT;
CREATE INDEX "transferByReplica" ON "transfer" ("replica", "at");
CREATE INDEX "transferByContent" ON "transfer" ("sha256");

-- Verified files that wait in held/ under their SHA-256: for a missing range, a confirmation, a decision about a fork, or a
-- newer program. "file" is the name they came under.
CREATE TABLE "held" (
  "sha256" TEXT PRIMARY KEY,
  "file" TEXT NOT NULL,
  "replica" TEXT NOT NULL,
  "station" TEXT,
  "fromSeq" INTEGER NOT NULL,
  "toSeq" INTEGER NOT NULL,
  "reason" TEXT NOT NULL CHECK ("reason" IN ('waiting', 'gap', 'fork', 'newer')),
  "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export const exchange: Migration = { version: 20, name: "exchange", up: (db) => db.exec(tables) };

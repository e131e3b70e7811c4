/** What the exchange of bundles between stations and the district needs (`db/bundle`, `db/district`). */
import type { Migration } from "./migration.ts";

const tables = `
CREATE TABLE "station" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL UNIQUE,
  "createdAt" INTEGER NOT NULL
) STRICT;

-- Invitations that this district issued. A second use waits for a person.
CREATE TABLE "invitation" (
  "id" TEXT PRIMARY KEY,
  "station" TEXT NOT NULL REFERENCES "station" ("id"),
  "usedBy" TEXT,
  "createdAt" INTEGER NOT NULL
) STRICT;

-- Signed documents as received or issued, the newest version of each: invitation, roster, settings.
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

-- Verified bundles that wait: for a missing range, a confirmation, a decision about a fork, or a newer program.
CREATE TABLE "held" (
  "sha256" TEXT PRIMARY KEY,
  "file" TEXT NOT NULL,
  "replica" TEXT NOT NULL,
  "station" TEXT,
  "fromSeq" INTEGER NOT NULL,
  "toSeq" INTEGER NOT NULL,
  "reason" TEXT NOT NULL,
  "at" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export const exchange: Migration = { version: 20, name: "exchange", up: (db) => db.exec(tables) };

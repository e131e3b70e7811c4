/**
 * The records, the journal that is their truth, and what is derived from it.
 *
 * Frozen: a migration that has been released is never edited. `test/migrations.test.ts` compares its outcome with
 * `db/schema`, so that a field added there without a migration fails.
 */
import type { Migration } from "./migration.ts";

const records = `
CREATE TABLE "session" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "title" TEXT NOT NULL,
  "startAt" TEXT NOT NULL,
  "endAt" TEXT,
  "place" TEXT,
  "village" TEXT,
  "form" TEXT,
  "platform" TEXT,
  "brand" TEXT,
  "topicSource" TEXT,
  "host" TEXT,
  "convener" TEXT,
  "memberIds" TEXT NOT NULL,
  "memberCount" INTEGER,
  "guests" TEXT NOT NULL,
  "residentCount" INTEGER,
  "departmentCount" INTEGER,
  "otherCount" INTEGER,
  "statedAttendance" INTEGER,
  "background" TEXT,
  "process" TEXT,
  "agreedOpinions" TEXT,
  "outcome" TEXT,
  "statedProblemsSolved" INTEGER,
  "opinionId" TEXT,
  "proposalNumber" TEXT,
  "note" TEXT,
  "importedFrom" TEXT,
  "importKey" TEXT
) STRICT;

CREATE TABLE "opinion" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "title" TEXT NOT NULL,
  "reporterKind" TEXT,
  "reporters" TEXT NOT NULL,
  "sector" TEXT,
  "employer" TEXT,
  "phone" TEXT,
  "source" TEXT,
  "category" TEXT,
  "collectedOn" TEXT NOT NULL,
  "village" TEXT,
  "facts" TEXT,
  "analysis" TEXT,
  "suggestions" TEXT,
  "sessionId" TEXT,
  "hotlineId" TEXT,
  "note" TEXT,
  "importedFrom" TEXT,
  "importKey" TEXT
) STRICT;

CREATE TABLE "hotline" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "number" TEXT,
  "line" TEXT NOT NULL,
  "channel" TEXT,
  "calledAt" TEXT NOT NULL,
  "caller" TEXT,
  "enterprise" TEXT,
  "phone" TEXT,
  "confidential" INTEGER NOT NULL,
  "village" TEXT,
  "address" TEXT,
  "demandType" TEXT,
  "category" TEXT,
  "content" TEXT NOT NULL,
  "urgent" INTEGER NOT NULL,
  "takenBy" TEXT,
  "handling" TEXT,
  "unit" TEXT,
  "dueOn" TEXT,
  "sameAsId" TEXT,
  "note" TEXT,
  "importedFrom" TEXT,
  "importKey" TEXT
) STRICT;

CREATE TABLE "problem" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "sessionId" TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL,
  "unit" TEXT,
  "dueOn" TEXT,
  "state" TEXT NOT NULL,
  "solvedOn" TEXT,
  "beneficiaries" INTEGER,
  "position" INTEGER
) STRICT;

CREATE TABLE "measure" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "sessionId" TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT NOT NULL,
  "amount" REAL,
  "unit" TEXT,
  "position" INTEGER
) STRICT;

CREATE TABLE "event" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "recordId" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "at" TEXT,
  "text" TEXT,
  "unit" TEXT,
  "level" TEXT,
  "passedTo" TEXT,
  "adoption" TEXT,
  "leader" TEXT,
  "dueOn" TEXT,
  "approver" TEXT,
  "reached" INTEGER NOT NULL,
  "grade" TEXT,
  "by" TEXT,
  "voidsId" TEXT
) STRICT;

CREATE TABLE "attachment" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "recordId" TEXT NOT NULL,
  "role" TEXT,
  "name" TEXT NOT NULL,
  "mime" TEXT,
  "size" INTEGER,
  "sha256" TEXT NOT NULL
) STRICT;

CREATE TABLE "member" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "name" TEXT NOT NULL,
  "initials" TEXT,
  "roles" TEXT NOT NULL,
  "sector" TEXT,
  "term" TEXT,
  "employer" TEXT,
  "phone" TEXT,
  "honoraryVillage" TEXT,
  "active" INTEGER NOT NULL,
  "note" TEXT
) STRICT;

CREATE TABLE "village" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "name" TEXT NOT NULL,
  "type" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "unit" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "name" TEXT NOT NULL,
  "contacts" TEXT NOT NULL,
  "phone" TEXT,
  "note" TEXT
) STRICT;

CREATE TABLE "operator" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "name" TEXT NOT NULL,
  "active" INTEGER NOT NULL
) STRICT;

CREATE TABLE "zeroReport" (
  "rid" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE,
  "station" TEXT NOT NULL,
  "createdAt" INTEGER NOT NULL,
  "updatedAt" INTEGER NOT NULL,
  "touched" INTEGER NOT NULL,
  "extra" TEXT,
  "month" TEXT NOT NULL,
  "note" TEXT
) STRICT;
`;

// `rid` is an explicit rowid: VACUUM may renumber an implicit one, and the full-text tables point at it. The indexes by date
// carry what lists and the year report filter and group by, so that neither has to touch the rows with their long texts;
// those by "updatedAt" and "touched" serve 今日.
const indexes = `
CREATE INDEX "sessionByStart" ON "session" ("startAt", "rid", "station", "id", "platform", "form", "village");
CREATE INDEX "sessionByUpdate" ON "session" ("updatedAt", "rid");
CREATE INDEX "sessionByTouch" ON "session" ("touched");
CREATE INDEX "opinionByDate" ON "opinion" ("collectedOn", "rid", "station", "id");
CREATE INDEX "opinionByUpdate" ON "opinion" ("updatedAt", "rid");
CREATE INDEX "opinionByTouch" ON "opinion" ("touched");
CREATE INDEX "hotlineByDate" ON "hotline" ("calledAt", "rid", "station", "id", "line", "handling");
CREATE INDEX "hotlineByUpdate" ON "hotline" ("updatedAt", "rid");
CREATE INDEX "hotlineByTouch" ON "hotline" ("touched");
CREATE INDEX "hotlineByNumber" ON "hotline" ("station", "number");
CREATE INDEX "hotlineBySame" ON "hotline" ("sameAsId") WHERE "sameAsId" IS NOT NULL;
CREATE INDEX "problemBySession" ON "problem" ("sessionId", "position");
CREATE INDEX "measureBySession" ON "measure" ("sessionId", "position");
CREATE INDEX "eventByRecord" ON "event" ("recordId", "type");
CREATE INDEX "attachmentByRecord" ON "attachment" ("recordId");
CREATE INDEX "attachmentByContent" ON "attachment" ("sha256");
CREATE INDEX "sessionByImport" ON "session" ("importKey") WHERE "importKey" IS NOT NULL;
CREATE INDEX "opinionByImport" ON "opinion" ("importKey") WHERE "importKey" IS NOT NULL;
CREATE INDEX "hotlineByImport" ON "hotline" ("importKey") WHERE "importKey" IS NOT NULL;
CREATE INDEX "memberByName" ON "member" ("name");
`;

// One row a chain of entries. A station writes one chain. A district writes one for its own registers and one for each
// station it sends feedback to (`isFeed`), so that what a station receives is a chain without gaps.
const journal = `
CREATE TABLE "replica" (
  "id" TEXT PRIMARY KEY,
  "station" TEXT NOT NULL,
  "side" TEXT NOT NULL CHECK ("side" IN ('station', 'district')),
  "isSelf" INTEGER NOT NULL DEFAULT 0,
  "isFeed" INTEGER NOT NULL DEFAULT 0,
  "state" TEXT NOT NULL CHECK ("state" IN ('waiting', 'active', 'retired')),
  "signingKey" TEXT,
  "recipient" TEXT,
  "checkCode" TEXT,
  "headSeq" INTEGER NOT NULL DEFAULT 0,
  "headHash" BLOB NOT NULL,
  "exportedSeq" INTEGER NOT NULL DEFAULT 0,
  "receivedSeq" INTEGER NOT NULL DEFAULT 0,
  "importedSeq" INTEGER NOT NULL DEFAULT 0,
  "createdAt" INTEGER NOT NULL
) STRICT;

CREATE TABLE "journal" (
  "position" INTEGER PRIMARY KEY,
  "replica" TEXT NOT NULL REFERENCES "replica" ("id"),
  "seq" INTEGER NOT NULL,
  "tx" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "op" TEXT NOT NULL CHECK ("op" IN ('create', 'update', 'delete', 'erase')),
  "header" BLOB NOT NULL,
  "salt" BLOB,
  "payload" BLOB,
  "inner" BLOB NOT NULL,
  "hash" BLOB NOT NULL,
  UNIQUE ("replica", "seq")
) STRICT;
CREATE INDEX "journalByRecord" ON "journal" ("record", "position");
CREATE INDEX "journalByTransaction" ON "journal" ("tx");

-- Ids of what was deleted; "root" is the record whose deletion took this one along.
CREATE TABLE "tombstone" (
  "record" TEXT PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "root" TEXT NOT NULL,
  "position" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A field that two sides changed from the same base: the entry whose value shows, and the one whose value is kept aside.
CREATE TABLE "conflict" (
  "record" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "shown" INTEGER NOT NULL,
  "aside" INTEGER NOT NULL,
  "resolvedAt" INTEGER,
  PRIMARY KEY ("record", "field", "aside")
) STRICT, WITHOUT ROWID;

-- An entry that could not be applied, with its reason. It stays in the journal and in the chain.
CREATE TABLE "refused" (
  "position" INTEGER PRIMARY KEY,
  "replica" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "record" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "detail" TEXT NOT NULL
) STRICT;
`;

const derived = `
CREATE TABLE "hotlineState" (
  "record" TEXT PRIMARY KEY,
  "state" TEXT NOT NULL,
  "assignedAt" TEXT,
  "unit" TEXT,
  "dueOn" TEXT,
  "closedAt" TEXT,
  "isClosed" INTEGER NOT NULL,
  "supervisions" INTEGER NOT NULL,
  "callback" TEXT,
  "grade" TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX "hotlineOpenByDue" ON "hotlineState" ("dueOn") WHERE "isClosed" = 0;

CREATE TABLE "opinionState" (
  "record" TEXT PRIMARY KEY,
  "state" TEXT NOT NULL,
  "isSubmitted" INTEGER NOT NULL,
  "submittedAt" TEXT,
  "adopted" TEXT NOT NULL,
  "passedTo" TEXT NOT NULL,
  "instructions" INTEGER NOT NULL,
  "replies" INTEGER NOT NULL,
  "isClosed" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

// `ascii` takes every character beyond ASCII as part of a token: what a token is, `tokens.ts` alone decides.
const fullText = ["session", "opinion", "hotline", "member", "village", "unit"]
  .map(
    (kind) =>
      `CREATE VIRTUAL TABLE "${kind}Text" USING fts5("body", content='', contentless_delete=1, tokenize='ascii');`,
  )
  .join("\n");

const local = `
-- What this PC is: role, station, replica, name. Never exported.
CREATE TABLE "local" ("key" TEXT PRIMARY KEY, "value" TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Settings as JSON. The district's travel to its stations with the receipt and win over local ones.
CREATE TABLE "setting" (
  "key" TEXT NOT NULL,
  "source" TEXT NOT NULL CHECK ("source" IN ('local', 'district')),
  "value" TEXT NOT NULL,
  PRIMARY KEY ("key", "source")
) STRICT, WITHOUT ROWID;

-- What a form holds before it is saved, written at every change.
CREATE TABLE "draft" (
  "key" TEXT PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "record" TEXT,
  "content" TEXT NOT NULL,
  "updatedAt" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export const initial: Migration = {
  version: 10,
  name: "initial",
  up: (db) => {
    for (const sql of [records, indexes, journal, derived, fullText, local]) db.exec(sql);
  },
};

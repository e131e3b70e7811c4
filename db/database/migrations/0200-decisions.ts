/** What was decided on this PC where two sides had changed the same field, so that it can be taken back. */
import type { Migration } from "./migration.ts";

const tables = `
-- Journal positions alone, never a value: what an erasure forgets is not kept here. Never exported; the decision itself is in the
-- journal. "ends": the entries that were weighed, the one that showed first. "chosen": one of them. "entry": what gave the field its
-- value once it was decided. "undone": the same once it was taken back; while it still does, the field waits for a decision again.
CREATE TABLE "decision" (
  "tx" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "ends" TEXT NOT NULL,
  "chosen" INTEGER NOT NULL,
  "entry" INTEGER NOT NULL,
  "at" INTEGER NOT NULL,
  "undone" INTEGER,
  PRIMARY KEY ("tx", "record", "field")
) STRICT, WITHOUT ROWID;
CREATE INDEX "decisionByRecord" ON "decision" ("record", "field");
`;

export const decisions: Migration = { version: 200, name: "decisions", up: (db) => db.exec(tables) };

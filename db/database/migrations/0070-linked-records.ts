/** A call that came out of a session, and quick ways from a record to those that name it. */
import type { Migration } from "./migration.ts";

const changes = `
ALTER TABLE "hotline" ADD COLUMN "sessionId" TEXT;
CREATE INDEX "hotlineBySession" ON "hotline" ("sessionId") WHERE "sessionId" IS NOT NULL;
CREATE INDEX "opinionBySession" ON "opinion" ("sessionId") WHERE "sessionId" IS NOT NULL;
CREATE INDEX "opinionByHotline" ON "opinion" ("hotlineId") WHERE "hotlineId" IS NOT NULL;
CREATE INDEX "sessionByOpinion" ON "session" ("opinionId") WHERE "opinionId" IS NOT NULL;
`;

export const linkedRecords: Migration = { version: 70, name: "linked records", up: (db) => db.exec(changes) };

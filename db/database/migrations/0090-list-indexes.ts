/**
 * What lists sort and filter by, in one index a kind: a filter or a sorted column then reads some 20 MB for 100,000 records
 * instead of the rows with their long texts (130 MB, which an old disk takes seconds for).
 */
import type { Migration } from "./migration.ts";

const shared = `"rid", "id", "station", "touched", "createdAt", "updatedAt"`;

const indexes = `
CREATE INDEX "sessionList" ON "session" ("startAt", ${shared}, "title", "endAt", "place", "village", "form", "platform", "brand",
  "topicSource", "host", "convener", "memberIds", "memberCount", "guests", "residentCount", "departmentCount", "otherCount",
  "statedAttendance", "statedProblemsSolved", "opinionId", "proposalNumber");
CREATE INDEX "opinionList" ON "opinion" ("collectedOn", ${shared}, "title", "reporterKind", "reporters", "sector", "employer",
  "phone", "source", "category", "village", "sessionId", "hotlineId");
CREATE INDEX "hotlineList" ON "hotline" ("calledAt", ${shared}, "number", "line", "channel", "caller", "enterprise", "phone",
  "confidential", "village", "address", "demandType", "category", "urgent", "takenBy", "handling", "unit", "dueOn", "sameAsId");
`;

export const listIndexes: Migration = { version: 90, name: "list indexes", up: (db) => db.exec(indexes) };

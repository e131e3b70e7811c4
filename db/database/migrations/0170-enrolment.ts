/**
 * Enrolment by a long code and its answer. Which invitation a PC came with and how often its code was typed wrongly; invitations
 * that were cancelled; at a station, that its district was compared with by phone: where the district had confirmed one of its
 * PCs before there was an answer to type, it counts as done.
 */
import type { Migration } from "./migration.ts";

const changes = `
ALTER TABLE "replica" ADD COLUMN "invitation" TEXT;
ALTER TABLE "replica" ADD COLUMN "joinFailures" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "invitation" ADD COLUMN "cancelledAt" INTEGER;

-- The eight digits of an older program: the new ones are worked out when the data is opened (exchange/join.ts).
UPDATE "replica" SET "checkCode" = NULL;

UPDATE "local" SET "value" = json_set("value", '$.district.comparedBy', (
  SELECT r."id" FROM "replica" r WHERE r."side" = 'station' AND r."state" <> 'waiting' AND (r."isSelf" = 1 OR r."importedSeq" > 0)
   ORDER BY r."isSelf" DESC, r."createdAt" DESC LIMIT 1
))
 WHERE "key" = 'identity' AND "value" ->> '$.role' = 'station' AND "value" ->> '$.district.id' IS NOT NULL;
`;

export const enrolment: Migration = { version: 170, name: "enrolment", up: (db) => db.exec(changes) };

/** 委员: 所属联络站, 离任日期, and the terms (届次) served before with their roles and sectors. */
import type { Migration } from "./migration.ts";

const columns = `
ALTER TABLE "member" ADD COLUMN "homeStation" TEXT;
ALTER TABLE "member" ADD COLUMN "leftOn" TEXT;
-- JSON list of {term, role, sector}
ALTER TABLE "member" ADD COLUMN "otherTerms" TEXT NOT NULL DEFAULT '[]';
`;

export const memberTerms: Migration = { version: 130, name: "memberTerms", up: (db) => db.exec(columns) };

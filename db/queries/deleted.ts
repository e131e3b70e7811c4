/** 最近删除: records that are gone, who deleted them and whether they can come back. Read-only. */
import type { DeletedRecord } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Identity } from "../office/identity.ts";
import { listedKinds, kinds, type ListedKind } from "../schema/kinds.ts";
import { firstLine } from "./list.ts";
import { lastValues } from "./record.ts";

/** Older deletions are found no more; a station deletes some dozens a year. */
const most = 500;

interface Row {
  readonly id: string;
  readonly kind: ListedKind;
  readonly station: string;
  readonly side: "station" | "district";
  readonly by: string | null;
  readonly at: number;
  readonly isErased: 0 | 1;
}

const rowsSql = (where: string): string => `
SELECT t."record" AS "id", t."kind", r."side", o."name" AS "by", CAST(j."header" AS TEXT) ->> '$.at' AS "at",
  (SELECT f."station" FROM "journal" c JOIN "replica" f ON f."id" = c."replica" WHERE c."record" = t."record"
   ORDER BY c."position" LIMIT 1) AS "station",
  EXISTS (SELECT 1 FROM "journal" e WHERE e."record" = t."record" AND e."op" = 'erase') AS "isErased"
FROM "tombstone" t
JOIN "journal" j ON j."position" =
  (SELECT MAX(d."position") FROM "journal" d WHERE d."record" = t."record" AND d."op" IN ('delete', 'erase'))
JOIN "replica" r ON r."id" = j."replica"
LEFT JOIN "operator" o ON o."id" = CAST(j."header" AS TEXT) ->> '$.operator'
WHERE t."root" = t."record" AND t."kind" IN (SELECT "value" FROM json_each(:kinds)) ${where}
ORDER BY j."position" DESC LIMIT ${most}`;

/** Newest deletion first, of every kind that has a list. */
export const deletedRecords = (db: ReadableDb, identity: Identity): DeletedRecord[] =>
  db.all<Row>(rowsSql(""), { kinds: JSON.stringify(listedKinds) }).map((row) => deletedOf(db, identity, row));

/** The deleted record; null when it is not among them. */
export function deletedRecord(db: ReadableDb, identity: Identity, id: string): DeletedRecord | null {
  const [row] = db.all<Row>(rowsSql(`AND t."record" = :id`), { kinds: JSON.stringify(listedKinds), id });
  return row === undefined ? null : deletedOf(db, identity, row);
}

function deletedOf(db: ReadableDb, identity: Identity, { isErased, station, ...row }: Row): DeletedRecord {
  const values = isErased === 1 ? {} : lastValues(db, row.kind, row.id);
  const isOurs = station === identity.stationId;
  const stays = row.side === identity.role ? (isOurs ? null : "otherOffice") : "otherSide";
  return {
    ...row,
    title: firstLine(textIn(values[kinds[row.kind].titleField])),
    number: textIn(values["number"]) || null,
    // One whose personal data was erased may come back, too: it counts in the year's figures, and nothing personal comes with it.
    isErased: isErased === 1,
    stays,
  };
}

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

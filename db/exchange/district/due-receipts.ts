/** Which stations wait for a receipt: something of theirs was imported since the last one, or there is something to tell them. */
import type { ReadableDb } from "../../sqlite/connection.ts";

export interface DueStation {
  readonly id: string;
  readonly name: string;
}

/**
 * Stations with a confirmed PC whose last receipt was written before their last import, before the newest word to them, or never on
 * the feed that is in use (a restored district begins new ones). By name.
 */
export const dueReceipts = (db: ReadableDb): DueStation[] =>
  db.all<DueStation>(
    `SELECT s."id", s."name" FROM "station" s JOIN "replica" feed ON feed."station" = s."id" AND feed."isFeed" = 1
     WHERE EXISTS (SELECT 1 FROM "replica" pc WHERE pc."station" = s."id" AND pc."side" = 'station' AND pc."state" = 'active')
       AND (feed."headSeq" > feed."exportedSeq" OR coalesce((
         SELECT max(t."id") FROM "transfer" t
         WHERE t."direction" = 'out' AND t."type" = 'receipt' AND t."replica" = feed."id"), -1) < coalesce((
         SELECT max(t."id") FROM "transfer" t WHERE t."direction" = 'in' AND t."type" = 'bundle'
           AND t."outcome" = 'imported' AND t."station" = s."id"), 0))
     ORDER BY pinyinKey(s."name"), s."id"`,
  );

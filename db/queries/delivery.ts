/** How far a record's newest change has come: 已保存 → 已导出 → 已送达 → 已导入. */

/**
 * SQL expression for the delivery state of a row whose last touching entry is at journal position `touched`. A change
 * that the other side made came in with a bundle or a receipt, so it has been exchanged already.
 */
export const deliverySql = (touched: string): string => `(
  SELECT CASE
    WHEN r."side" <> (SELECT "value" ->> '$.role' FROM "local" WHERE "key" = 'identity') THEN 'imported'
    WHEN j."seq" <= r."importedSeq" THEN 'imported'
    WHEN j."seq" <= r."receivedSeq" THEN 'received'
    WHEN j."seq" <= r."exportedSeq" THEN 'exported'
    ELSE 'saved' END
  FROM "journal" j JOIN "replica" r ON r."id" = j."replica" WHERE j."position" = ${touched})`;

/** Every record of a station as both sides must show it, for a comparison that says what differs. */
import type { ReadableDb } from "../../db/sqlite/connection.ts";
import { columnsOf, kindNames } from "../../db/schema/kinds.ts";

/** All columns but those that count local positions; by kind, in the order of ids. */
export function stationRows(db: ReadableDb, station: string): Record<string, unknown[]> {
  return Object.fromEntries(
    kindNames.map((kind) => {
      const columns = ["id", "createdAt", "updatedAt", "extra", ...columnsOf(kind).map(({ name }) => name)].map(
        (name) => `"${name}"`,
      );
      return [kind, db.all(`SELECT ${columns.join(", ")} FROM "${kind}" WHERE "station" = ? ORDER BY "id"`, [station])];
    }),
  );
}

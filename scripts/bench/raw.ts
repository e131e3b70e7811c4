/** What SQLite alone takes for the same rows: every record table, with its indexes, row by row in one transaction. */
import { openDatabase } from "../../db/database/open.ts";
import { kindNames } from "../../db/schema/kinds.ts";
import { tableOf } from "../../db/sqlite/columns.ts";
import type { SqlParam } from "../../db/sqlite/connection.ts";
import { rawFolder, runPhase, stationFolder } from "./phase.ts";
import { timed } from "./timing.ts";

const pageSize = 5_000;

await runPhase(async (options) => {
  const source = openDatabase(stationFolder(options));
  const target = openDatabase(rawFolder(options), { create: true });
  let writing = 0;
  let rows = 0;
  target.exec("BEGIN; PRAGMA defer_foreign_keys = ON");
  for (const kind of kindNames) {
    for (let after = 0; ;) {
      const page = source.all<Record<string, SqlParam>>(
        `SELECT * FROM ${tableOf(kind)} WHERE "rid" > ? ORDER BY "rid" LIMIT ${pageSize}`,
        [after],
      );
      const last = page.at(-1);
      if (last === undefined) break;
      const sql = `INSERT INTO ${tableOf(kind)} VALUES (${Object.keys(last)
        .map(() => "?")
        .join(", ")})`;
      writing += await timed(() => {
        for (const row of page) target.run(sql, Object.values(row));
      });
      rows += page.length;
      after = Number(last["rid"]);
    }
  }
  writing += await timed(() => target.exec("COMMIT"));
  target.close();
  source.close();
  return { writing, rows };
});

/** 协商活动: what a session is to ledgers, lists, papers, figures and searching. */
import { sessionDuty } from "./duty.ts";
import { problemsWhere, sessionFigures, sessionsWhere } from "./figures.ts";
import { rowToRecord, tableOf } from "../../sqlite/columns.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import type { Stored } from "../../schema/kinds.ts";
import { asEntered, type MainModule } from "../common/kind-module.ts";
import { recordAs } from "../common/ledger-fields.ts";
import { attendanceSql, memberCountSql, solvedSql } from "./attendance.ts";
import { sessionColumns, sessionLedger } from "./ledger.ts";
import { sessionData } from "./paper.ts";

export const sessionModule: MainModule = {
  ledger: sessionLedger,
  searchRank: 4,
  details: ["place", "village"],
  complete: asEntered,
  rows: ["problem", "measure"],
  state: null,
  imported: () => (row, memberIds) => ({ ...row, memberIds }),
  columns: new Map([
    ["people", memberCountSql("t")],
    ["attendance", attendanceSql("t")],
    ["problems", `(SELECT count(*) FROM "problem" c WHERE c."sessionId" = t."id")`],
    ["solved", solvedSql("t")],
  ]),
  linkName: `l."title"`,
  totals: [
    {
      alias: "s",
      source: sessionsWhere,
      figures: { sessions: sessionFigures.sessions, attendances: sessionFigures.attendances },
    },
    { alias: "s", source: problemsWhere, figures: { problemsSolved: sessionFigures.problemsSolved } },
  ],
  duty: sessionDuty,
  printed: {
    ledger: sessionColumns,
    counter: "场",
    data: (db, full) => {
      const session = recordAs(full, "session");
      return sessionData(full, session, membersOf(db, session.memberIds));
    },
    fileName: (full) => [recordAs(full, "session").startAt.slice(0, 10).replaceAll("-", ""), full.title],
    hasPhotos: true,
  },
};

/** In the record's order; a member who was deleted since is left out. */
function membersOf(db: ReadableDb, ids: readonly string[]): readonly Stored<"member">[] {
  const rows = db.all<Record<string, unknown>>(
    `SELECT m.* FROM json_each(?) i JOIN ${tableOf("member")} m ON m."id" = i."value" ORDER BY i."key"`,
    [JSON.stringify(ids)],
  );
  return rows.map((row) => rowToRecord("member", row) as unknown as Stored<"member">);
}

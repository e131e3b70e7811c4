/** A record in the words of its printed form. */
import type { FullRecord } from "../api/operations.ts";
import { dueDate } from "./hotline/due.ts";
import { rowToRecord, tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Stored } from "../schema/kinds.ts";
import type { PaperKind } from "../schema/paper.ts";
import { readSettings } from "../office/settings.ts";
import { hotlineData } from "./hotline/paper.ts";
import { opinionData } from "./opinion/paper.ts";
import { sessionData } from "./session/paper.ts";
import type { PaperData } from "./common/paper-words.ts";

/** The record of `full` is of the kind that `full.kind` says; TypeScript does not tie the two together. */
export const recordAs = <K extends PaperKind>(full: FullRecord, _kind: K): Stored<K> =>
  full.record as unknown as Stored<K>;

/** What fills the document of a record, and the row of a ledger. */
export function recordData(db: ReadableDb, full: FullRecord, kind: PaperKind): PaperData {
  switch (kind) {
    case "opinion":
      return opinionData(full, recordAs(full, kind));
    case "session": {
      const session = recordAs(full, kind);
      return sessionData(full, session, membersOf(db, session.memberIds));
    }
    case "hotline": {
      const call = recordAs(full, kind);
      return hotlineData(full, call, dueExplanation(db, call));
    }
  }
}

/** In the record's order; a member who was deleted since is left out. */
export function membersOf(db: ReadableDb, ids: readonly string[]): readonly Stored<"member">[] {
  const rows = db.all<Record<string, unknown>>(
    `SELECT m.* FROM json_each(?) i JOIN ${tableOf("member")} m ON m."id" = i."value" ORDER BY i."key"`,
    [JSON.stringify(ids)],
  );
  return rows.map((row) => rowToRecord("member", row) as unknown as Stored<"member">);
}

/** The first line of how the date was counted; nothing when the date is another one, entered by hand or extended. */
function dueExplanation(db: ReadableDb, call: Stored<"hotline">): string {
  const counted = dueDate(call, readSettings(db));
  if (counted.dueOn === null || counted.dueOn !== call.dueOn) return "";
  return (counted.explanation.split("\n")[0] ?? "").replace(/[：。]$/u, "");
}

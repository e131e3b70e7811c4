/** One search over everything (Ctrl+K): the full text of each kind, a few of each, with the number of all. */
import type { FoundRecord, ListedRecord } from "../api/operations.ts";
import { kindOf } from "../journal/apply.ts";
import { listRecords, recordsWhere } from "../queries/list.ts";
import { initialsOf, readingOf } from "../text/pinyin.ts";
import { isListedKind, listedKinds, type ListedKind } from "../schema/kinds.ts";
import type { Context, Part } from "./context.ts";
import { dueLimits } from "./today.ts";
import { listedModules } from "../kinds/register.ts";

const order = listedKinds.toSorted((a, b) => listedModules[a].searchRank - listedModules[b].searchRank);

export const searchHandlers: Part<"search.all" | "search.initials" | "search.readings"> = {
  "search.all": (context, { text, limit, recent }) => {
    if (text.trim() === "") return { groups: [], recent: recent.flatMap((id) => found(context, id)) };
    const limits = dueLimits(context);
    const groups = order.flatMap((kind) => {
      const { total, records } = listRecords(context.db, { kind, search: text, offset: 0, limit }, limits);
      return total === 0 ? [] : [{ kind, total, records: records.map(short) }];
    });
    return { groups, recent: [] };
  },

  "search.initials": (_context, { texts }) => texts.map(initialsOf),

  "search.readings": (_context, { texts }) => texts.map(readingOf),
};

/** None when the record was deleted since. */
function found(context: Context, id: string): FoundRecord[] {
  const kind = kindOf(context.db, id);
  if (kind === null || !isListedKind(kind)) return [];
  return recordsWhere(context.db, kind, `WHERE t."id" = ?`, [id], dueLimits(context)).map(short);
}

function short({ id, kind, station, title, date, state, fields }: ListedRecord): FoundRecord {
  const roles = kind === "member" && Array.isArray(fields["roles"]) ? fields["roles"].map(String) : [];
  return { id, kind, station, title, detail: detailOf(kind, fields), roles, date, state };
}

function detailOf(kind: ListedKind, fields: ListedRecord["fields"]): string {
  for (const name of listedModules[kind].details) {
    const value = fields[name];
    if (typeof value === "string" && value !== "") return value;
    if (Array.isArray(value) && value.length > 0) return value.map(String).join("、");
  }
  return "";
}

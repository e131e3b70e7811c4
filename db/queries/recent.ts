/**
 * What records lately used of a register or list, newest first. Read from the newest records themselves (the indexes by
 * "updatedAt" lead straight to them), so that no second book has to be kept of what was chosen.
 */
import { z } from "zod";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Suggestion } from "../schema/field.ts";
import { columnsOf, mainKinds, type Column, type MainKind } from "../schema/kinds.ts";
import { tableOf } from "../sqlite/columns.ts";

/** How many of the newest records of a kind are looked at: enough for a busy month, read within some milliseconds. */
const looked = 300;

const holdsSeveral = ({ meta }: Column): boolean => meta.type === "ids" || meta.type === "names";

/** Columns of the main kinds that are filled from the list: JSON lists of texts or ids, then single texts. */
export const columnsFrom = (
  list: Suggestion,
): readonly { readonly kind: MainKind; readonly columns: readonly string[] }[] =>
  mainKinds.flatMap((kind) => {
    const columns = columnsOf(kind)
      .filter(({ meta }) => meta.suggest === list)
      // Those who came before the one who chaired.
      .toSorted((a, b) => Number(holdsSeveral(b)) - Number(holdsSeveral(a)))
      .map(({ name }) => name);
    return columns.length === 0 ? [] : [{ kind, columns }];
  });

/** Ids and texts, each once, the most recently used first. */
export function recentlyUsed(db: ReadableDb, list: Suggestion): readonly string[] {
  const uses = columnsFrom(list).flatMap(({ kind, columns }) =>
    db.all<Record<string, string | number | null>>(
      `SELECT "updatedAt", ${columns.map((name) => `"${name}"`).join(", ")} FROM ${tableOf(kind)}
       ORDER BY "updatedAt" DESC, "rid" DESC LIMIT ${looked}`,
    ),
  );
  const used = new Set<string>();
  for (const { updatedAt, ...values } of uses.toSorted((a, b) => Number(b["updatedAt"]) - Number(a["updatedAt"]))) {
    void updatedAt;
    for (const value of Object.values(values)) for (const each of textsOf(value)) used.add(each);
  }
  return [...used];
}

const list = z.array(z.string());

function textsOf(value: string | number | null): readonly string[] {
  if (typeof value !== "string" || value === "") return [];
  return value.startsWith("[") ? (list.safeParse(JSON.parse(value)).data ?? []) : [value];
}

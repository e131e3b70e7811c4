/**
 * What records lately used of a register or list, newest first. Read from the newest records themselves (the indexes by
 * "updatedAt" lead straight to them), so that no second book has to be kept of what was chosen.
 */
import { z } from "zod";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Suggestion } from "../schema/field.ts";

/** How many of the newest records of a kind are looked at: enough for a busy month, read within some milliseconds. */
const looked = 300;

interface Source {
  readonly table: "session" | "opinion" | "hotline";
  /** Columns that hold a text, or a JSON list of texts or ids. */
  readonly columns: readonly string[];
}

const sources: Readonly<Record<Suggestion, readonly Source[]>> = {
  member: [
    { table: "session", columns: ["memberIds", "convener", "host"] },
    { table: "opinion", columns: ["reporters"] },
  ],
  village: [
    { table: "hotline", columns: ["village"] },
    { table: "session", columns: ["village"] },
    { table: "opinion", columns: ["village"] },
  ],
  unit: [{ table: "hotline", columns: ["unit"] }],
  operator: [{ table: "hotline", columns: ["takenBy"] }],
  category: [
    { table: "hotline", columns: ["category"] },
    { table: "opinion", columns: ["category"] },
  ],
  brand: [{ table: "session", columns: ["brand"] }],
  station: [],
  sector: [{ table: "opinion", columns: ["sector"] }],
};

/** Ids and texts, each once, the most recently used first. */
export function recentlyUsed(db: ReadableDb, list: Suggestion): readonly string[] {
  const uses = sources[list].flatMap(({ table, columns }) =>
    db.all<Record<string, string | number | null>>(
      `SELECT "updatedAt", ${columns.map((name) => `"${name}"`).join(", ")} FROM "${table}"
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

/** What a text field suggests: the editable lists, the registers, and names by pinyin initials. */
import type { Output } from "../api.ts";
import type { ReadableDb } from "../connection.ts";
import { initialsOf } from "../pinyin.ts";
import type { Suggestion } from "../schema/field.ts";
import { readSettings } from "../settings.ts";
import type { Part } from "./context.ts";

interface Candidate {
  readonly id: string | null;
  readonly text: string;
  readonly initials?: string | null;
}

export const suggestHandlers: Part<"suggest"> = {
  suggest: ({ db }, { list, search, limit }): Output<"suggest"> => {
    const wanted = search.trim().toLowerCase();
    return candidates(db, list)
      .filter(({ text, initials }) => {
        if (wanted === "" || text.toLowerCase().includes(wanted)) return true;
        return (initials ?? initialsOf(text)).startsWith(wanted);
      })
      .slice(0, limit)
      .map(({ id, text }) => ({ id, text }));
  },
};

function candidates(db: ReadableDb, list: Suggestion): readonly Candidate[] {
  const texts = (values: readonly string[]) => values.map((text) => ({ id: null, text }));
  switch (list) {
    case "sector":
      return texts(readSettings(db).sectors);
    case "category":
      return texts(readSettings(db).categories);
    case "brand":
      return texts(readSettings(db).brands);
    case "village":
      return register(db, "village");
    case "unit":
      return register(db, "unit");
    case "operator":
      return db.all<Candidate>(
        `SELECT "id", "name" AS "text" FROM "operator" WHERE "active" = 1 ORDER BY pinyinKey("name")`,
      );
    case "station":
      return stationNames(db);
    case "member":
      return db.all<Candidate>(
        `SELECT "id", "name" AS "text", "initials" FROM "member" ORDER BY "active" DESC, pinyinKey("name")`,
      );
  }
}

/** Stations by name: a district's are enrolled, a station knows itself and those that members were noted with. */
function stationNames(db: ReadableDb): readonly Candidate[] {
  return db.all<Candidate>(
    `SELECT NULL AS "id", "name" AS "text" FROM "station"
     UNION SELECT NULL, "homeStation" FROM "member" WHERE "homeStation" IS NOT NULL ORDER BY 2`,
  );
}

/** The register, then names that records used and nobody has entered there yet. */
function register(db: ReadableDb, kind: "village" | "unit"): readonly Candidate[] {
  const known = db.all<Candidate>(`SELECT "id", "name" AS "text" FROM "${kind}" ORDER BY pinyinKey("name")`);
  const names = new Set(known.map(({ text }) => text));
  const used = db.all<Candidate>(
    kind === "village"
      ? `SELECT DISTINCT NULL AS "id", "village" AS "text" FROM "hotline" WHERE "village" IS NOT NULL
         UNION SELECT DISTINCT NULL, "village" FROM "session" WHERE "village" IS NOT NULL LIMIT 500`
      : `SELECT DISTINCT NULL AS "id", "unit" AS "text" FROM "hotline" WHERE "unit" IS NOT NULL LIMIT 500`,
  );
  return [...known, ...used.filter(({ text }) => !names.has(text))];
}

/** What a text field suggests: the editable lists and the registers, found by text, pinyin or initials, recent ones first. */
import { z } from "zod";
import type { CategoryUse, Suggested } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { matchName } from "../text/pinyin-match.ts";
import { columnsFrom, recentlyUsed } from "../queries/recent.ts";
import { tableOf } from "../sqlite/columns.ts";
import { categoryState, isCategoryOff } from "../schema/categories.ts";
import type { Suggestion } from "../schema/field.ts";
import type { Settings } from "../schema/settings.ts";
import { sectorsOfTerm, termOn } from "../schema/terms.ts";
import { readSettings } from "../office/settings.ts";
import type { Part } from "./context.ts";
import { localDay } from "./today.ts";

interface Candidate {
  readonly id: string | null;
  readonly text: string;
  readonly initials?: string | null;
  readonly roles?: string;
  readonly employer?: string | null;
  readonly active?: number;
}

/** The words of the settings' own lists that may be suggested. */
interface WordLists {
  readonly sector: readonly string[];
  readonly category: readonly string[];
  readonly brand: readonly string[];
  /** Words that are kept back although records lately used them. */
  readonly isKeptBack: (list: Suggestion, word: string) => boolean;
}

/** For a new entry: the term's sectors, and no category that was stopped. */
function offered(settings: Settings, term: string | null): WordLists {
  const sector = sectorsOfTerm(settings, term);
  const others = new Set([...settings.sectors, ...settings.termSectors.flatMap(({ sectors }) => sectors)]);
  for (const each of sector) others.delete(each);
  return {
    sector,
    category: settings.categories.filter((path) => !isCategoryOff(settings, path)),
    brand: settings.brands,
    isKeptBack: (list, word) => {
      if (list === "sector") return others.has(word);
      return list === "category" && ["off", "renamed"].includes(categoryState(settings, word).is);
    },
  };
}

/** For a question about what there is: every term's sectors, and categories by their old names too. */
function everything({ sectors, termSectors, categories, categoriesRenamed, brands }: Settings): WordLists {
  return {
    sector: [...new Set([...sectors, ...termSectors.flatMap((term) => term.sectors)])],
    category: [...new Set([...categories, ...categoriesRenamed.map(({ from }) => from)])],
    brand: brands,
    isKeptBack: () => false,
  };
}

const categoriesInUse = columnsFrom("category")
  .flatMap(({ kind, columns }) => columns.map((name) => `SELECT "${name}" AS "path" FROM ${tableOf(kind)}`))
  .join(" UNION ALL ");

export const suggestHandlers: Part<"suggest" | "category.uses"> = {
  "category.uses": ({ db }) =>
    db.all<CategoryUse>(
      `SELECT "path", count(*) AS "records" FROM (${categoriesInUse}) WHERE "path" IS NOT NULL AND "path" <> '' GROUP BY "path"`,
    ),

  suggest: ({ db, now }, { list, search, limit, term, all }) => {
    const settings = readSettings(db);
    const lists = all ? everything(settings) : offered(settings, term ?? termOn(settings.terms, localDay(now())));
    return suggestions(db, list, search, limit, lists);
  },
};

/** Those that begin with what was typed before those that contain it; among equals the recently used ones, then the list's own order. */
export function suggestions(
  db: ReadableDb,
  list: Suggestion,
  search: string,
  limit: number,
  lists: WordLists = offered(readSettings(db), null),
): readonly Suggested[] {
  const recent = recentlyUsed(db, list).filter((word) => !lists.isKeptBack(list, word));
  const ranks = new Map(recent.map((each, rank) => [each, rank]));
  const never = recent.length;
  const rankOf = ({ id, text }: Candidate) => Math.min(ranks.get(id ?? "") ?? never, ranks.get(text) ?? never);
  return candidates(db, list, recent, search, lists)
    .flatMap((candidate, place) => {
      const tier = matchName(candidate.text, search, candidate.initials);
      return tier === null ? [] : [{ candidate, tier, place, rank: rankOf(candidate) }];
    })
    .toSorted((a, b) => a.tier - b.tier || a.rank - b.rank || a.place - b.place)
    .slice(0, limit)
    .map(({ candidate, rank }) => ({
      id: candidate.id,
      text: candidate.text,
      roles: rolesOf(candidate),
      detail: candidate.employer ?? null,
      isFormer: candidate.active === 0,
      isRecent: rank < never,
    }));
}

const roles = z.array(z.string());

const rolesOf = (candidate: Candidate): readonly string[] =>
  candidate.roles === undefined ? [] : (roles.safeParse(JSON.parse(candidate.roles)).data ?? []);

function candidates(
  db: ReadableDb,
  list: Suggestion,
  recent: readonly string[],
  search: string,
  lists: WordLists,
): readonly Candidate[] {
  switch (list) {
    case "sector":
    case "category":
    case "brand":
      return withUsed(textsAsCandidates(lists[list]), recent);
    case "village":
      return withUsed(register(db, "village"), recent);
    case "unit":
      return withUsed(register(db, "unit"), recent);
    case "operator":
      return takers(db, recent, search);
    case "station":
      return stationNames(db);
    case "member":
      return members(db);
  }
}

/**
 * 受理人: the operators, and others who took calls lately. Members on duty take calls too, but a whole roster would bury the
 * few who do so every day: they come once something is typed.
 */
function takers(db: ReadableDb, recent: readonly string[], search: string): readonly Candidate[] {
  const operators = db.all<Candidate & { readonly active: number }>(
    `SELECT "id", "name" AS "text", "active" FROM "operator" ORDER BY pinyinKey("name")`,
  );
  const known = new Set(operators.map(({ text }) => text));
  const others = search.trim() === "" ? [] : members(db).filter(({ text }) => !known.has(text));
  // A member comes with roles and employer, a retired operator not at all.
  const told = new Set([...known, ...others.map(({ text }) => text)]);
  return [
    ...operators.filter(({ active }) => active === 1),
    ...textsAsCandidates(recent.filter((name) => !told.has(name))),
    ...others,
  ];
}

const members = (db: ReadableDb): readonly Candidate[] =>
  db.all<Candidate>(
    `SELECT "id", "name" AS "text", "initials", "roles", "employer", "active" FROM "member"
     ORDER BY "active" DESC, pinyinKey("name")`,
  );

/** Stations by name: a district's are enrolled, a station knows itself and those that members were noted with. */
function stationNames(db: ReadableDb): readonly Candidate[] {
  return db.all<Candidate>(
    `SELECT NULL AS "id", "name" AS "text" FROM "station"
     UNION SELECT NULL, "homeStation" FROM "member" WHERE "homeStation" IS NOT NULL ORDER BY 2`,
  );
}

const textsAsCandidates = (values: readonly string[]): Candidate[] => values.map((text) => ({ id: null, text }));

const register = (db: ReadableDb, kind: "village" | "unit"): Candidate[] =>
  db.all<Candidate>(`SELECT "id", "name" AS "text" FROM "${kind}" ORDER BY pinyinKey("name")`);

/** The list, then words that records lately used and nobody has entered there yet. */
function withUsed(known: readonly Candidate[], recent: readonly string[]): readonly Candidate[] {
  const names = new Set(known.map(({ text }) => text));
  return [...known, ...textsAsCandidates(recent.filter((text) => !names.has(text)))];
}

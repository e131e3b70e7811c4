/** 往届任职: a member's earlier terms, as rosters and exported lists have them in one cell. */
import type { CellRemark } from "../schema/cell-remarks.ts";
import type { Option } from "../schema/field.ts";
import type { memberFields } from "../schema/people.ts";
import type { Settings } from "../schema/settings.ts";
import { isSameTerm, termNumber } from "../schema/terms.ts";
import type { z } from "zod";
import { toHalfWidth } from "../schema/plain-text.ts";
import { oneLine } from "./normalise.ts";
import { rolesIn } from "./roles.ts";

/** One term of office: 届次, role and sector, each perhaps untold. */
export type TermRow = z.output<typeof memberFields>["otherTerms"][number];

interface Terms {
  readonly rows: readonly TermRow[];
  /** Pieces that name no 届次, or say more than a role and a sector. */
  readonly unknown: readonly string[];
  /** A reading that a person should check. */
  readonly doubt: CellRemark | null;
}

const number = "[零〇一二三四五六七八九十百\\d]{1,4}";
const termPattern = new RegExp(`第?${number}届`, "u");
/** Several terms in one line: each begins with its 届次. */
const nextTerm = new RegExp(`[、,，\\s]+(?=第?${number}届)`, "u");
/** Where words that are written together end: 十四届市政协委员经济界. */
const endOfRole = /(委员|代表|常委|主席|秘书长)(?=[^会、及和兼暨])/gu;

type Options = Readonly<Record<string, Option>>;

/** Reads `十四届 市政协委员 经济界；十三届 区县政协委员 农业界`, also with line breaks, brackets and 第. */
export function termsIn(text: string, options: Options): Terms {
  const rows: TermRow[] = [];
  const unknown: string[] = [];
  let doubt: CellRemark | null = null;
  const pieces = text.split(/[;；\n]+/u).flatMap((part) => part.trim().split(nextTerm));
  for (const piece of pieces.map((one) => one.trim())) {
    if (piece === "") continue;
    const read = termIn(piece, options);
    if (read === null) unknown.push(oneLine(piece));
    else {
      rows.push(...read.rows);
      doubt ??= read.doubt;
    }
  }
  return { rows, unknown, doubt };
}

/** The rows of one 届次, one for each role; null when it cannot be told. */
function termIn(piece: string, options: Options): { rows: readonly TermRow[]; doubt: CellRemark | null } | null {
  const plain = toHalfWidth(piece);
  const term = termPattern.exec(plain)?.[0];
  if (term === undefined) return null;
  const { codes, rest } = labelsIn(plain.replace(term, " "), options);
  const words = rest.replace(endOfRole, "$1 ").split(/[\s(),，:：·]+/u);
  const sectors: string[] = [];
  let doubt: CellRemark | null = null;
  for (const word of words) {
    if (/^(?:界别|身份|届次|委员会)?$/u.test(word)) continue;
    // 中国国民党革命委员会 is a sector, however much it looks like a 委员.
    const found = /委员会$|大会$/u.test(word) ? { codes: [], unknown: [word], doubt: null } : rolesIn(word, options);
    codes.push(...found.codes.filter((code) => !codes.includes(code)));
    sectors.push(...found.unknown);
    doubt ??= found.doubt;
  }
  const [sector = null, ...more] = sectors;
  if (more.length > 0) return null;
  const roles = codes.length === 0 ? [null] : codes;
  return { rows: roles.map((role) => ({ term, role, sector }) as TermRow), doubt };
}

/** Roles that are written as this program writes them, brackets included: 省(自治区)政协委员. */
function labelsIn(text: string, options: Options): { codes: string[]; rest: string } {
  const codes: string[] = [];
  const words = text.split(/\s+/u).filter((word) => {
    const code = Object.entries(options).find(([, { zh }]) => zh === word)?.[0];
    if (code !== undefined) codes.push(code);
    return code === undefined;
  });
  return { codes, rest: words.join(" ") };
}

/** The cell that reads back as these rows. */
export function termsText(rows: unknown, options: Options): string | null {
  if (!Array.isArray(rows) || rows.length === 0) return null;
  return (rows as readonly TermRow[])
    .map(({ term, role, sector }) =>
      [term, role === null ? null : (options[role]?.zh ?? role), sector].filter((word) => word !== null).join(" "),
    )
    .join("；");
}

/** Whether `row` says nothing that `known` does not. */
const isCovered = (row: TermRow, known: TermRow): boolean =>
  isSameTerm(row.term ?? "", known.term ?? "") &&
  (row.role === null || row.role === known.role) &&
  (row.sector === null || row.sector === known.sector);

/** `rows` and what `more` adds to them; a fuller row takes the place of a shorter one. */
export const withTerms = (rows: readonly TermRow[], more: readonly TermRow[]): readonly TermRow[] =>
  more.reduce(
    (all, row) =>
      all.some((known) => isCovered(row, known)) ? all : [...all.filter((known) => !isCovered(known, row)), row],
    rows,
  );

/** A member as far as terms go: the present one, and the earlier ones. */
type Serving = Pick<z.output<typeof memberFields>, "term" | "roles" | "sector" | "otherTerms">;

/** The fields of a member's row or record: both were checked against the schema. */
export const servingOf = (fields: Readonly<Record<string, unknown>>): Serving => fields as unknown as Serving;

/** The present term as rows of earlier ones: a row a role, as at 换届 in the form. */
export function presentRows({ term, roles, sector }: Serving): readonly TermRow[] {
  if (term === null) return [];
  return roles.length === 0 ? [{ term, role: null, sector }] : roles.map((role) => ({ term, role, sector }));
}

/** Positive when the first began after the second; null when that cannot be told. */
export type TermOrder = (one: string, other: string) => number | null;

/** By the days that the district has filled in, else by the numbers. */
export function termOrder(terms: Settings["terms"]): TermOrder {
  const begin = (term: string): string | null => terms.find((known) => isSameTerm(known.term, term))?.from ?? null;
  return (one, other) => {
    if (isSameTerm(one, other)) return 0;
    const [days, numbers] = [
      [begin(one), begin(other)],
      [termNumber(one), termNumber(other)],
    ] as const;
    if (days[0] !== null && days[1] !== null) return days[0] < days[1] ? -1 : 1;
    return numbers[0] === null || numbers[1] === null ? null : numbers[0] - numbers[1];
  };
}

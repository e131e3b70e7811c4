/**
 * Full text over every text field of a listed record, its child rows included.
 *
 * One FTS5 table a kind, contentless, one token a Chinese character: any run of characters, from one on, is a phrase query
 * with full recall (word segmentation lost 1-93 % in trials). Latin words and digits are whole tokens found by their
 * beginning; phone numbers are also indexed by their endings, because clerks search for the last four digits. Names add
 * their pinyin initials.
 */
import { fromSql, tableOf } from "./columns.ts";
import type { WritableDb } from "./connection.ts";
import { initialsOf } from "./pinyin.ts";
import { columnsOf, kinds, listedKinds, type Kind, type ListedKind } from "./schema/kinds.ts";

const childKindsOf: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  session: ["problem", "measure", "event", "attachment"],
  opinion: ["event", "attachment"],
  hotline: ["event", "attachment"],
};

const isListed = (kind: Kind): kind is ListedKind => (listedKinds as readonly Kind[]).includes(kind);

export const textTable = (kind: ListedKind): string => `"${kind}Text"`;

const pieces = /\p{Script=Han}|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu;

/** Text as tokens: Chinese by character, the rest by word, lower case. Full-width forms become half-width (NFKC). */
export function tokensOf(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(pieces) ?? [];
}

/** The endings of a digit run of five or more, so that its last digits find it. */
function endingsOf(token: string): string[] {
  if (!/^\d{5,}$/.test(token)) return [];
  return Array.from({ length: token.length - 3 }, (_, start) => token.slice(start + 1)).filter((s) => s.length >= 3);
}

/** The tokens of one row's text fields. */
function rowTokens(kind: Kind, row: Readonly<Record<string, unknown>>): string[] {
  const tokens: string[] = [];
  for (const { name, meta } of columnsOf(kind)) {
    if (meta.internal === true) continue;
    const value = fromSql(meta, row[name]);
    const texts = meta.type === "names" ? (value as string[]) : textValue(meta.type, value);
    for (const text of texts) {
      const words = tokensOf(text);
      tokens.push(...words, ...words.flatMap(endingsOf));
      if (meta.pinyin === true) tokens.push(initialsOf(text));
      tokens.push(separator);
    }
  }
  return tokens;
}

/** Parts fields, so that a phrase never matches across two of them. No query can contain it. */
const separator = "\u{10FFFD}";

function textValue(type: string, value: unknown): string[] {
  const isText = type === "text" || type === "multiline" || type === "date" || type === "moment";
  return isText && typeof value === "string" ? [value] : [];
}

/** Rewrites the index of the given records; ids that are no longer there lose their text. */
export function indexRecords(db: WritableDb, records: ReadonlyMap<string, Kind>): void {
  for (const [id, kind] of records) {
    if (isListed(kind)) indexRecord(db, kind, id);
  }
}

function indexRecord(db: WritableDb, kind: ListedKind, id: string): void {
  const row = db.get<Record<string, unknown>>(`SELECT * FROM ${tableOf(kind)} WHERE "id" = ?`, [id]);
  if (row === undefined) return; // its rowid went with the row: `removeText` runs before
  const tokens = rowTokens(kind, row);
  for (const child of childKindsOf[kind] ?? []) {
    const sql = `SELECT * FROM ${tableOf(child)} WHERE "${kinds[child].parent ?? ""}" = ?`;
    for (const childRow of db.all<Record<string, unknown>>(sql, [id])) tokens.push(...rowTokens(child, childRow));
  }
  db.run(`INSERT OR REPLACE INTO ${textTable(kind)} ("rowid", "body") VALUES (?, ?)`, [
    row["rid"] as number,
    tokens.join(" "),
  ]);
}

/** Takes a row's text out of the index; call before the row is deleted. */
export function removeText(db: WritableDb, kind: Kind, id: string): void {
  if (!isListed(kind)) return;
  db.run(
    `DELETE FROM ${textTable(kind)} WHERE "rowid" = (SELECT "rid" FROM ${tableOf(kind)} WHERE "id" = ?)`,
    [id],
  );
}

/**
 * What the clerk typed as an FTS5 query: every word must match, each anywhere in the record.
 * @returns null when nothing searchable was typed
 */
export function matchQuery(search: string): string | null {
  const words = search.split(/\s+/u).map(tokensOf).filter((tokens) => tokens.length > 0);
  if (words.length === 0) return null;
  return words
    .map((tokens) => {
      const isPrefix = !/\p{Script=Han}$/u.test(tokens.at(-1) ?? "");
      return `"${tokens.join(" ")}"${isPrefix ? "*" : ""}`;
    })
    .join(" AND ");
}

/** Indexes what a bulk import left for later. @returns the number of records indexed */
export function indexMissing(db: WritableDb, kind: ListedKind): number {
  const rows = db.all<{ id: string }>(
    `SELECT "id" FROM ${tableOf(kind)} WHERE "rid" NOT IN (SELECT "id" FROM "${kind}Text_docsize")`,
  );
  indexRecords(db, new Map(rows.map(({ id }) => [id, kind])));
  return rows.length;
}

/**
 * What a record is linked with, in both directions, from the one place where a link is kept: the id field of the record that
 * was made later (an opinion names its session, a call the call it repeats). Nothing is written on the other side, so the
 * two can never disagree.
 */
import type { LinkedRecord, ListedRecord } from "../api/operations.ts";
import { kindOf } from "../journal/apply.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { columnsOf, isMainKind, kinds, mainKinds, type MainKind } from "../schema/kinds.ts";
import { linkTarget } from "../schema/links.ts";
import { linkFields, type LinkField } from "../schema/kind-definition.ts";
import { recordsWhere, type DueLimits } from "./list.ts";

/** Which kind each link leads to, and which kinds carry it; those between records of one matter are another sort. */
const links: readonly { readonly field: LinkField; readonly to: MainKind; readonly from: readonly MainKind[] }[] =
  linkFields
    .filter((field) => mainKinds.every((kind) => kinds[kind].repeats !== field))
    .map((field) => ({
      field,
      to: linkTarget(field),
      from: mainKinds.filter((kind) => columnsOf(kind).some(({ name }) => name === field)),
    }));

/** Links shown of one sort: a demand may have been raised by hundreds. */
const most = 100;

/** @throws AppError recordMissing */
export function linksOf(db: ReadableDb, id: string, limits: DueLimits): readonly LinkedRecord[] {
  const kind = kindOf(db, id);
  if (kind === null) throw new AppError("recordMissing", { id });
  const names = new Set(columnsOf(kind).map(({ name }) => name));
  const found: LinkedRecord[] = [];
  const add = (records: readonly ListedRecord[], field: LinkField, direction: LinkedRecord["direction"]) => {
    for (const record of records)
      if (record.id !== id && !found.some((link) => link.record.id === record.id))
        found.push({ record, field, direction });
  };
  const byId = (to: MainKind, target: string) => recordsWhere(db, to, `WHERE t."id" = ?`, [target], limits);
  const naming = (from: MainKind, field: LinkField, target: string) =>
    recordsWhere(db, from, `WHERE t."${field}" = ? ORDER BY t."rid" LIMIT ${most}`, [target], limits);
  for (const { field, to, from } of links) {
    if (names.has(field)) {
      const target = db.value<string | null>(`SELECT "${field}" FROM ${tableOf(kind)} WHERE "id" = ?`, [id]);
      if (typeof target === "string") add(byId(to, target), field, "out");
    }
    if (kind === to) for (const each of from) add(naming(each, field, id), field, "in");
  }
  if (!isMainKind(kind)) return found;
  const { repeats } = kinds[kind];
  if (repeats === null) return found;
  const first = firstOfMatter(db, kind, id);
  add(naming(kind, repeats, id), repeats, "in");
  if (first !== id) {
    add(byId(kind, first), repeats, "out");
    add(naming(kind, repeats, first), repeats, "group");
  }
  return found;
}

/**
 * Records of the same matter name the first one; a chain made by two PCs is followed to its beginning. A record of a kind that
 * repeats nothing is its own first.
 */
export function firstOfMatter(db: ReadableDb, kind: MainKind, id: string): string {
  const { repeats } = kinds[kind];
  if (repeats === null) return id;
  const table = tableOf(kind);
  let current = id;
  for (const seen = new Set<string>(); !seen.has(current);) {
    seen.add(current);
    const earlier = db.get<{ id: string }>(
      `SELECT e."id" FROM ${table} r JOIN ${table} e ON e."id" = r."${repeats}" WHERE r."id" = ?`,
      [current],
    );
    if (earlier === undefined) break;
    current = earlier.id;
  }
  return current;
}

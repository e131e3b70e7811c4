/**
 * What a list can show, sort and filter by: every field of the kind, and what follows from its events, files and journey to the
 * district. The renderer draws columns and filters from it, `db/queries/list-sql.ts` knows where each value is kept.
 */
import type { FieldMeta, Option } from "./field.ts";
import { derived, type ListField } from "./kind-definition.ts";
import { columnsOf, isMainKind, kinds, type ListedKind } from "./kinds.ts";

export const deliveryStates = {
  saved: { zh: "已保存", en: "Saved" },
  exported: { zh: "已导出", en: "Exported" },
  received: { zh: "已送达", en: "Delivered" },
  imported: { zh: "已导入", en: "Imported" },
} as const satisfies Record<string, Option>;

const station = derived("station", "联络站", "Station", "choice", { isDistrictOnly: true });
const delivery = derived("delivery", "送达", "Delivery", "choice", { options: deliveryStates });
const times = [
  derived("updatedAt", "更新时间", "Updated", "timestamp"),
  derived("createdAt", "登记时间", "Entered", "timestamp"),
];
const attachments = derived("attachments", "附件", "Attachments", "integer");

function fieldsOf(kind: ListedKind): readonly ListField[] {
  const isMain = isMainKind(kind);
  const own = isMain ? kinds[kind].listed : [];
  const replaced = new Set(own.map(({ name }) => name));
  const columns = columnsOf(kind)
    .filter(({ name, meta }) => meta.internal !== true && !replaced.has(name))
    .map(({ name, meta }) => listFieldOf(name, meta));
  return [...columns, ...own, ...(isMain ? [attachments] : []), delivery, station, ...times];
}

function listFieldOf(name: string, meta: FieldMeta): ListField {
  const { zh, en, type, options, suggest, pinyin } = meta;
  return {
    name,
    zh,
    en,
    type,
    ...(options === undefined ? {} : { options }),
    ...(suggest === undefined ? {} : { suggest }),
    ...(pinyin === undefined ? {} : { isName: pinyin }),
  };
}

const cache = new Map<ListedKind, readonly ListField[]>();

/** Everything that a list of this kind can show, the form's fields first. */
export function listFields(kind: ListedKind): readonly ListField[] {
  const known = cache.get(kind);
  if (known !== undefined) return known;
  const fields = fieldsOf(kind);
  cache.set(kind, fields);
  return fields;
}

export const listField = (kind: ListedKind, name: string): ListField | undefined =>
  listFields(kind).find((field) => field.name === name);

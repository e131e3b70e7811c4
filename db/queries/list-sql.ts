/**
 * Where each value of a list (`db/schema/list-fields.ts`) is kept, as SQL over the aliases `t` (the record) and `s` (its derived
 * state). Field names come from the schema alone; what a person typed is only ever bound.
 */
import { tableOf } from "../sqlite/columns.ts";
import type { SqlParam } from "../sqlite/connection.ts";
import { comparedCharacters } from "../text/collation.ts";
import { mainModules } from "../kinds/register.ts";
import type { ListField } from "../schema/kind-definition.ts";
import type { ListedKind } from "../schema/kinds.ts";
import { linkTarget } from "../schema/links.ts";
import { deliverySql } from "./delivery.ts";
import { isMainKind } from "../schema/kinds.ts";

/** Today as `YYYY-MM-DD` and the last day that counts as 即将到期, for the warning colours. */
export interface DueLimits {
  readonly today: string;
  readonly soon: string;
}

export interface Sql {
  readonly sql: string;
  readonly params: readonly SqlParam[];
}

export const plain = (sql: string, ...params: readonly SqlParam[]): Sql => ({ sql, params });

const countOf = (table: string, parent: string, where = "TRUE"): string =>
  `(SELECT count(*) FROM "${table}" c WHERE c."${parent}" = t."id" AND ${where})`;

/** The value of a field; NULL or '' where it is empty. */
export function valueSql(kind: ListedKind, field: ListField, limits: DueLimits): Sql {
  if (field.isDerived !== true) return plain(`t."${field.name}"`);
  if (field.name === "warning") {
    return plain(
      `CASE WHEN s."isClosed" = 1 OR s."dueOn" IS NULL THEN NULL WHEN s."dueOn" < ? THEN 'overdue'
         WHEN s."dueOn" <= ? THEN 'dueSoon' ELSE 'onTime' END`,
      limits.today,
      limits.soon,
    );
  }
  const sql = isMainKind(kind) ? mainModules[kind].columns.get(field.name) : undefined;
  if (sql !== undefined) return plain(sql);
  if (field.name === "delivery") return plain(deliverySql(`t."touched"`));
  if (field.name === "attachments") return plain(countOf("attachment", "recordId"));
  return plain(`t."${field.name}"`);
}

/** The name of the record that a field of type `id` points at; NULL when it points at none, or at one that is not here. */
export function linkSql({ name }: ListField): Sql {
  const target = linkTarget(name);
  return plain(`(SELECT ${mainModules[target].linkName} FROM ${tableOf(target)} l WHERE l."id" = t."${name}")`);
}

/** Whether the value is read from the derived state beside the record. */
export const needsState = ({ sql }: Sql): boolean => /\bs\."/.test(sql);

/** Lists are kept as JSON: `[]` is empty too. */
export const isList = ({ type }: ListField): boolean =>
  type === "names" || type === "choices" || type === "ids" || type === "terms";

/** What makes the field count as empty. */
export function emptySql(field: ListField, { sql, params }: Sql): Sql {
  if (isList(field)) return plain(`(${sql} IS NULL OR ${sql} = '[]')`, ...params, ...params);
  if (field.type === "integer" && field.isDerived === true) return plain(`(${sql} = 0)`, ...params);
  if (field.type === "flag") return plain(`(${sql} = 0)`, ...params);
  return plain(`(${sql} IS NULL OR ${sql} = '')`, ...params, ...params);
}

/**
 * What the field is sorted by: pinyin for text, the order of the options for codes, the number for numbers. NULL where it is
 * empty, which goes last whichever way; a count of nothing is a number like others.
 */
export function sortKeySql(field: ListField, { sql, params }: Sql): Sql {
  const key = field.isName === true ? "nameKey" : "textKey";
  const pinyin = (text: string) => plain(`nullif(${key}(substr(${text}, 1, ${comparedCharacters})), '')`, ...params);
  switch (field.type) {
    case "text":
    case "multiline":
      return pinyin(sql);
    case "names":
      return pinyin(`${sql} ->> 0`);
    case "choice":
      return plain(choiceOrder(field, sql), ...params);
    case "choices":
      return plain(choiceOrder(field, `(${sql} ->> 0)`), ...params);
    case "ids":
    case "terms":
      return plain(`nullif(json_array_length(${sql}), 0)`, ...params);
    case "id":
      return pinyin(linkSql(field).sql);
    default:
      return plain(sql, ...params);
  }
}

/** Codes of a newer program, which are in no list of ours, go to the end with the empty ones. */
function choiceOrder(field: ListField, sql: string): string {
  const codes = Object.keys(field.options ?? {});
  if (codes.length === 0) return sql;
  return `CASE ${sql} ${codes.map((code, index) => `WHEN '${code}' THEN ${index}`).join(" ")} END`;
}

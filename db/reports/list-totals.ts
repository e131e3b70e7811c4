/**
 * The line below a list: the figures of the year report (`db/reports`), counted over the records that the list's filter
 * matches instead of over a year. Rule and SQL are the report's own, so that the two cannot differ.
 */
import type { ListTotal } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { countColumn } from "../kinds/common/figure.ts";
import { isMainKind } from "../schema/kinds.ts";
import type { ListQueryInput } from "../schema/list-query.ts";
import type { DueLimits } from "../queries/list-sql.ts";
import { fromSql, whereSql } from "../queries/ordered.ts";
import { allFilters } from "../queries/page.ts";
import { mainModules } from "../kinds/register.ts";

/** Empty for registers. @throws AppError filterUnknown */
export function listTotals(db: ReadableDb, query: ListQueryInput, limits: DueLimits): ListTotal[] {
  if (!isMainKind(query.kind)) return [];
  const filters = allFilters(query, limits);
  const shown = `SELECT t."rid" FROM ${fromSql(query.kind, filters)} ${whereSql(filters)}`;
  const params = filters.flatMap((filter) => filter.params);
  return mainModules[query.kind].totals.flatMap(({ alias, source, figures }) => {
    const names = Object.entries(figures);
    const columns = names.map(([name, figure]) => `${countColumn(figure)} AS "${name}"`).join(", ");
    const isAll = filters.length === 0;
    const from = source(isAll ? "TRUE" : `${alias}."rid" IN (SELECT "rid" FROM "shown")`).sql;
    const row = db.get<Record<string, number>>(
      `${isAll ? "" : `WITH "shown" ("rid") AS (${shown})`} SELECT ${columns} FROM ${from}`,
      params,
    );
    return names.map(([name, { zh, en }]) => ({ name, zh, en, value: row?.[name] ?? 0 }));
  });
}

/**
 * The line below a list: the figures of the year report (`db/reports`), counted over the records that the list's filter
 * matches instead of over a year. Rule and SQL are the report's own, so that the two cannot differ.
 */
import type { ListTotal } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { yearDefinitions } from "./definitions.ts";
import { countColumn, type CountFigure } from "../kinds/common/figure.ts";
import { adoptedAtAll, opinionsWhere } from "../kinds/opinion/figures.ts";
import type { Source } from "../kinds/common/figure-sources.ts";
import { callsWhere } from "../kinds/hotline/figures.ts";
import { problemsWhere, sessionsWhere } from "../kinds/session/figures.ts";
import { isMainKind, type MainKind } from "../schema/kinds.ts";
import type { ListQueryInput } from "../schema/list-query.ts";
import type { DueLimits } from "../queries/list-sql.ts";
import { fromSql, whereSql } from "../queries/ordered.ts";
import { allFilters } from "../queries/page.ts";

/** A source narrowed to the records for which a condition on their alias holds. */
type Narrowed = (condition: string) => Source;

interface Group {
  readonly alias: string;
  readonly source: Narrowed;
  /** In the order in which they are read. */
  readonly figures: Readonly<Record<string, CountFigure>>;
}

const { session, hotline, opinion } = yearDefinitions;

const groups: Readonly<Record<MainKind, readonly Group[]>> = {
  session: [
    {
      alias: "s",
      source: sessionsWhere,
      figures: { sessions: session.sessions, attendances: session.attendances },
    },
    { alias: "s", source: problemsWhere, figures: { problemsSolved: session.problemsSolved } },
  ],
  opinion: [
    {
      alias: "o",
      source: opinionsWhere,
      figures: { collected: opinion.collected, compiled: opinion.compiled, adopted: adoptedAtAll },
    },
  ],
  hotline: [
    {
      alias: "h",
      source: callsWhere,
      figures: {
        calls: hotline.calls,
        enterprise: hotline.enterprise,
        residents: hotline.residents,
        closed: hotline.closed,
      },
    },
  ],
};

/** Empty for registers. @throws AppError filterUnknown */
export function listTotals(db: ReadableDb, query: ListQueryInput, limits: DueLimits): ListTotal[] {
  if (!isMainKind(query.kind)) return [];
  const filters = allFilters(query, limits);
  const shown = `SELECT t."rid" FROM ${fromSql(query.kind, filters)} ${whereSql(filters)}`;
  const params = filters.flatMap((filter) => filter.params);
  return groups[query.kind].flatMap(({ alias, source, figures }) => {
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

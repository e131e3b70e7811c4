/** The filter chips of a list as SQL. Everything that was typed is bound, never part of the text. */
import { AppError } from "../schema/app-error.ts";
import { listField } from "../schema/list-fields.ts";
import type { ListField } from "../schema/kind-definition.ts";
import type { Condition } from "../schema/list-query.ts";
import type { ListedKind } from "../schema/kinds.ts";
import { operatorsFor } from "../schema/list-operators.ts";
import { emptySql, isList, linkSql, plain, valueSql, type DueLimits, type Sql } from "./list-sql.ts";
import { dayAfter, daysOf, startOfDay, type Days } from "./periods.ts";

/** @throws AppError filterUnknown for a field that the kind does not have, or an operator that does not fit it */
export function conditionSql(kind: ListedKind, condition: Condition, limits: DueLimits): Sql {
  const field = listField(kind, condition.field);
  if (field === undefined || !operatorsFor(field).some((operator) => operator === condition.is)) {
    throw new AppError("filterUnknown", { field: field?.zh ?? condition.field });
  }
  const value = valueSql(kind, field, limits);
  switch (condition.is) {
    case "contains":
      return contains(field, field.type === "id" ? linkSql(field) : value, condition.text);
    case "lacks":
      return not(contains(field, field.type === "id" ? linkSql(field) : value, condition.text));
    case "any":
      return oneOf(field, value, condition.values);
    case "none":
      return not(oneOf(field, value, condition.values));
    case "empty":
      return emptySql(field, value);
    case "filled":
      return not(emptySql(field, value));
    case "between":
      return within(field, value, condition.from, condition.to);
    case "period": {
      const { from, to }: Days = daysOf(condition.period, limits.today);
      return within(field, value, from, to);
    }
    case "range":
      return all([
        condition.min === null ? null : plain(`${value.sql} >= ?`, ...value.params, condition.min),
        condition.max === null ? null : plain(`${value.sql} <= ?`, ...value.params, condition.max),
      ]);
    case "flag":
      return plain(`coalesce(${value.sql}, 0) = ?`, ...value.params, condition.value ? 1 : 0);
  }
}

/** Is not, or does not contain: an empty cell does not contain anything either. */
const not = ({ sql, params }: Sql): Sql => plain(`NOT coalesce(${sql}, 0)`, ...params);

function all(parts: readonly (Sql | null)[]): Sql {
  const given = parts.filter((part) => part !== null);
  return given.length === 0
    ? plain("TRUE")
    : plain(`(${given.map(({ sql }) => sql).join(" AND ")})`, ...given.flatMap(({ params }) => params));
}

function contains(field: ListField, { sql, params }: Sql, text: string): Sql {
  const wanted = text.toLowerCase();
  return isList(field)
    ? plain(`EXISTS (SELECT 1 FROM json_each(${sql}) e WHERE instr(lower(e."value"), ?) > 0)`, ...params, wanted)
    : plain(`instr(lower(${sql}), ?) > 0`, ...params, wanted);
}

function oneOf(field: ListField, { sql, params }: Sql, values: readonly string[]): Sql {
  const wanted = `(SELECT "value" FROM json_each(?))`;
  const json = JSON.stringify(values);
  return isList(field)
    ? plain(`EXISTS (SELECT 1 FROM json_each(${sql}) e WHERE e."value" IN ${wanted})`, ...params, json)
    : plain(`${sql} IN ${wanted}`, ...params, json);
}

/** Days, both included. Dates and moments are ISO text, so the next day's text bounds every time of the last day. */
function within(field: ListField, { sql, params }: Sql, from: string | null, to: string | null): Sql {
  const bound = (day: string) => (field.type === "timestamp" ? startOfDay(day) : day);
  const until = (day: string): Sql => {
    const next = dayAfter(day);
    // Every day there is; an empty cell still has none.
    return next === null ? plain(`${sql} IS NOT NULL`, ...params) : plain(`${sql} < ?`, ...params, bound(next));
  };
  return all([from === null ? null : plain(`${sql} >= ?`, ...params, bound(from)), to === null ? null : until(to)]);
}

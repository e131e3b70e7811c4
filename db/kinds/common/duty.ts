/**
 * 委员履职档案: what is counted for a member in a year. One definition gives the number, the rows behind it and its rule
 * (口径), so that they cannot drift apart; each kind has its own.
 */
import type { DutyKey } from "../../api/operations.ts";
import type { MainKind } from "../../schema/kinds.ts";
import { words, type Words } from "../../schema/words.ts";
import type { Sql } from "./figure.ts";

/** Where a person is named in a record. Parameters: `:from`, `:to` (years as text) and `:station` (null for all). */
export interface DutySource {
  readonly kind: MainKind;
  /** FROM and WHERE (`inPeriod`); one row a record and person. */
  readonly sql: string;
  /** The record's alias. */
  readonly alias: string;
  /** The person: the id of a member, or a name as it was written. */
  readonly person: Sql;
  readonly names: "id" | "name";
  readonly date: Sql;
  readonly title: Sql;
  /** Only members belong here: a name that is not in the roster is listed. Clerks take calls and officials chair meetings too. */
  readonly expectsMember: boolean;
}

export interface DutyFigure {
  readonly key: DutyKey;
  readonly zh: string;
  readonly en: string;
  readonly rule: Words;
  readonly source: DutySource;
  /** Over the source's row. */
  readonly where: Sql;
}

/** Part of the rule of whoever is counted by a name. */
export const byName = words(
  "姓名与名册完全相同且只有一人的才计",
  "only a name that is exactly one member's in the roster counts",
);

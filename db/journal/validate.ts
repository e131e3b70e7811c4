/** Checks the fields of a record and says in the clerk's words what is wrong with them. */
import type { z } from "zod";
import { textOf } from "../sqlite/columns.ts";
import type { EntryPayload } from "./entry.ts";
import { AppError } from "../schema/app-error.ts";
import { joined, words, type Words } from "../schema/words.ts";
import { blank, columnsOf, kindNames, kinds, type Kind } from "../schema/kinds.ts";

export type FieldSet = NonNullable<EntryPayload["set"]>;

type Parsers = Readonly<Record<Kind, { safeParse(value: unknown): z.ZodSafeParseResult<FieldSet> }>>;

// Made once: a derived schema compiles its parser when it is first used, which costs more than the rest of a save.
const strictFields = Object.fromEntries(
  kindNames.map((kind) => [kind, kinds[kind].fields.strict()]),
) as unknown as Parsers;
const partialFields = Object.fromEntries(
  kindNames.map((kind) => [kind, kinds[kind].fields.partial().strict()]),
) as unknown as Parsers;

/** Nothing reaches a record from here: what is parsed is new. */
const blanks = Object.fromEntries(kindNames.map((kind) => [kind, blank(kind)])) as Readonly<Record<Kind, Given>>;

/** How many wrong fields a sentence names. */
const named = 3;

/** All fields of a new record; what is left out is blank. @throws AppError inputInvalid */
export function checkedRecord(kind: Kind, set: Readonly<Record<string, unknown>>): FieldSet {
  return checked(kind, set, strictFields[kind].safeParse({ ...blanks[kind], ...set }));
}

/** The given fields alone. @throws AppError inputInvalid */
export function checkedFields(kind: Kind, set: Readonly<Record<string, unknown>>): FieldSet {
  return checked(kind, set, partialFields[kind].safeParse(set));
}

type Given = Readonly<Record<string, unknown>>;

function checked(kind: Kind, given: Given, result: z.ZodSafeParseResult<FieldSet>): FieldSet {
  if (result.success) return result.data;
  const detail = result.error.issues.slice(0, named).map((issue) => sentence(kind, given, issue));
  throw new AppError("inputInvalid", { detail: joined(detail) }, { cause: result.error });
}

function sentence(kind: Kind, given: Given, issue: z.core.$ZodIssue): Words {
  if (issue.code === "unrecognized_keys")
    return words(
      `${kinds[kind].zh}没有“${issue.keys.join("、")}”这一项`,
      `${kinds[kind].en} has no field “${issue.keys.join(", ")}”`,
    );
  const name = String(issue.path[0]);
  const meta = columnsOf(kind).find((column) => column.name === name)?.meta;
  const what = wrong(issue.code, given[name], meta?.required === true);
  return words(`${meta?.zh ?? name}${what.zh}`, `${meta?.en ?? name} ${what.en}`);
}

function wrong(code: z.core.$ZodIssue["code"], value: unknown, isRequired: boolean): Words {
  const isEmpty = value === null || value === undefined || (typeof value === "string" && value.trim() === "");
  if (isRequired && isEmpty) return words("没有填写", "is not filled in");
  switch (code) {
    case "invalid_value":
      return words(`不能是“${textOf(value)}”`, `cannot be “${textOf(value)}”`);
    case "too_big":
      return words("超过了上限", "is over the limit");
    case "too_small":
      return words("太小或太短", "is too small or too short");
    default:
      return words("格式不对", "is not in the right form");
  }
}

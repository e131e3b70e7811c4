/**
 * What a kind of record is to the window, beyond its fields (`db/schema`): how its form is laid out, begun and warned of, what its
 * list shows, and how its figures are printed. `register.ts` holds one of these for every kind; a part that is missing does not
 * compile.
 */
import type { FullRecord } from "../../db/api/operations.ts";
import type { Option } from "../../db/schema/field.ts";
import type { Fields } from "../../db/schema/kinds.ts";
import type { FieldValues, FormValues } from "../values/form-values.ts";
import type { Surroundings, Warning } from "./warnings.ts";

/** One row of a form: its fields share the width; one alone has it all. */
export type LayoutRow = readonly string[];

export interface LayoutGroup {
  readonly title: Option;
  readonly rows: readonly LayoutRow[];
  /** A table of child rows instead of fields. */
  readonly children?: "problems" | "measures";
  /** In its head the length of its fields is counted against the settings' `opinionLimit`. */
  readonly isCounted?: true;
}

/** Where the fields of a form stand. Labels, types and rules come from the schema; a layout only orders and groups. */
export type FormLayout = readonly LayoutGroup[];

/** Of a moment the day alone: two events never began in the same minute. `earlierDay`: what is of today was taken now. */
export type Carried = string | { readonly name: string; readonly as: "day" | "earlierDay" };

/** A kind with a list and a form. */
export interface KindWindow {
  readonly layout: FormLayout;
  /** The list's columns, until the clerk chooses. */
  readonly columns: readonly string[];
  /** What is nearly always true of a record begun now; all of it can be changed. */
  readonly known: (operator: string | null, now: Date) => FieldValues;
  /** What the next record of a pile usually shares with the one just saved (保存并新增), in the form's order. */
  readonly carried: readonly Carried[];
  /** What the form is warned of while it is filled in. Pure; nothing here keeps a record from being saved. */
  readonly warnings: (values: FormValues, around: Surroundings) => readonly Warning[];
}

/** What the roster knows of a member, as far as other forms ask for it. */
export type RosterEntry = Pick<Fields<"member">, "name" | "sector" | "employer" | "phone">;

/** A record that another is made from. */
export interface Origin {
  readonly full: FullRecord;
  /** A session's members, in the order of their ids; those that the roster knows. */
  readonly members: readonly RosterEntry[];
}

/** Kinds that others can be made into; the buttons stand in this order. */
export const conversionTargets = ["opinion", "hotline"] as const;
export type ConversionTarget = (typeof conversionTargets)[number];

/** A row of figures; paths are those of `YearFigures`. */
export interface FigureRow {
  readonly title?: Option;
  readonly paths: readonly string[];
}

/** A kind that a station exists to keep. */
export interface MainKindWindow extends KindWindow {
  /** What a new form begins with that is made from such a record, by the kind it becomes. */
  readonly becomes: Readonly<Partial<Record<ConversionTarget, (origin: Origin) => FieldValues>>>;
  /** 统计: in the order in which the districts' own reports print them. */
  readonly figures: {
    /** The number of its records. */
    readonly total: string;
    readonly rows: readonly FigureRow[];
    /** Groups as bars; a key is an option's code, or a text of its own. */
    readonly breakdowns: readonly {
      readonly title: Option;
      readonly path: string;
      readonly options?: Readonly<Record<string, Option>>;
    }[];
  };
}

/** What a layout is made of. */
import type { Option } from "../../../db/schema/field.ts";

/** One row of a form: its fields share the width; one alone has it all. */
export type LayoutRow = readonly string[];

export interface LayoutGroup {
  readonly title: Option;
  readonly rows: readonly LayoutRow[];
  /** A table of child rows instead of fields. */
  readonly children?: "problems" | "measures";
}

export type FormLayout = readonly LayoutGroup[];

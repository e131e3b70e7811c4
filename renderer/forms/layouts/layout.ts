/** Where the fields of a form stand. Labels, types and rules come from the schema; a layout only orders and groups. */
import { columnsOf, type ListedKind } from "../../../db/schema/kinds.ts";
import { hotlineLayout } from "./hotline.ts";
import { memberLayout, unitLayout, villageLayout } from "./people.ts";
import { opinionLayout } from "./opinion.ts";
import { sessionLayout } from "./session.ts";
import type { FormLayout } from "./types.ts";

export const layouts: Readonly<Record<ListedKind, FormLayout>> = {
  session: sessionLayout,
  opinion: opinionLayout,
  hotline: hotlineLayout,
  member: memberLayout,
  village: villageLayout,
  unit: unitLayout,
};

/** Fields of the schema that a layout forgot: shown at the end, so that a new field is never unreachable. */
export function forgottenFields(kind: ListedKind): string[] {
  const placed = new Set(layouts[kind].flatMap((group) => group.rows.flat()));
  return columnsOf(kind)
    .filter(({ name, meta }) => meta.internal !== true && !placed.has(name))
    .map(({ name }) => name);
}

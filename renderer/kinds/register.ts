/**
 * The register of kinds in the window. Whoever adds a kind to `mainKinds` or `listedKinds` is shown here what it still lacks.
 */
import { columnsOf, mainKinds, type ListedKind, type MainKind } from "../../db/schema/kinds.ts";
import { hotlineWindow } from "./hotline.ts";
import type { KindWindow, MainKindWindow } from "./kind-window.ts";
import { opinionWindow } from "./opinion.ts";
import { memberWindow, unitWindow, villageWindow } from "./registers.ts";
import { sessionWindow } from "./session.ts";

export const mainWindows: Readonly<Record<MainKind, MainKindWindow>> = {
  session: sessionWindow,
  hotline: hotlineWindow,
  opinion: opinionWindow,
};

/** 统计: the kinds in the order in which the districts' own reports print them, and after those what they do not have. */
const printedFirst: readonly MainKind[] = ["session", "hotline", "opinion"];
export const figureOrder: readonly MainKind[] = [...new Set([...printedFirst, ...mainKinds])];

export const kindWindows: Readonly<Record<ListedKind, KindWindow>> = {
  ...mainWindows,
  member: memberWindow,
  village: villageWindow,
  unit: unitWindow,
};

/** Fields of the schema that a layout forgot: shown at the end, so that a new field is never unreachable. */
export function forgottenFields(kind: ListedKind): string[] {
  const placed = new Set(kindWindows[kind].layout.flatMap((group) => group.rows.flat()));
  return columnsOf(kind)
    .filter(({ name, meta }) => meta.internal !== true && !placed.has(name))
    .map(({ name }) => name);
}

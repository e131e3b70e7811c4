/**
 * The register of kinds: what each is to the rest of the program. Whoever adds a kind to `mainKinds` or `listedKinds` is shown here
 * what it still lacks.
 */
import { isListedKind, isMainKind, type Kind, type ListedKind, type MainKind } from "../schema/kinds.ts";
import type { YearFigures } from "../api/operations.ts";
import type { DerivedState, ListedModule, MainModule } from "./common/kind-module.ts";
import type { DefinitionsOf } from "./common/figure.ts";
import { hotlineFigures } from "./hotline/figures.ts";
import { hotlineModule } from "./hotline/index.ts";
import { opinionFigures } from "./opinion/figures.ts";
import { opinionModule } from "./opinion/index.ts";
import { memberModule, unitModule, villageModule } from "./registers.ts";
import { sessionFigures } from "./session/figures.ts";
import { sessionModule } from "./session/index.ts";

export const mainModules: Readonly<Record<MainKind, MainModule>> = {
  session: sessionModule,
  opinion: opinionModule,
  hotline: hotlineModule,
};

export const listedModules: Readonly<Record<ListedKind, ListedModule>> = {
  ...mainModules,
  member: memberModule,
  village: villageModule,
  unit: unitModule,
};

/** The year's figures of each kind, under their paths in the report. */
export const yearDefinitions: DefinitionsOf<YearFigures> & Readonly<Record<MainKind, unknown>> = {
  session: sessionFigures,
  hotline: hotlineFigures,
  opinion: opinionFigures,
};

/** What is derived for records of a kind; null for kinds without events of their own. */
export const derivedStateOf = (kind: Kind): DerivedState | null => (isMainKind(kind) ? mainModules[kind].state : null);

/** The table where that is kept, for kinds that have one. */
export const stateTableOf = (kind: Kind): string | undefined => derivedStateOf(kind)?.table;

/** Kinds of child rows of a record, events and attachments included; none for registers. */
export const rowKindsOf = (kind: Kind): readonly Kind[] =>
  isMainKind(kind) ? [...mainModules[kind].rows, "event", "attachment"] : [];

/** `ListedModule.complete`, for any kind. */
export const completed: (
  kind: Kind,
  ...args: Parameters<ListedModule["complete"]>
) => ReturnType<ListedModule["complete"]> = (kind, db, id, set) =>
  isListedKind(kind) ? listedModules[kind].complete(db, id, set) : set;

/** The derived state of a record as a mark. Nobody picks it; it follows from 办理过程. */
import type { ReactNode } from "react";
import type { Option } from "../../db/schema/field.ts";
import type { StateOption, StateTone } from "../../db/schema/kind-definition.ts";
import { isMainKind, kinds, type ListedKind } from "../../db/schema/kinds.ts";
import { useLabels, type Labels } from "../text/labels.ts";
import { Mark } from "./tags.tsx";

const tones = { plain: "plain", waiting: "soon", moving: "accent", done: "good" } as const satisfies Record<
  StateTone,
  string
>;

const statesIn = (kind: ListedKind): Readonly<Record<string, StateOption>> =>
  isMainKind(kind) ? kinds[kind].states : {};

/** The states that a list of this kind can be filtered by; none for kinds that are not handled. */
export const statesOf = (kind: ListedKind): readonly { readonly name: string; readonly label: Option }[] =>
  Object.entries(statesIn(kind)).map(([name, label]) => ({ name, label }));

export function stateMark(labels: Labels, kind: ListedKind, state: string | null): ReactNode {
  const states = statesIn(kind);
  if (state === null || Object.keys(states).length === 0) return null;
  // A state of a newer program is shown as it is written.
  return <Mark tone={tones[states[state]?.tone ?? "plain"]}>{labels.option(states, state)}</Mark>;
}

export function StateMark({ kind, state }: { readonly kind: ListedKind; readonly state: string | null }) {
  return stateMark(useLabels(), kind, state);
}

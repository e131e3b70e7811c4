/** The derived state of a record as a mark. Nobody picks it; it follows from 办理过程. */
import type { ReactNode } from "react";
import type { Option } from "../../db/schema/field.ts";
import type { ListedKind } from "../../db/schema/kinds.ts";
import { hotlineStates, opinionStates } from "../../db/schema/list-fields.ts";
import { useLabels, type Labels } from "../text/labels.ts";
import { Mark } from "./tags.tsx";

type StateName = keyof typeof hotlineStates | keyof typeof opinionStates;

const tones: Readonly<Record<StateName, "plain" | "accent" | "good" | "soon">> = {
  received: "soon",
  assigned: "accent",
  accepted: "accent",
  closed: "good",
  collected: "plain",
  reviewed: "accent",
  signed: "accent",
  submitted: "accent",
  returned: "soon",
};

/** The states that a list of this kind can be filtered by; none for kinds without events. */
export function statesOf(kind: ListedKind): readonly { readonly name: string; readonly label: Option }[] {
  const states = kind === "hotline" ? hotlineStates : kind === "opinion" ? opinionStates : {};
  return Object.entries<Option>(states).map(([name, label]) => ({ name, label }));
}

const isKnown = (state: string): state is StateName => Object.hasOwn(tones, state);

export function stateMark(labels: Labels, kind: ListedKind, state: string | null): ReactNode {
  if (state === null || kind === "session") return null;
  const tone = isKnown(state) ? tones[state] : "plain";
  return <Mark tone={tone}>{labels.option(kind === "hotline" ? hotlineStates : opinionStates, state)}</Mark>;
}

export function StateMark({ kind, state }: { readonly kind: ListedKind; readonly state: string | null }) {
  return stateMark(useLabels(), kind, state);
}

/** The derived state of a record as a mark. Nobody picks it; it follows from 办理过程. */
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { Mark } from "../../ui/tags.tsx";

export const hotlineStates = ["received", "assigned", "accepted", "closed"] as const;
export const opinionStates = ["collected", "reviewed", "signed", "submitted", "returned", "closed"] as const;

type StateName = (typeof hotlineStates)[number] | (typeof opinionStates)[number];

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
export function statesOf(kind: ListedKind): readonly StateName[] {
  if (kind === "hotline") return hotlineStates;
  return kind === "opinion" ? opinionStates : [];
}

const isKnown = (state: string): state is StateName => Object.hasOwn(tones, state);

export function StateMark({ kind, state }: { readonly kind: ListedKind; readonly state: string | null }) {
  const { t } = useTranslation();
  if (state === null || kind === "session") return null;
  return isKnown(state) ? (
    <Mark tone={tones[state]}>{t(`list.states.${state}`)}</Mark>
  ) : (
    <Mark tone="plain">{state}</Mark>
  );
}

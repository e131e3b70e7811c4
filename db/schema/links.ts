/** Fields that hold the id of another record, and the kind of that record. */
import { linkFields, type LinkField } from "./kind-definition.ts";
import type { MainKind } from "./kinds.ts";

const targets: Readonly<Record<LinkField, MainKind>> = {
  sessionId: "session",
  hotlineId: "hotline",
  sameAsId: "hotline",
  opinionId: "opinion",
};

/** The kind that a linking field points at. @throws Error for a field that links nothing */
export function linkTarget(field: string): MainKind {
  const known = linkFields.find((each) => each === field);
  if (known === undefined) throw new Error(`${field} links no record`);
  return targets[known];
}

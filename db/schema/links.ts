/** Fields that hold the id of another record, and the kind of that record. */
import type { MainKind } from "./kinds.ts";

const targets: Readonly<Partial<Record<string, MainKind>>> = {
  sessionId: "session",
  hotlineId: "hotline",
  sameAsId: "hotline",
  opinionId: "opinion",
};

/** The kind that a linking field points at. @throws Error for a field that links nothing */
export function linkTarget(field: string): MainKind {
  const target = targets[field];
  if (target === undefined) throw new Error(`${field} links no record`);
  return target;
}

/** Events as states follow from them. Rules count them where they can, and no clock decides which is the latest. */

/** The columns of an event that states follow from. */
export interface StateEvent {
  readonly id: string;
  readonly type: string;
  readonly at: string | null;
  readonly unit: string | null;
  readonly level: string | null;
  readonly passedTo: string | null;
  readonly dueOn: string | null;
  readonly reached: number;
  readonly grade: string | null;
  readonly voidsId: string | null;
}

/** Events without those that were voided, and without the voiding ones. */
export function effective(events: readonly StateEvent[]): StateEvent[] {
  const voided = new Set(events.map((event) => event.voidsId));
  return events.filter((event) => event.type !== "voided" && !voided.has(event.id));
}

export const countOf = (events: readonly StateEvent[], type: string) =>
  events.filter((event) => event.type === type).length;
export const lastOf = (events: readonly StateEvent[], type: string) => events.findLast((event) => event.type === type);

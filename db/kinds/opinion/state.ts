/** What an opinion shows as its state: kept in the table `opinionState`. */
import type { opinionStates } from "../../schema/opinion.ts";
import { tableOf } from "../../sqlite/columns.ts";
import { countOf, effective, lastOf, type StateEvent } from "../common/events.ts";
import type { DerivedState } from "../common/kind-module.ts";

type OpinionStateName = keyof typeof opinionStates;

/** 采用, 转报, 批示 and 办理 are kept apart: several may hold at once. */
export function opinionState(all: readonly StateEvent[]) {
  const events = effective(all);
  const submissions = countOf(events, "submitted");
  const state: OpinionStateName =
    countOf(events, "closed") > countOf(events, "reopened")
      ? "closed"
      : countOf(events, "returned") > 0 && countOf(events, "returned") >= submissions
        ? "returned"
        : submissions > 0
          ? "submitted"
          : countOf(events, "signed") > 0
            ? "signed"
            : countOf(events, "reviewed") > 0
              ? "reviewed"
              : "collected";
  const distinct = (type: string, pick: (event: StateEvent) => string | null) =>
    [...new Set(events.filter((event) => event.type === type).map((event) => pick(event) ?? ""))].toSorted();
  return {
    state,
    isSubmitted: submissions > 0 ? 1 : 0,
    submittedAt: lastOf(events, "submitted")?.at ?? null,
    adopted: JSON.stringify(distinct("adopted", (event) => event.level)),
    passedTo: JSON.stringify(distinct("passedOn", (event) => event.passedTo)),
    instructions: countOf(events, "instructed"),
    replies: countOf(events, "replied"),
    isClosed: state === "closed" ? 1 : 0,
  };
}

export const opinionDerived: DerivedState = {
  table: "opinionState",
  hasDue: false,
  refresh: (db, id, { events }) => {
    if (db.value<number>(`SELECT 1 FROM ${tableOf("opinion")} WHERE "id" = ?`, [id]) === undefined) {
      db.run(`DELETE FROM "opinionState" WHERE "record" = ?`, [id]);
      return;
    }
    db.run(
      `INSERT OR REPLACE INTO "opinionState"
       VALUES (:record, :state, :isSubmitted, :submittedAt, :adopted, :passedTo, :instructions, :replies, :isClosed)`,
      { record: id, ...opinionState(events()) },
    );
  },
};

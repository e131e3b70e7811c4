/** What waits for a hand, as the filters of lists: 今日 counts by them and opens the list with them, so that both agree. */
import type { Condition } from "./list-query.ts";

/** At a district: submitted opinions on which it has not said anything yet. */
export const awaitingReview: readonly Condition[] = [
  { field: "state", is: "any", values: ["submitted"] },
  { field: "adopted", is: "empty" },
  { field: "passedTo", is: "empty" },
  { field: "instructions", is: "range", min: null, max: 0 },
  { field: "replies", is: "range", min: null, max: 0 },
];

/** At a station: opinions that the district returned (退回修改) and that were not submitted again. */
export const returnedOpinions: readonly Condition[] = [{ field: "state", is: "any", values: ["returned"] }];

/** At a station: records with changes that the district has not acknowledged. */
export const undelivered: readonly Condition[] = [
  { field: "delivery", is: "any", values: ["saved", "exported", "received"] },
];

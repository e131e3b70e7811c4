/** 热线 in the window. */
import type { Stored } from "../../db/schema/kinds.ts";
import { cutText } from "../../db/schema/plain-text.ts";
import { momentOf } from "../text/times.ts";
import type { FieldValues } from "../values/form-values.ts";
import { opinionTitle } from "./conversion.ts";
import type { FormLayout, MainKindWindow, Origin } from "./kind-window.ts";
import { dateIn, dateWarnings, dayOf, numberWarnings, warning, type Surroundings, type Warning } from "./warnings.ts";

/** In the order of a telephone call. */
const hotlineLayout: FormLayout = [
  {
    title: { zh: "来电", en: "Call" },
    rows: [
      ["line", "channel"],
      ["calledAt", "takenBy"],
      ["caller", "phone"],
      ["enterprise", "village"],
      ["address"],
      ["confidential", "urgent"],
    ],
  },
  { title: { zh: "诉求", en: "Demand" }, rows: [["content"], ["demandType", "category"], ["sameAsId", "sessionId"]] },
  { title: { zh: "办理", en: "Handling" }, rows: [["handling", "unit"], ["dueOn", "number"], ["note"]] },
];

function hotlineWarnings(fields: FieldValues, around: Surroundings): Warning[] {
  const calledAt = dateIn(fields["calledAt"]);
  const dueOn = dateIn(fields["dueOn"]);
  return [
    ...dateWarnings(["calledAt"], fields, around),
    ...(calledAt !== "" && dueOn !== "" && dueOn < dayOf(calledAt) ? [warning("dueBeforeCall", "fields.dueOn")] : []),
  ];
}

const LONGEST_TITLE = 30;

/** A confidential caller stays on the call: an opinion is passed on to many hands. */
function opinionOf({ full }: Origin): FieldValues {
  // A record of this kind, as `record.get` answers.
  const call = full.record as Stored<"hotline">;
  const first = call.content.split(/[\n。；]/u, 1)[0] ?? "";
  const reporter = call.confidential ? null : (call.enterprise ?? call.caller);
  return {
    title: opinionTitle(cutText(first, LONGEST_TITLE)),
    source: "hotline",
    reporterKind: "resident",
    reporters: reporter === null ? [] : [reporter],
    phone: call.confidential ? null : call.phone,
    village: call.village,
    category: call.category,
    facts: call.content,
    hotlineId: call.id,
  };
}

export const hotlineWindow: MainKindWindow = {
  layout: hotlineLayout,
  columns: ["calledAt", "line", "caller", "content", "unit", "state", "dueOn", "delivery"],
  known: (operator, now) => ({ calledAt: momentOf(now), channel: "phone", takenBy: operator }),
  // A call of today was taken now, so that its time is not carried over; one out of a pile of paper was not.
  carried: ["line", "channel", { name: "calledAt", as: "earlierDay" }, "village"],
  warnings: ({ fields }, around) => [...hotlineWarnings(fields, around), ...numberWarnings("hotline", fields)],
  becomes: { opinion: opinionOf },
  figures: {
    total: "hotline.calls",
    rows: [
      {
        paths: [
          "hotline.calls",
          "hotline.enterprise",
          "hotline.residents",
          "hotline.immediate",
          "hotline.assigned",
          "hotline.closed",
        ],
      },
      { paths: ["hotline.closing", "hotline.closedInTime", "hotline.satisfaction"] },
    ],
    breakdowns: [],
  },
};

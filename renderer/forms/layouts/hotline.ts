import type { FormLayout } from "./types.ts";

/** 热线: in the order of a telephone call. */
export const hotlineLayout: FormLayout = [
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

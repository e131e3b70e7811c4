/** The registers in the window: 委员, 村(社区), 承办单位. */
import type { FormLayout, KindWindow } from "./kind-window.ts";

const memberLayout: FormLayout = [
  {
    title: { zh: "委员", en: "Member" },
    rows: [
      ["name", "initials"],
      ["roles"],
      ["sector", "term"],
      ["employer", "phone"],
      ["homeStation", "honoraryVillage"],
      ["active", "leftOn"],
      ["note"],
    ],
  },
  { title: { zh: "往届任职", en: "Earlier terms" }, rows: [["otherTerms"]] },
];

const villageLayout: FormLayout = [{ title: { zh: "村(社区)", en: "Village" }, rows: [["name", "type"], ["note"]] }];

const unitLayout: FormLayout = [
  { title: { zh: "承办单位", en: "Unit" }, rows: [["name", "phone"], ["contacts"], ["note"]] },
];

const nothing = { known: () => ({}), carried: [], warnings: () => [] } as const;

export const memberWindow: KindWindow = {
  ...nothing,
  layout: memberLayout,
  columns: ["name", "roles", "sector", "employer", "phone", "delivery"],
  known: () => ({ active: true }),
  carried: ["term"],
};

export const villageWindow: KindWindow = {
  ...nothing,
  layout: villageLayout,
  columns: ["name", "type", "note", "delivery"],
};

export const unitWindow: KindWindow = {
  ...nothing,
  layout: unitLayout,
  columns: ["name", "contacts", "phone", "note", "delivery"],
};

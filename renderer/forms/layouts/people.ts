import type { FormLayout } from "./types.ts";

/** 委员 */
export const memberLayout: FormLayout = [
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

/** 村(社区) */
export const villageLayout: FormLayout = [
  { title: { zh: "村(社区)", en: "Village" }, rows: [["name", "type"], ["note"]] },
];

/** 承办单位 */
export const unitLayout: FormLayout = [
  { title: { zh: "承办单位", en: "Unit" }, rows: [["name", "phone"], ["contacts"], ["note"]] },
];

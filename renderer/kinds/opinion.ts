/** 社情民意 in the window. */
import { charactersOf } from "../values/characters.ts";
import type { FieldValues } from "../values/form-values.ts";
import { dayOf } from "../text/times.ts";
import type { FormLayout, MainKindWindow } from "./kind-window.ts";
import { severalInTitle, severalMatters } from "./one-matter.ts";
import { dateWarnings, numberWarnings, textOf, warning, type Surroundings, type Warning } from "./warnings.ts";

/** The text in its three parts, after who reported it. */
const opinionLayout: FormLayout = [
  {
    title: { zh: "标题与来源", en: "Title and source" },
    rows: [
      ["title"],
      ["collectedOn", "source"],
      ["reporterKind", "reporters"],
      ["sector", "employer", "phone"],
      ["category", "village"],
    ],
  },
  { title: { zh: "正文", en: "Text" }, rows: [["facts"], ["analysis"], ["suggestions"]], isCounted: true },
  { title: { zh: "关联与备注", en: "Links and note" }, rows: [["sessionId", "hotlineId"], ["note"]] },
];

/** Facts shorter than this are still being begun. */
const begun = 60;

function opinionWarnings(fields: FieldValues, { opinionLimit }: Surroundings): Warning[] {
  const parts = [fields["facts"], fields["analysis"], fields["suggestions"]];
  const length = charactersOf(parts);
  const title = severalInTitle(textOf(fields["title"]));
  const facts = severalMatters(textOf(fields["facts"]));
  const hasFacts = charactersOf([fields["facts"], fields["analysis"]]) >= begun;
  return [
    ...(title === null ? [] : [warning("severalInTitle", "fields.title", { sign: title.sign })]),
    ...(facts === null ? [] : [warning("severalMatters", "fields.facts", { sign: facts.sign })]),
    ...(hasFacts && textOf(fields["suggestions"]).trim() === ""
      ? [warning("noSuggestions", "fields.suggestions")]
      : []),
    ...(length > opinionLimit
      ? [warning("tooLong", "fields.suggestions", { length, limit: opinionLimit, over: length - opinionLimit })]
      : []),
  ];
}

export const opinionWindow: MainKindWindow = {
  layout: opinionLayout,
  columns: ["collectedOn", "title", "reporters", "source", "state", "delivery"],
  known: (_operator, now) => ({ collectedOn: dayOf(now), reporterKind: "member" }),
  carried: ["collectedOn", "source", "village"],
  warnings: ({ fields }, around) => [
    ...opinionWarnings(fields, around),
    ...dateWarnings(["collectedOn"], fields, around),
    ...numberWarnings("opinion", fields),
  ],
  becomes: {},
  figures: {
    total: "opinion.collected",
    rows: [
      { paths: ["opinion.collected", "opinion.compiled", "opinion.instructed", "opinion.replied"] },
      {
        title: { zh: "采用", en: "Adopted" },
        paths: [
          "opinion.adopted.county",
          "opinion.adopted.city",
          "opinion.adopted.province",
          "opinion.adopted.national",
        ],
      },
      {
        title: { zh: "转报", en: "Passed on" },
        paths: ["opinion.passedOn.national", "opinion.passedOn.city", "opinion.passedOn.cityCommittee"],
      },
    ],
    breakdowns: [],
  },
};

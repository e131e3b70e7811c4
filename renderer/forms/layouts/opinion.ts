import type { FormLayout } from "./types.ts";

/** 社情民意: the text in its three parts, after who reported it. */
export const opinionLayout: FormLayout = [
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
  { title: { zh: "正文", en: "Text" }, rows: [["facts"], ["analysis"], ["suggestions"]] },
  { title: { zh: "关联与备注", en: "Links and note" }, rows: [["sessionId", "hotlineId"], ["note"]] },
];

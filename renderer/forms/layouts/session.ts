import type { FormLayout } from "./types.ts";

/** 协商活动: what and when first, then who, then what came of it. */
export const sessionLayout: FormLayout = [
  {
    title: { zh: "活动", en: "Event" },
    rows: [["title"], ["startAt", "endAt"], ["form", "platform"], ["village", "place"], ["brand", "topicSource"]],
  },
  {
    title: { zh: "参加人员", en: "People" },
    rows: [
      ["memberIds"],
      ["host", "convener"],
      ["guests"],
      ["memberCount", "residentCount", "departmentCount", "otherCount"],
      ["statedAttendance"],
    ],
  },
  {
    title: { zh: "经过与成果", en: "Course and outcome" },
    rows: [["background"], ["process"], ["agreedOpinions"], ["outcome"]],
  },
  { title: { zh: "问题清单", en: "Problems" }, rows: [["statedProblemsSolved"]], children: "problems" },
  { title: { zh: "成效数据", en: "Measures" }, rows: [], children: "measures" },
  { title: { zh: "转化与备注", en: "Follow-up and note" }, rows: [["proposalNumber"], ["note"]] },
];

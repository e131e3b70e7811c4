/** 社情民意信息: what a member or a resident reports, in three parts. Its verdicts are events, never fields. */
import { z } from "zod";
import { choice, identifier, idOf, importFields, multiline, names, requiredDate, requiredText, text } from "./field.ts";

export const opinionSources = {
  visit: { zh: "走访", en: "Visit" },
  courtyard: { zh: "小院", en: "Courtyard" },
  hotline: { zh: "热线", en: "Hotline" },
  session: { zh: "协商活动", en: "Session" },
  snapshot: { zh: "随手拍/随手记", en: "Snapshot or note" },
  letter: { zh: "来信来访", en: "Letter or call in person" },
  web: { zh: "网络", en: "Internet" },
  other: { zh: "其他", en: "Other" },
} as const;

export const reporterKinds = {
  member: { zh: "委员", en: "Member" },
  resident: { zh: "群众", en: "Resident" },
} as const;

export const opinionFields = z.object({
  title: requiredText("标题", "Title"),
  reporterKind: choice("反映人身份", "Reporter is", reporterKinds),
  reporters: names("反映人", "Reporters", { personal: true, pinyin: true, suggest: "member" }),
  sector: text("界别", "Sector", { suggest: "sector" }),
  employer: text("工作单位", "Employer", { personal: true }),
  phone: identifier("联系电话", "Phone", { personal: true }),
  source: choice("来源", "Source", opinionSources),
  category: text("类别", "Category", { suggest: "category" }),
  collectedOn: requiredDate("收集日期", "Collected on"),
  village: text("村(社区)", "Village", { suggest: "village" }),
  facts: multiline("情况(问题)", "Facts"),
  analysis: multiline("原因分析", "Analysis"),
  suggestions: multiline("意见建议", "Suggestions"),
  sessionId: idOf("来自协商活动", "From session"),
  hotlineId: idOf("来自热线", "From call"),
  note: multiline("备注", "Note", { personal: true }),
  ...importFields(),
});

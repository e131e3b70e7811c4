/** 社情民意信息: what a member or a resident reports, in three parts. Its verdicts are events, never fields. */
import { z } from "zod";
import { levels, passTargets } from "./event.ts";
import { choice, identifier, idOf, importFields, multiline, names, requiredDate, requiredText, text } from "./field.ts";
import type { KindFigures } from "./figures.ts";
import { derived, mainKind, type StateOption } from "./kind-definition.ts";
import { rows, stepTags, tag } from "./paper-tags.ts";

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

export const opinionStates = {
  collected: { zh: "已收集", en: "Collected", tone: "plain" },
  reviewed: { zh: "已审核", en: "Reviewed", tone: "moving" },
  signed: { zh: "已签发", en: "Signed off", tone: "moving" },
  submitted: { zh: "已报送", en: "Submitted", tone: "moving" },
  returned: { zh: "退回修改", en: "Returned", tone: "waiting" },
  closed: { zh: "已办结", en: "Closed", tone: "done" },
} as const satisfies Record<string, StateOption>;

export const opinionKind = mainKind({
  zh: "社情民意",
  en: "Opinion",
  fields: opinionFields,
  titleField: "title",
  dateField: "collectedOn",
  states: opinionStates,
  listed: [
    derived("state", "状态", "State", "choice", { options: opinionStates }),
    derived("submittedAt", "报送日期", "Submitted on", "moment"),
    derived("adopted", "采用层级", "Adopted at", "choices", { options: levels }),
    derived("passedTo", "转报去向", "Passed on to", "choices", { options: passTargets }),
    derived("instructions", "批示次数", "Instructions", "integer"),
    derived("replies", "办理反馈次数", "Replies", "integer"),
  ],
  steps: {
    all: [
      "reviewed",
      "signed",
      "submitted",
      "returned",
      "adopted",
      "passedOn",
      "instructed",
      "replied",
      "closed",
      "remark",
    ],
    likely: {
      collected: ["reviewed"],
      reviewed: ["signed"],
      signed: ["submitted"],
      submitted: ["adopted", "passedOn", "instructed", "replied", "closed"],
      returned: ["submitted", "reviewed"],
      closed: ["adopted", "passedOn", "instructed"],
    },
    batch: {
      reviewed: {
        collected: null,
        returned: null,
        reviewed: "alreadyDone",
        signed: "alreadyDone",
        submitted: "alreadyDone",
        closed: "closed",
      },
      signed: {
        collected: "notReviewed",
        returned: null,
        reviewed: null,
        signed: "alreadyDone",
        submitted: "alreadyDone",
        closed: "closed",
      },
      submitted: {
        collected: "notReviewed",
        reviewed: "notSigned",
        signed: null,
        returned: null,
        submitted: "alreadyDone",
        closed: "closed",
      },
    },
    offered: ["reviewed", "signed", "submitted"],
  },
  repeats: null,
  likeness: {
    title: "title",
    text: "facts",
    person: [],
    compared: ["title", "collectedOn", "reporters", "village", "category", "facts", "suggestions"],
  },
  document: {
    zh: "社情民意信息",
    en: "Opinion sheet",
    tags: [
      tag("标题", "标题", "Title"),
      tag("反映人", "反映人，多人用顿号分开", "Reporters"),
      tag("反映人身份", "委员或群众", "Member or resident"),
      tag("反映人说明", "如 韦志华（农业和农村界，桐岭镇）", "Reporters with sector and employer"),
      tag("界别", "界别", "Sector"),
      tag("工作单位", "工作单位", "Employer"),
      tag("联系电话", "联系电话", "Phone"),
      tag("来源", "来源", "Source"),
      tag("类别", "类别", "Category"),
      tag("村社区", "村(社区)", "Village"),
      tag("收集日期", "如 2026年3月2日", "Collected on"),
      tag("情况", "情况(问题)的全文", "Facts"),
      tag("原因分析", "原因分析的全文", "Analysis"),
      tag("意见建议", "意见建议的全文", "Suggestions"),
      rows("情况段落", "情况，一段一次，段内写 {.}", "Facts by paragraph", []),
      rows("原因分析段落", "原因分析，一段一次，段内写 {.}", "Analysis by paragraph", []),
      rows("意见建议段落", "意见建议，一段一次，段内写 {.}", "Suggestions by paragraph", []),
      rows("正文", "三部分连起来，逐段分好标题层次", "All parts, paragraph by paragraph", [
        tag("一级标题", "如 一、情况", "Level-1 heading"),
        tag("二级标题", "如 （一）饮水不稳", "Level-2 heading"),
        tag("段落", "普通段落", "Paragraph"),
      ]),
      ...stepTags,
    ],
  },
});

/** What the year report counts of 社情民意; `db/kinds/opinion/figures.ts` defines each. */
export interface OpinionFigures extends KindFigures {
  readonly collected: number;
  /** 编报: submitted to the district at least once */
  readonly compiled: number;
  readonly adopted: {
    readonly county: number;
    readonly city: number;
    readonly province: number;
    readonly national: number;
  };
  readonly passedOn: { readonly national: number; readonly city: number; readonly cityCommittee: number };
  readonly instructed: number;
  readonly replied: number;
}

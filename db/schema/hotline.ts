/** 企业/群众服务热线: one call. Its handling steps are events; its state and due date follow from them. */
import { z } from "zod";
import { grades } from "./event.ts";
import {
  choice,
  date,
  flag,
  identifier,
  idOf,
  importFields,
  multiline,
  requiredChoice,
  requiredMoment,
  requiredMultiline,
  text,
  type Option,
} from "./field.ts";
import type { KindFigures, Ratio } from "./figures.ts";
import { derived, mainKind, type StateOption } from "./kind-definition.ts";
import { condition, stepTags, tag } from "./paper-tags.ts";

export const hotlineLines = {
  enterprise: { zh: "企业热线", en: "Enterprise line" },
  resident: { zh: "群众热线", en: "Residents' line" },
} as const;

export const hotlineChannels = {
  phone: { zh: "电话", en: "Phone" },
  visit: { zh: "来访", en: "In person" },
  wechat: { zh: "微信", en: "WeChat" },
  letter: { zh: "来信", en: "Letter" },
  other: { zh: "其他", en: "Other" },
} as const;

export const demandTypes = {
  enquiry: { zh: "咨询", en: "Enquiry" },
  help: { zh: "求助", en: "Request for help" },
  complaint: { zh: "投诉", en: "Complaint" },
  report: { zh: "举报", en: "Report of wrongdoing" },
  suggestion: { zh: "建议", en: "Suggestion" },
  praise: { zh: "表扬", en: "Praise" },
  other: { zh: "其他", en: "Other" },
} as const;

export const handlings = {
  immediate: { zh: "即时办理", en: "Handled at once" },
  assigned: { zh: "转办", en: "Assigned to a unit" },
} as const;

export const hotlineFields = z.object({
  number: identifier("编号", "Number", { help: "留空则自动编号" }),
  line: requiredChoice("热线类别", "Line", hotlineLines),
  channel: choice("来电方式", "Channel", hotlineChannels),
  calledAt: requiredMoment("来电时间", "Called at"),
  caller: text("诉求人", "Caller", { personal: true, pinyin: true, owner: "station" }),
  enterprise: text("企业名称", "Enterprise", { owner: "station" }),
  phone: identifier("联系电话", "Phone", { personal: true, owner: "station" }),
  confidential: flag("保密", "Confidential", { owner: "station" }),
  village: text("村(社区)", "Village", { suggest: "village" }),
  address: text("地址", "Address", { personal: true, owner: "station" }),
  demandType: choice("诉求类型", "Type of demand", demandTypes),
  category: text("类别", "Category", { suggest: "category" }),
  content: requiredMultiline("诉求内容", "Demand", { personal: true, owner: "station" }),
  urgent: flag("紧急", "Urgent"),
  takenBy: text("受理人", "Taken by", { suggest: "operator", pinyin: true }),
  handling: choice("办理方式", "Handling", handlings, { owner: "shared" }),
  unit: text("承办单位", "Unit in charge", { suggest: "unit", owner: "shared" }),
  dueOn: date("办结期限", "Due", { owner: "shared", help: "留空则按诉求类型自动计算" }),
  sameAsId: idOf("同诉求", "Same demand as"),
  note: multiline("备注", "Note", { personal: true }),
  ...importFields(),
  sessionId: idOf("来自协商活动", "From session"),
});

export const hotlineStates = {
  received: { zh: "已受理", en: "Received", tone: "waiting" },
  assigned: { zh: "已交办", en: "Assigned", tone: "moving" },
  accepted: { zh: "办理中", en: "In hand", tone: "moving" },
  closed: { zh: "已办结", en: "Closed", tone: "done" },
} as const satisfies Record<string, StateOption>;

export const dueWarnings = {
  onTime: { zh: "按期", en: "On time" },
  dueSoon: { zh: "临期", en: "Due soon" },
  overdue: { zh: "超期", en: "Overdue" },
} as const satisfies Record<string, Option>;

const callbacks = {
  reached: { zh: "已接通", en: "Reached" },
  notReached: { zh: "未接通", en: "Not reached" },
} as const satisfies Record<string, Option>;

export const hotlineKind = mainKind({
  zh: "热线",
  en: "Hotline call",
  fields: hotlineFields,
  titleField: "content",
  dateField: "calledAt",
  states: hotlineStates,
  listed: [
    derived("state", "状态", "State", "choice", { options: hotlineStates }),
    derived("dueOn", "办结期限", "Due", "date"),
    derived("warning", "期限提醒", "Deadline", "choice", { options: dueWarnings }),
    derived("unit", "承办单位", "Unit in charge", "text", { suggest: "unit" }),
    derived("assignedAt", "交办时间", "Assigned at", "moment"),
    derived("closedAt", "办结时间", "Closed at", "moment"),
    derived("supervisions", "督办次数", "Supervised", "integer"),
    derived("callback", "回访", "Call-back", "choice", { options: callbacks }),
    derived("grade", "满意度", "Grade", "choice", { options: grades }),
    derived("sameDemand", "有同诉求", "Has same demand", "flag"),
  ],
  steps: {
    all: [
      "assigned",
      "accepted",
      "refused",
      "extended",
      "supervised",
      "replied",
      "closed",
      "callback",
      "reopened",
      "remark",
    ],
    likely: {
      received: ["assigned", "closed"],
      assigned: ["accepted", "replied", "refused", "supervised", "closed"],
      accepted: ["replied", "extended", "supervised", "closed"],
      closed: ["callback", "reopened"],
    },
    batch: {
      assigned: { received: null, assigned: "alreadyAssigned", accepted: "alreadyAssigned", closed: "closed" },
      supervised: { received: "notAssigned", assigned: null, accepted: null, closed: "closed" },
    },
    offered: ["assigned", "supervised"],
  },
  repeats: "sameAsId",
  likeness: {
    title: null,
    text: "content",
    person: ["phone", "caller", "enterprise"],
    compared: ["calledAt", "caller", "phone", "enterprise", "village", "address", "demandType", "content"],
  },
  document: {
    zh: "热线受理单",
    en: "Hotline sheet",
    tags: [
      tag("编号", "编号", "Number"),
      tag("热线类别", "企业热线或群众热线", "Line"),
      tag("来电方式", "来电方式", "Channel"),
      tag("来电时间", "如 2026年3月2日 09:15", "Called at"),
      tag("诉求人", "诉求人；保密的来电印作“保密”", "Caller; “保密” when confidential"),
      tag("企业名称", "企业名称；保密的来电印作“保密”", "Enterprise; “保密” when confidential"),
      tag("联系电话", "联系电话；保密的来电印作“保密”", "Phone; “保密” when confidential"),
      tag("村社区", "村(社区)", "Village"),
      tag("地址", "地址；保密的来电印作“保密”", "Address; “保密” when confidential"),
      tag("诉求类型", "诉求类型", "Type of demand"),
      tag("类别", "类别", "Category"),
      tag("诉求内容", "诉求内容", "Content"),
      condition("紧急", "紧急时才出现", "When urgent"),
      condition("保密", "保密时才出现", "When confidential"),
      tag("受理人", "受理人", "Taken by"),
      tag("办理方式", "即时办理或转办", "Handling"),
      tag("承办单位", "承办单位", "Unit in charge"),
      tag("办结期限", "办结期限", "Due"),
      tag("期限说明", "期限怎么算的，一句话", "How the due date was counted"),
      tag("状态", "现在的状态", "State"),
      tag("办理结果", "办结时登记的内容", "Result"),
      tag("办结日期", "办结日期", "Closed on"),
      tag("回访日期", "最近一次回访", "Call-back on"),
      tag("是否接通", "已接通或未接通", "Reached or not"),
      tag("满意度", "满意度", "Grade"),
      tag("回访内容", "回访内容", "Call-back"),
      ...stepTags,
    ],
  },
});

/** What the year report counts of 热线; `db/kinds/hotline/figures.ts` defines each. */
export interface HotlineFigures extends KindFigures {
  readonly calls: number;
  readonly enterprise: number;
  readonly residents: number;
  readonly immediate: number;
  readonly assigned: number;
  readonly closed: number;
  readonly closing: Ratio;
  readonly closedInTime: Ratio;
  readonly satisfaction: Ratio & { readonly notReached: number };
}

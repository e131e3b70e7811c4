/** 企业/群众服务热线: one call. Its handling steps are events; its state and due date follow from them. */
import { z } from "zod";
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
} from "./field.ts";

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

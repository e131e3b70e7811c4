/**
 * Handling steps, verdicts, supervision and replies: append-only rows. Nobody edits an event; a wrong one is voided by
 * another that names it. What a record shows as its state is derived from them (`db/journal/derived-state.ts`).
 */
import { z } from "zod";
import {
  choice,
  date,
  flag,
  idOf,
  moment,
  multiline,
  requiredChoice,
  requiredIdOf,
  text,
  type Option,
} from "./field.ts";

export const hotlineEventTypes = {
  assigned: { zh: "交办", en: "Assigned" },
  accepted: { zh: "签收", en: "Accepted by the unit" },
  refused: { zh: "退单", en: "Returned by the unit" },
  extended: { zh: "延期", en: "Extended" },
  supervised: { zh: "督办", en: "Supervised" },
  replied: { zh: "办理反馈", en: "Reply" },
  closed: { zh: "办结", en: "Closed" },
  reopened: { zh: "重办", en: "Reopened" },
  callback: { zh: "回访", en: "Call-back" },
} as const;

export const opinionEventTypes = {
  reviewed: { zh: "审核", en: "Reviewed" },
  signed: { zh: "签发", en: "Signed off" },
  submitted: { zh: "报送", en: "Submitted" },
  returned: { zh: "退回修改", en: "Returned for revision" },
  adopted: { zh: "采用", en: "Adopted" },
  passedOn: { zh: "转报", en: "Passed on" },
  instructed: { zh: "批示", en: "Instruction" },
  replied: { zh: "办理反馈", en: "Reply" },
  closed: { zh: "办结", en: "Closed" },
} as const;

export const eventTypes = {
  ...hotlineEventTypes,
  ...opinionEventTypes,
  remark: { zh: "备注", en: "Remark" },
  voided: { zh: "作废", en: "Voided" },
} as const satisfies Record<string, Option>;

/** What a button says that enters the step. Chinese has one word for the step and for doing it, English has two. */
export const eventActs = {
  assigned: "Assign",
  accepted: "Accept",
  refused: "Return by unit",
  extended: "Extend",
  supervised: "Supervise",
  replied: "Reply",
  closed: "Close",
  reopened: "Reopen",
  callback: "Call back",
  reviewed: "Review",
  signed: "Sign off",
  submitted: "Submit",
  returned: "Return for revision",
  adopted: "Adopt",
  passedOn: "Pass on",
  instructed: "Instruct",
  remark: "Remark",
  voided: "Void",
} as const satisfies Record<keyof typeof eventTypes, string>;

/** Events that count for the year's figures and for a member's duty file: whoever deletes such a record is told. */
export const actedEvents = [
  "adopted",
  "passedOn",
  "instructed",
  "replied",
  "closed",
] as const satisfies readonly (keyof typeof eventTypes)[];

/** The levels at which an opinion is adopted, passed on or commented by a leader. */
export const levels = {
  county: { zh: "区县", en: "County" },
  city: { zh: "市", en: "City" },
  province: { zh: "省(自治区、直辖市)", en: "Province" },
  national: { zh: "全国", en: "National" },
} as const;

/** To whom an opinion is passed on (转报): the committees and the departments are counted apart. */
export const passTargets = {
  cityDepartment: { zh: "市级部门", en: "City department" },
  cityCommittee: { zh: "市政协", en: "City committee" },
  nationalCommittee: { zh: "全国政协", en: "National committee" },
} as const;

export const adoptions = {
  single: { zh: "单篇采用", en: "On its own" },
  combined: { zh: "综合采用", en: "Combined with others" },
} as const;

/** Five grades of the call-back 回访, best first. */
export const grades = {
  verySatisfied: { zh: "非常满意", en: "Very satisfied" },
  satisfied: { zh: "满意", en: "Satisfied" },
  fair: { zh: "基本满意", en: "Fairly satisfied" },
  dissatisfied: { zh: "不满意", en: "Dissatisfied" },
  veryDissatisfied: { zh: "非常不满意", en: "Very dissatisfied" },
} as const;

export const eventFields = z.object({
  recordId: requiredIdOf("所属记录", "Record", { internal: true }),
  type: requiredChoice("事项", "Event", eventTypes),
  at: moment("日期", "Date", { help: "台账没有记载日期时可以留空" }),
  text: multiline("内容", "Text", { personal: true }),
  unit: text("单位", "Unit", { suggest: "unit" }),
  level: choice("层级", "Level", levels),
  passedTo: choice("转报去向", "Passed on to", passTargets),
  adoption: choice("采用方式", "Adoption", adoptions),
  leader: text("批示领导", "Leader"),
  dueOn: date("延期至", "Extended to"),
  approver: text("批准人", "Approver"),
  reached: flag("已接通", "Reached"),
  grade: choice("满意度", "Grade", grades),
  by: text("经办人", "By", { suggest: "operator" }),
  voidsId: idOf("作废事项", "Voids", { internal: true }),
});

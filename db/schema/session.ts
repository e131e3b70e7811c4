/** 协商活动 / 履职活动: one event with people in a place, its problems and its measures. */
import { z } from "zod";
import {
  amount,
  choice,
  count,
  date,
  identifier,
  idOf,
  idsOf,
  importFields,
  moment,
  multiline,
  names,
  requiredChoice,
  requiredIdOf,
  requiredMoment,
  requiredText,
  text,
} from "./field.ts";
import type { KindFigures } from "./figures.ts";
import { derived, mainKind } from "./kind-definition.ts";
import { condition, rows, tag } from "./paper-tags.ts";

export const sessionForms = {
  small: { zh: "小微协商", en: "Small-scale consultation" },
  key: { zh: "重点协商", en: "Key consultation" },
  topical: { zh: "专题协商", en: "Topical consultation" },
  counterpart: { zh: "对口协商", en: "Counterpart consultation" },
  sector: { zh: "界别协商", en: "Sector consultation" },
  proposal: { zh: "提案办理协商", en: "Consultation on a proposal" },
  neighbouring: { zh: "毗邻地区联合协商", en: "Joint consultation with neighbours" },
  reception: { zh: "委员接待日", en: "Members' reception day" },
  survey: { zh: "调研视察", en: "Survey or inspection" },
  supervision: { zh: "民主监督", en: "Democratic supervision" },
  policyTalk: { zh: "政策宣讲", en: "Policy talk" },
  service: { zh: "公益服务", en: "Public service" },
  training: { zh: "培训学习", en: "Training" },
  honoraryHead: { zh: "名誉村主任履职", en: "Honorary village head on duty" },
  other: { zh: "其他", en: "Other" },
} as const;

export const sessionPlatforms = {
  chamber: { zh: "协商议事室", en: "Consultation room" },
  studio: { zh: "委员工作室", en: "Members' studio" },
  courtyard: { zh: "委员进小院", en: "Members in the courtyard" },
  salon: { zh: "委员沙龙", en: "Members' salon" },
  station: { zh: "委员联络站", en: "Members' station" },
  team: { zh: "委员服务队", en: "Members' service team" },
  other: { zh: "其他", en: "Other" },
} as const;

export const problemStates = {
  todo: { zh: "待办", en: "To do" },
  doing: { zh: "推进中", en: "In progress" },
  solved: { zh: "已解决", en: "Solved" },
  unsolvable: { zh: "无法解决", en: "Cannot be solved" },
} as const;

export const sessionFields = z.object({
  title: requiredText("议题", "Topic"),
  startAt: requiredMoment("开始时间", "Start"),
  endAt: moment("结束时间", "End"),
  place: text("地点", "Place"),
  village: text("村(社区)", "Village", { suggest: "village" }),
  form: choice("协商形式", "Form", sessionForms),
  platform: choice("活动平台", "Platform", sessionPlatforms),
  brand: text("品牌", "Brand", { suggest: "brand", help: "如“渝事好商量”" }),
  topicSource: text("议题来源", "Source of the topic"),
  host: text("主持人", "Host", { personal: true, pinyin: true, suggest: "member" }),
  convener: text("牵头委员", "Convening member", { personal: true, pinyin: true, suggest: "member" }),
  memberIds: idsOf("参加委员", "Members attending", { suggest: "member" }),
  memberCount: count("委员人数", "Members (number)", { help: "名册里选不到时，只填人数" }),
  guests: names("列席人员", "Named guests", { personal: true, pinyin: true }),
  residentCount: count("群众人数", "Residents"),
  departmentCount: count("部门人数", "Departments"),
  otherCount: count("其他人数", "Others"),
  statedAttendance: count("总人次(仅有总数)", "Attendance (stated total only)", {
    help: "没有分项、只有总数时填；填了就以此为准并注明",
  }),
  background: multiline("背景", "Background"),
  process: multiline("协商过程", "Process"),
  agreedOpinions: multiline("协商意见", "Agreed opinions"),
  outcome: multiline("协商成果", "Outcome"),
  statedProblemsSolved: count("解决问题数(仅有数字)", "Problems solved (stated number only)", {
    help: "没有逐条登记问题时填；登记了问题清单就以清单为准",
  }),
  // Older records alone: an opinion names its session (opinion.sessionId), and a session may have led to several.
  opinionId: idOf("转为社情民意", "Turned into opinion", { internal: true }),
  proposalNumber: identifier("转为提案号", "Turned into proposal no."),
  note: multiline("备注", "Note", { personal: true }),
  ...importFields(),
});

export const problemFields = z.object({
  sessionId: requiredIdOf("协商活动", "Session", { internal: true }),
  text: requiredText("问题", "Problem"),
  unit: text("责任单位", "Responsible unit", { suggest: "unit" }),
  dueOn: date("完成期限", "Due"),
  state: requiredChoice("状态", "State", problemStates, { owner: "shared" }),
  solvedOn: date("解决日期", "Solved on"),
  beneficiaries: count("受益人数", "People benefited"),
  position: count("顺序", "Order", { internal: true }),
});

export const measureFields = z.object({
  sessionId: requiredIdOf("协商活动", "Session", { internal: true }),
  name: requiredText("成效", "Measure", { help: "如“争取资金”“带动增收”“受益群众”" }),
  amount: amount("数量", "Number"),
  unit: text("单位", "Unit", { help: "万元、人、户……" }),
  position: count("顺序", "Order", { internal: true }),
});

export const sessionKind = mainKind({
  zh: "协商活动",
  en: "Session",
  fields: sessionFields,
  titleField: "title",
  dateField: "startAt",
  states: {},
  listed: [
    derived("people", "委员数", "Members", "integer"),
    derived("attendance", "人次", "Attendance", "integer"),
    derived("problems", "问题数", "Problems", "integer"),
    derived("solved", "解决问题数", "Problems solved", "integer"),
  ],
  steps: {
    all: ["remark"],
    likely: {},
    batch: { remark: {} },
    offered: [],
  },
  repeats: null,
  likeness: null,
  document: {
    zh: "协商活动记录表",
    en: "Session record",
    tags: [
      tag("议题", "议题", "Topic"),
      tag("议题来源", "议题来源", "Source"),
      tag("协商形式", "协商形式", "Form"),
      tag("活动平台", "活动平台", "Platform"),
      tag("品牌", "品牌", "Brand"),
      tag("时间", "开始和结束，如 2026年3月2日 09:00—11:30", "Start and end"),
      tag("地点", "地点", "Place"),
      tag("村社区", "村(社区)", "Village"),
      tag("主持人", "主持人", "Host"),
      tag("牵头委员", "牵头委员", "Convening member"),
      tag("参加委员", "名册中的委员，用顿号分开", "Members"),
      tag("列席人员", "列席人员", "Guests"),
      tag("委员人数", "委员人数", "Members (number)"),
      tag("群众人数", "群众人数", "Residents"),
      tag("部门人数", "部门人数", "Departments"),
      tag("其他人数", "其他人数", "Others"),
      tag("总人次", "总人次", "Attendance"),
      tag("背景", "背景", "Background"),
      tag("协商过程", "协商过程", "Process"),
      tag("协商意见", "协商意见", "Agreed opinions"),
      tag("协商成果", "协商成果", "Outcome"),
      tag("提案号", "转为提案号", "Proposal no."),
      condition("有问题", "登记了问题清单时才出现", "When there are problems"),
      rows("问题清单", "每个问题一行", "One row a problem", [
        tag("序号", "第几个", "Number"),
        tag("问题", "问题", "Problem"),
        tag("责任单位", "责任单位", "Unit"),
        tag("完成期限", "完成期限", "Due"),
        tag("状态", "状态", "State"),
        tag("解决日期", "解决日期", "Solved on"),
        tag("受益人数", "受益人数", "People benefited"),
      ]),
      condition("有成效", "登记了成效数据时才出现", "When there are measures"),
      rows("成效", "每项成效一行", "One row a measure", [
        tag("名称", "成效", "Measure"),
        tag("数量", "数量", "Number"),
        tag("计量单位", "单位", "Unit"),
      ]),
      rows("签到", "每位委员、列席人员一行，后面是空行", "One row a person, then blank rows", [
        tag("序号", "第几个", "Number"),
        tag("姓名", "姓名", "Name"),
        tag("身份", "委员或列席", "Member or guest"),
        tag("工作单位", "工作单位及职务", "Employer"),
        tag("电话", "联系电话", "Phone"),
      ]),
      condition("有照片", "有现场照片时才出现", "When there are photos"),
      { tag: "照片", zh: "现场照片，自成一段", en: "Photos, in a paragraph of its own", picture: true },
    ],
  },
});

/** What the year report counts of 协商活动; `db/kinds/session/figures.ts` defines each. */
export interface SessionFigures extends KindFigures {
  readonly sessions: number;
  /** 人次 */
  readonly attendances: number;
  /** 人数: distinct members of the roster who attended */
  readonly heads: number;
  readonly problemsSolved: number;
  readonly problemsOpen: number;
  readonly byPlatform: Readonly<Record<string, number>>;
  readonly byForm: Readonly<Record<string, number>>;
  readonly byVillage: Readonly<Record<string, number>>;
}

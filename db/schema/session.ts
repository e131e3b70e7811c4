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

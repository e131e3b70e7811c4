/** What a row of a 协商活动 ledger says beyond its plain fields. */
import { z } from "zod";
import { cellRemark } from "../../schema/cell-remarks.ts";
import { parseCount } from "../../spreadsheet/choices.ts";
import { listedAttendance } from "./attendance.ts";
import type { RowDraft } from "../common/row-draft.ts";
import { joinClock } from "../common/ledger-parts.ts";
import { splitNames } from "../../spreadsheet/normalise.ts";
import type { LedgerReading } from "../common/kind-module.ts";
import {
  briefColumn,
  sumColumn,
  momentColumn,
  recordAs,
  textColumn,
  type LedgerField,
  type LedgerRecord,
} from "../common/ledger-fields.ts";
import { noteWords, villageWords, wordList } from "../common/ledger-words.ts";
import type { FullRecord } from "../../api/operations.ts";
import type { OutputCell } from "../../spreadsheet/ledger-xlsx.ts";
import { words } from "../../schema/words.ts";
import { attendanceOrBlank, solvedOf } from "./attendance.ts";

/** 参加委员 holds a number in some ledgers and names in others; names are kept for a person to match with the roster. */
function members(draft: RowDraft): void {
  const source = draft.sources.get("members");
  if (source === undefined) return;
  const count = parseCount(draft.text("members"));
  if (count === null) {
    draft.keep(source);
    for (const name of splitNames(draft.text("members"))) {
      draft.people.add(name);
      draft.attending.add(name);
    }
  }
  if (draft.fields["memberCount"] === null) {
    draft.fields["memberCount"] = count ?? splitNames(draft.text("members")).length;
  } else if (count !== null) {
    draft.keep(source);
  }
}

const amount = (draft: RowDraft, field: string): number | null => {
  const value = draft.fields[field];
  return typeof value === "number" ? value : null;
};

/** A total beside its parts is dropped when it is their sum; when it is not, a person must look. */
function attendance(draft: RowDraft): void {
  const total = amount(draft, "statedAttendance");
  const counts = {
    memberCount: amount(draft, "memberCount"),
    residentCount: amount(draft, "residentCount"),
    departmentCount: amount(draft, "departmentCount"),
    otherCount: amount(draft, "otherCount"),
  };
  const guests = draft.fields["guests"];
  const names = z.array(z.string()).safeParse(guests);
  const sum = listedAttendance({ ...counts, memberIds: [], guests: names.success ? names.data : [] });
  if (total === null || sum === 0) return;
  if (sum === total) draft.fields["statedAttendance"] = null;
  // Guests alone are no account of who came: such ledgers give the total for everybody else.
  else if (Object.values(counts).some((count) => count !== null))
    draft.report("warning", "statedAttendance", cellRemark("attendanceDiffers", { total, sum }));
}

/** Ledgers often name just the village as the place; without it the figures by village would stay empty. */
function village(draft: RowDraft): void {
  const place = draft.string("place");
  if (draft.string("village") === null && place !== null && /^\S{1,12}(村|社区|居委会)$/u.test(place)) {
    draft.fields["village"] = place;
  }
}

function finishSession(draft: RowDraft): void {
  for (const name of splitNames(draft.string("convener") ?? "")) draft.people.add(name);
  village(draft);
  joinClock(draft, "startAt", "endAt");
  members(draft);
  attendance(draft);
  const [start, end] = [draft.string("startAt"), draft.string("endAt")];
  if (start !== null && end !== null && end < start.slice(0, end.length)) {
    draft.report("warning", "endAt", cellRemark("endBeforeStart"));
  }
}

/** 问题清单 in one cell: a line each. */
const problems = ({ full }: LedgerRecord): OutputCell =>
  full.problems.length === 0
    ? null
    : full.problems
        .map(
          ({ text: problem, unit, state }, index) =>
            `${index + 1}.${problem}（${[unit, stateNames[state]].filter(Boolean).join("，")}）`,
        )
        .join("\n");
const stateNames = { todo: "待办", doing: "推进中", solved: "已解决", unsolvable: "无法解决" } as const;

/** Blank where the session neither lists a problem nor states a number. */
const solved = (full: FullRecord): number | null => {
  const session = recordAs(full, "session");
  return full.problems.length === 0 && session.statedProblemsSolved === null ? null : solvedOf(full.problems, session);
};

/** What stations call the columns of their ledgers, and what a row says. */
export const sessionLedger: LedgerReading = {
  anchors: ["title"],
  hint: /协商|履职活动|活动(情况|台账|统计|登记)|议事/,
  words: {
    title: wordList(
      "议题 协商议题 活动议题 会议议题 主题 活动主题 协商主题 会议主题 活动名称 履职内容 协商事项 议事主题 议事议题 名称 活动内容 协商内容",
    ),
    startAt: wordList(
      "活动日期 日期 协商日期 开展日期 会议日期 召开日期 举办日期 履职日期 活动时间 协商时间 会议时间 开展时间 开始时间 举办时间 履职时间 召开时间 时间",
    ),
    endAt: ["结束时间", "结束日期"],
    clock: ["时间", "活动时间", "具体时间", "起止时间", "协商时间"],
    place: ["地点", "活动地点", "协商地点", "会议地点", "举办地点", "开展地点", "活动地址"],
    village: villageWords,
    form: ["协商形式", "形式", "活动形式", "活动类型", "活动类别", "协商类型", "协商类别", "履职形式", "类型"],
    platform: ["活动平台", "平台", "协商平台", "履职平台", "平台名称", "平台类型", "活动载体", "载体"],
    brand: ["品牌", "活动品牌", "协商品牌", "平台品牌"],
    topicSource: ["议题来源", "选题来源", "来源"],
    host: ["主持人", "主持", "召集人", "主持人姓名"],
    convener: ["牵头委员", "召集委员", "负责委员", "组织委员", "责任委员", "牵头人", "委员姓名"],
    memberCount: ["委员人数", "委员数", "参加委员人数", "参与委员人数", "参会委员人数", "参加委员数", "参与委员数"],
    members: ["参加委员", "参与委员", "参会委员", "到会委员", "委员名单", "参加委员名单", "参与委员名单", "委员"],
    guests: ["列席人员", "特邀人员", "邀请人员", "特邀嘉宾"],
    residentCount: [
      "群众人数",
      "群众数",
      "参加群众人数",
      "参与群众人数",
      "群众",
      "居民人数",
      "村民人数",
      "群众代表人数",
      "群众代表",
    ],
    departmentCount: ["部门人数", "参加部门人数", "参与部门人数", "部门代表人数", "职能部门人数", "部门代表", "部门"],
    otherCount: ["其他人数", "其他人员人数", "其他"],
    statedAttendance: wordList(
      "参加人数 参与人数 参会人数 出席人数 到会人数 活动人数 人次 参加人次 参与人次 总人次 人数 总人数 合计人数 小计人数 人数合计",
    ),
    background: ["背景", "活动背景", "协商背景"],
    process: ["过程", "协商过程", "活动过程", "活动情况", "协商情况", "开展情况", "活动内容", "协商内容", "主要内容"],
    agreedOpinions: ["协商意见", "意见建议", "达成共识", "协商共识", "形成意见", "形成共识"],
    outcome: [
      "协商成果",
      "成果",
      "活动成果",
      "活动成效",
      "成效",
      "协商结果",
      "成果转化",
      "转化情况",
      "落实情况",
      "办理结果",
    ],
    statedProblemsSolved: wordList(
      "解决问题数 解决问题 解决问题个数 解决问题数量 问题解决数 解决事项数 帮助解决问题数 推动解决问题数 解决问题件数",
    ),
    proposalNumber: ["转为提案号", "提案号", "转提案号", "提案编号"],
    note: noteWords,
  },
  virtual: {
    clock: words("活动时间（时分）", "Time of day"),
    members: words("参加委员（人数或名单）", "Members attending (number or names)"),
  },
  finish: finishSession,
};

/** The columns of the printed 台账. */
export const sessionColumns: readonly LedgerField[] = [
  momentColumn("开始时间", 12, (full) => recordAs(full, "session").startAt),
  textColumn("议题", 22),
  briefColumn("协商形式", 10),
  briefColumn("活动平台", 10),
  textColumn("地点", 14),
  briefColumn("村(社区)", 9, "村社区"),
  briefColumn("主持人", 8),
  textColumn("参加委员", 18),
  sumColumn("总人次", 7, (full) => attendanceOrBlank(recordAs(full, "session"))),
  textColumn("协商意见", 28),
  textColumn("协商成果", 22),
  { header: "问题清单", width: 26, cell: problems },
  sumColumn("解决问题数", 7, solved),
];

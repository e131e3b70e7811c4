/** What a printed 台账 shows of each kind: columns that fit on A4 landscape, in the words of the printed forms. */
import type { FullRecord } from "../api/operations.ts";
import { effectiveSteps } from "./common/steps.ts";
import { attendanceOrBlank, solvedOf } from "./session/attendance.ts";
import { recordAs } from "./record-words.ts";
import type { PaperData } from "./common/paper-words.ts";
import { adoptions, eventTypes, levels, passTargets } from "../schema/event.ts";
import type { Option } from "../schema/field.ts";
import type { MainKind } from "../schema/kinds.ts";
import type { OutputCell } from "../spreadsheet/ledger-xlsx.ts";

/** A record with its words, as a column sees it. */
export interface LedgerRecord {
  readonly full: FullRecord;
  readonly words: PaperData;
}

export interface LedgerField {
  readonly header: string;
  readonly width: number;
  readonly isCentred?: boolean;
  /** Added up in the totals row. */
  readonly isSummed?: boolean;
  readonly cell: (record: LedgerRecord) => OutputCell;
}

/** A row higher than a page cannot be printed by any spreadsheet; the whole text is in the record and its sheet. */
const LONGEST = 240;
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const word =
  (tag: string) =>
  ({ words }: LedgerRecord): OutputCell => {
    const value = words[tag];
    return typeof value === "string" && value !== "" ? short(value) : null;
  };
const text = (header: string, width: number, tag = header): LedgerField => ({ header, width, cell: word(tag) });
const brief = (header: string, width: number, tag = header): LedgerField => ({
  ...text(header, width, tag),
  isCentred: true,
});

/** Dates and moments as the program writes them everywhere: 2026-03-02 09:15. */
const moment = (header: string, width: number, value: (full: FullRecord) => string | null): LedgerField => ({
  header,
  width,
  isCentred: true,
  cell: ({ full }) => value(full)?.replace("T", " ") ?? null,
});

const count = (header: string, width: number, value: (full: FullRecord) => number | null): LedgerField => ({
  header,
  width,
  isCentred: true,
  isSummed: true,
  cell: ({ full }) => value(full),
});

const lastStep = (full: FullRecord, type: string) => effectiveSteps(full).findLast((step) => step.type === type);

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

/** 采用, 转报, 批示: what each says, several in a line each. */
const verdicts =
  (type: "adopted" | "passedOn" | "instructed") =>
  ({ full }: LedgerRecord): OutputCell => {
    const found = effectiveSteps(full).filter((step) => step.type === type);
    if (found.length === 0) return null;
    const label = (options: Readonly<Record<string, Option>>, code: string | null) =>
      code === null ? null : options[code]?.zh;
    return found
      .map(
        ({ at, level, adoption, passedTo, leader }) =>
          [at?.slice(0, 10), label(levels, level), label(passTargets, passedTo), label(adoptions, adoption), leader]
            .filter(Boolean)
            .join(" ") || eventTypes[type].zh,
      )
      .join("\n");
  };

const opinionStates: Readonly<Record<string, string>> = {
  collected: "已收集",
  reviewed: "已审核",
  signed: "已签发",
  submitted: "已报送",
  returned: "退回修改",
  closed: "已办结",
};

export const ledgerFields: Readonly<Record<MainKind, readonly LedgerField[]>> = {
  session: [
    moment("开始时间", 12, (full) => recordAs(full, "session").startAt),
    text("议题", 22),
    brief("协商形式", 10),
    brief("活动平台", 10),
    text("地点", 14),
    brief("村(社区)", 9, "村社区"),
    brief("主持人", 8),
    text("参加委员", 18),
    count("总人次", 7, (full) => attendanceOrBlank(recordAs(full, "session"))),
    text("协商意见", 28),
    text("协商成果", 22),
    { header: "问题清单", width: 26, cell: problems },
    count("解决问题数", 7, solved),
  ],
  opinion: [
    moment("收集日期", 11, (full) => recordAs(full, "opinion").collectedOn),
    text("标题", 26),
    brief("反映人", 10),
    text("界别", 14),
    brief("联系电话", 13),
    brief("来源", 9),
    text("类别", 14),
    brief("村(社区)", 9, "村社区"),
    text("情况(问题)", 36, "情况"),
    moment("报送日期", 11, (full) => lastStep(full, "submitted")?.at ?? null),
    { header: "采用", width: 14, cell: verdicts("adopted") },
    { header: "转报", width: 14, cell: verdicts("passedOn") },
    { header: "批示", width: 14, cell: verdicts("instructed") },
    { header: "状态", width: 9, isCentred: true, cell: ({ full }) => opinionStates[full.state ?? ""] ?? null },
  ],
  hotline: [
    brief("编号", 11),
    moment("来电时间", 12, (full) => recordAs(full, "hotline").calledAt),
    brief("热线类别", 9),
    brief("诉求人", 9),
    text("企业名称", 13),
    brief("联系电话", 13),
    brief("村(社区)", 9, "村社区"),
    brief("诉求类型", 8),
    text("诉求内容", 34),
    text("承办单位", 14),
    moment("办结期限", 11, (full) => full.dueOn),
    moment("办结日期", 11, (full) => lastStep(full, "closed")?.at?.slice(0, 10) ?? null),
    text("办理结果", 24),
    brief("满意度", 9),
    brief("状态", 8),
  ],
};

/** What a row of a 社情民意 ledger says beyond its plain fields: verdicts, instructions and replies as events. */
import { cellRemark } from "../../schema/cell-remarks.ts";
import { listed } from "../../schema/words.ts";
import { matchFlag } from "../../spreadsheet/choices.ts";
import type { RowDraft } from "../common/row-draft.ts";
import { addReply, fromMessageBoard, momentOf } from "../common/ledger-parts.ts";
import { isPlaceholder, splitNames } from "../../spreadsheet/normalise.ts";
import { instructionIn, plannedEvent, verdictsIn } from "../common/event-phrases.ts";
import type { LedgerReading } from "../common/kind-module.ts";
import {
  briefColumn,
  lastStep,
  momentColumn,
  recordAs,
  textColumn,
  type LedgerField,
  type LedgerRecord,
} from "../common/ledger-fields.ts";
import { noteWords, phoneWords, villageWords, wordList } from "../common/ledger-words.ts";
import { effectiveSteps } from "../common/steps.ts";
import { adoptions, eventTypes, levels, passTargets } from "../../schema/event.ts";
import type { Option } from "../../schema/field.ts";
import type { OutputCell } from "../../spreadsheet/ledger-xlsx.ts";
import { opinionStates } from "../../schema/opinion.ts";
import { words } from "../../schema/words.ts";

/** 是否编报=是 means that the item was written up and submitted; the date is rarely in the ledger. */
function submitted(draft: RowDraft): void {
  const text = draft.text("compiled");
  const at = momentOf(draft, "submittedAt");
  const flag = text === "" ? null : matchFlag(text);
  if (flag === true || at !== null) draft.addEvent(plannedEvent("submitted", { at }), ["compiled", "submittedAt"]);
  if (text !== "" && flag === null && !isPlaceholder(text)) draft.setAside("compiled", cellRemark("compiledUnknown"));
}

function verdicts(draft: RowDraft): void {
  const { events, unknown } = verdictsIn(draft.text("verdict"));
  for (const event of events) draft.addEvent(event, ["verdict"]);
  if (unknown.length > 0) draft.setAside("verdict", cellRemark("verdictUnknown", { text: listed(unknown) }));
  const instruction = draft.text("instruction");
  const instructed = instruction === "" ? null : instructionIn(instruction);
  if (instructed !== null) draft.addEvent(instructed, ["instruction"]);
}

function finishOpinion(draft: RowDraft): void {
  const board = fromMessageBoard(draft);
  if (board && draft.fields["source"] === null) draft.fields["source"] = "web";
  if (draft.fields["reporterKind"] === null) {
    // Only members belong to a 界别.
    const member = draft.string("sector") !== null || /委员/.test(draft.sources.get("reporters")?.column.header ?? "");
    draft.fields["reporterKind"] = member ? "member" : board ? "resident" : null;
  }
  if (draft.fields["reporterKind"] === "member")
    for (const name of splitNames(draft.text("reporters"))) draft.people.add(name);
  submitted(draft);
  verdicts(draft);
  addReply(draft);
}

/** 采用, 转报, 批示: what each says, several in a line each. */
const stepsAs =
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

/** Null for a state of a newer program: an official ledger holds no codes. */
const stateText = (state: string | null): string | null =>
  Object.entries(opinionStates).find(([code]) => code === state)?.[1].zh ?? null;

/** What stations call the columns of their ledgers, and what a row says. */
export const opinionLedger: LedgerReading = {
  anchors: ["title"],
  hint: /社情民意|信息(登记|台账|汇总)/,
  words: {
    title: [
      "标题",
      "信息标题",
      "社情民意标题",
      "题目",
      "信息题目",
      "社情民意题目",
      "建议标题",
      "主题",
      "留言主题",
      "名称",
    ],
    reporterKind: ["反映人身份", "反映人类别", "身份"],
    reporters: wordList(
      "反映人 反映人姓名 信息反映人 反映委员 委员姓名 作者 信息作者 撰稿人 报送人 提交人 提供人 留言用户 姓名",
    ),
    sector: ["界别", "所属界别", "委员界别", "反映人界别"],
    employer: ["工作单位", "工作单位及职务", "单位及职务", "单位职务", "单位"],
    phone: phoneWords,
    source: ["来源", "信息来源", "收集渠道", "收集方式", "线索来源", "收集途径"],
    category: ["类别", "分类", "信息类别", "问题类别", "所属类别", "内容分类", "类型"],
    collectedOn: wordList(
      "收集日期 收集时间 反映日期 反映时间 提交日期 提交时间 登记日期 登记时间 收到日期 收到时间 撰写时间 走访时间 留言时间 日期 时间",
    ),
    village: villageWords,
    facts: wordList(
      "情况问题 情况反映 反映情况 反映问题 反映内容 问题情况 基本情况 存在问题 问题 情况 信息内容 社情民意内容 主要内容 具体内容 留言详情 内容",
    ),
    analysis: ["原因分析", "问题分析", "原因"],
    suggestions: ["意见建议", "建议", "对策建议", "工作建议", "意见"],
    compiled: ["是否编报", "编报", "编报情况", "是否报送", "报送情况", "是否上报", "是否编发", "是否采编"],
    submittedAt: ["编报时间", "编报日期", "报送时间", "报送日期", "上报时间", "上报日期"],
    verdict: wordList(
      "采用层级 采用级别 采用情况 采用 是否采用 采用单位 录用情况 采纳情况 采用转报情况 采用及转报情况 转报情况 转报",
    ),
    instruction: ["批示", "领导批示", "批示情况", "批示内容", "领导批示情况"],
    replyText: ["办理反馈", "答复意见", "答复内容", "回复内容", "反馈意见", "反馈情况", "办理情况", "办理结果"],
    replyAt: ["答复时间", "回复时间", "反馈时间", "办理时间", "答复日期", "反馈日期"],
    note: noteWords,
  },
  virtual: {
    compiled: words("是否编报", "Compiled or not"),
    submittedAt: words("报送时间", "Submitted on"),
    verdict: words("采用、转报", "Adopted, passed on"),
    instruction: words("批示", "Instruction"),
    replyText: words("办理反馈", "Reply"),
    replyAt: words("反馈时间", "Replied on"),
  },
  finish: finishOpinion,
};

/** The columns of the printed 台账. */
export const opinionColumns: readonly LedgerField[] = [
  momentColumn("收集日期", 11, (full) => recordAs(full, "opinion").collectedOn),
  textColumn("标题", 26),
  briefColumn("反映人", 10),
  textColumn("界别", 14),
  briefColumn("联系电话", 13),
  briefColumn("来源", 9),
  textColumn("类别", 14),
  briefColumn("村(社区)", 9, "村社区"),
  textColumn("情况(问题)", 36, "情况"),
  momentColumn("报送日期", 11, (full) => lastStep(full, "submitted")?.at ?? null),
  { header: "采用", width: 14, cell: stepsAs("adopted") },
  { header: "转报", width: 14, cell: stepsAs("passedOn") },
  { header: "批示", width: 14, cell: stepsAs("instructed") },
  { header: "状态", width: 9, isCentred: true, cell: ({ full }) => stateText(full.state) },
];

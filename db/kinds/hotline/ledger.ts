/** What a row of a 热线 ledger says beyond its plain fields: who called, and the handling steps as events. */
import { cellRemark } from "../../schema/cell-remarks.ts";
import type { RowDraft } from "../common/row-draft.ts";
import { addReply, fromMessageBoard, joinClock, momentOf } from "../common/ledger-parts.ts";
import { isPlaceholder } from "../../spreadsheet/normalise.ts";
import { callbackIn, plannedEvent, saysClosed, type Callback } from "../common/event-phrases.ts";
import type { LedgerReading } from "../common/kind-module.ts";
import {
  briefColumn,
  lastStep,
  momentColumn,
  recordAs,
  textColumn,
  type LedgerField,
} from "../common/ledger-fields.ts";
import { noteWords, phoneWords, villageWords, wordList } from "../common/ledger-words.ts";
import { words } from "../../schema/words.ts";

/** How the names of enterprises end; what follows may be the person who called. */
const enterpriseName =
  /^(.*(?:公司|集团|企业|工厂|[^\s]厂|合作社|商行|经营部|超市|商店|酒店|宾馆|饭店|农场|养殖场|加油站|银行|事务所|个体户))[\s(（:：,，、]*(\p{Script=Han}{2,4})?[)）]?$/u;

/** A subject and a text become one content, the subject on its own line. */
function content(draft: RowDraft): void {
  const title = draft.text("contentTitle");
  const detail = draft.string("content") ?? "";
  if (title === "" || detail.startsWith(title)) return;
  draft.fields["content"] = detail === "" ? title : `${title}\n${detail}`;
}

/** On the enterprise line 来电人 often names the company; without a 热线类别 column it also tells the line. */
function caller(draft: RowDraft): void {
  const written = draft.string("caller");
  const enterprise = written === null ? null : enterpriseName.exec(written);
  if (!draft.sources.has("line") && draft.fields["line"] === null) {
    draft.fields["line"] = enterprise !== null || draft.string("enterprise") !== null ? "enterprise" : "resident";
  }
  if (draft.fields["line"] !== "enterprise" || enterprise === null || draft.string("enterprise") !== null) return;
  draft.fields["enterprise"] = enterprise[1];
  draft.fields["caller"] = enterprise[2] ?? null;
}

function assigned(draft: RowDraft): void {
  const at = momentOf(draft, "assignedAt");
  if (draft.fields["handling"] !== "assigned" && at === null) return;
  draft.addEvent(plannedEvent("assigned", { at, unit: draft.string("unit") }), ["assignedAt"]);
}

/** 办结时间 closes the matter, or a result that says so; any other result is a reply on the way. */
function closed(draft: RowDraft, replied: boolean): void {
  const result = isPlaceholder(draft.text("result")) ? "" : draft.text("result");
  const at = momentOf(draft, "closedAt");
  const text = result === "" ? null : result;
  if (at !== null || saysClosed(result)) {
    draft.addEvent(plannedEvent("closed", { at, text }), ["result", "closedAt"]);
    const called = draft.string("calledAt");
    if (at !== null && called !== null && at.slice(0, 10) < called.slice(0, 10)) {
      draft.report("warning", "closedAt", cellRemark("closedBeforeCalled"));
    }
  } else if (result !== "") {
    draft.addEvent(plannedEvent("replied", { text }), ["result"]);
  } else if (replied && fromMessageBoard(draft)) {
    // On a message board the answer ends the matter: there is no later step that could be recorded.
    const reply = draft.events.find(({ type }) => type === "replied");
    draft.addEvent(plannedEvent("closed", { at: reply?.at ?? null, text: "已答复" }), []);
  }
}

function readCallback(draft: RowDraft, target: string): Callback | "none" | null {
  const text = draft.text(target);
  if (text === "") return "none";
  const said = callbackIn(text);
  if (said === null) draft.setAside(target, cellRemark("gradeUnknown", { text }));
  return said;
}

function callback(draft: RowDraft): void {
  const grade = readCallback(draft, "satisfaction");
  const reached = readCallback(draft, "callback");
  const at = momentOf(draft, "callbackAt");
  const said = [grade, reached].filter((one): one is Callback => one !== null && one !== "none");
  const best = said.find((one) => one.grade !== null) ?? said[0];
  if (best === undefined && at === null) return;
  draft.addEvent(plannedEvent("callback", { at, reached: best?.reached ?? true, grade: best?.grade ?? null }), [
    "satisfaction",
    "callback",
    "callbackAt",
  ]);
}

function finishHotline(draft: RowDraft): void {
  joinClock(draft, "calledAt", null);
  content(draft);
  caller(draft);
  if (draft.fields["channel"] === null && fromMessageBoard(draft)) draft.fields["channel"] = "other";
  assigned(draft);
  const replied = addReply(draft);
  closed(draft, replied);
  callback(draft);
}

/** What stations call the columns of their ledgers, and what a row says. */
export const hotlineLedger: LedgerReading = {
  anchors: ["content", "contentTitle"],
  hint: /热线|来电/,
  words: {
    number: ["编号", "受理编号", "热线编号", "登记编号", "工单编号", "工单号", "留言编号"],
    line: ["热线类别", "热线类型", "热线", "来电类别", "来电类型", "服务对象", "诉求主体"],
    channel: ["来电方式", "受理方式", "诉求渠道", "受理渠道", "反映方式", "反映渠道", "来源", "渠道"],
    calledAt: wordList(
      "来电时间 来电日期 接听时间 接电时间 受理时间 受理日期 登记时间 登记日期 诉求时间 反映时间 留言时间 日期 时间",
    ),
    clock: ["时间", "具体时间", "来电时间"],
    caller: [
      "诉求人",
      "诉求人姓名",
      "来电人",
      "来电人姓名",
      "来电者",
      "反映人",
      "来访人",
      "联系人",
      "留言用户",
      "姓名",
    ],
    enterprise: ["企业名称", "来电企业", "公司名称", "企业", "单位名称"],
    phone: [...phoneWords, "来电号码", "来电电话", "诉求人电话"],
    confidential: ["保密", "是否保密"],
    village: villageWords,
    address: ["地址", "住址", "详细地址", "家庭住址", "事发地点", "地点"],
    demandType: ["诉求类型", "诉求类别", "事项类型", "反映类型", "类型"],
    category: ["类别", "分类", "事项类别", "问题类别", "内容分类"],
    content: wordList(
      "诉求内容 反映事项 来电内容 来电事项 反映内容 反映问题 反映的问题 诉求事项 主要诉求 问题描述 留言详情 具体内容 主要内容 内容 事项 诉求",
    ),
    contentTitle: ["留言主题", "诉求标题", "主题", "标题"],
    urgent: ["紧急", "是否紧急", "紧急程度"],
    takenBy: ["受理人", "受理人员", "接听人", "接电人", "登记人", "值班人员", "值班委员", "接待人"],
    handling: ["办理方式", "处理方式", "处置方式", "受理类型"],
    unit: ["承办单位", "办理单位", "责任单位", "转办单位", "交办单位", "承办部门", "责任部门", "处理单位"],
    dueOn: ["办结期限", "办理期限", "办理时限", "限办时间"],
    assignedAt: ["交办时间", "转办时间", "派单时间", "交办日期", "转办日期"],
    closedAt: ["办结时间", "办结日期", "完成时间", "办毕时间", "办理时间", "办理日期"],
    result: ["办理结果", "处理结果", "办理情况", "处理情况", "办结情况", "处置结果", "结果"],
    satisfaction: ["满意度", "满意情况", "是否满意", "群众满意度", "满意度评价", "回访满意度", "评价"],
    callback: ["回访情况", "回访结果", "是否回访", "回访"],
    callbackAt: ["回访时间", "回访日期"],
    replyText: ["答复意见", "答复内容", "答复情况", "回复内容"],
    replyAt: ["答复时间", "回复时间", "答复日期"],
    note: noteWords,
  },
  virtual: {
    clock: words("来电时间（时分）", "Time of day"),
    contentTitle: words("主题（并入诉求内容）", "Topic (joined to the demand)"),
    assignedAt: words("交办时间", "Assigned on"),
    closedAt: words("办结时间", "Closed on"),
    result: words("办理结果", "Result of the handling"),
    satisfaction: words("满意度", "Satisfaction"),
    callback: words("回访情况", "Call-back"),
    callbackAt: words("回访时间", "Called back on"),
    replyText: words("答复意见", "Reply"),
    replyAt: words("答复时间", "Replied on"),
  },
  finish: finishHotline,
};

/** The columns of the printed 台账. */
export const hotlineColumns: readonly LedgerField[] = [
  briefColumn("编号", 11),
  momentColumn("来电时间", 12, (full) => recordAs(full, "hotline").calledAt),
  briefColumn("热线类别", 9),
  briefColumn("诉求人", 9),
  textColumn("企业名称", 13),
  briefColumn("联系电话", 13),
  briefColumn("村(社区)", 9, "村社区"),
  briefColumn("诉求类型", 8),
  textColumn("诉求内容", 34),
  textColumn("承办单位", 14),
  momentColumn("办结期限", 11, (full) => full.dueOn),
  momentColumn("办结日期", 11, (full) => lastStep(full, "closed")?.at?.slice(0, 10) ?? null),
  textColumn("办理结果", 24),
  briefColumn("满意度", 9),
  briefColumn("状态", 8),
];

/** What a row of a 热线 ledger says beyond its plain fields: who called, and the handling steps as events. */
import { cellRemark } from "../../schema/cell-remarks.ts";
import type { RowDraft } from "../common/row-draft.ts";
import { addReply, fromMessageBoard, joinClock, momentOf } from "../common/ledger-parts.ts";
import { isPlaceholder } from "../../spreadsheet/normalise.ts";
import { callbackIn, plannedEvent, saysClosed, type Callback } from "../common/event-phrases.ts";

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

export function finishHotline(draft: RowDraft): void {
  joinClock(draft, "calledAt", null);
  content(draft);
  caller(draft);
  if (draft.fields["channel"] === null && fromMessageBoard(draft)) draft.fields["channel"] = "other";
  assigned(draft);
  const replied = addReply(draft);
  closed(draft, replied);
  callback(draft);
}

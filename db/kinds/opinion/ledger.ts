/** What a row of a 社情民意 ledger says beyond its plain fields: verdicts, instructions and replies as events. */
import { cellRemark } from "../../schema/cell-remarks.ts";
import { listed } from "../../schema/words.ts";
import { matchFlag } from "../../spreadsheet/choices.ts";
import type { RowDraft } from "../common/row-draft.ts";
import { addReply, fromMessageBoard, momentOf } from "../common/ledger-parts.ts";
import { isPlaceholder, splitNames } from "../../spreadsheet/normalise.ts";
import { instructionIn, plannedEvent, verdictsIn } from "../common/event-phrases.ts";

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

export function finishOpinion(draft: RowDraft): void {
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

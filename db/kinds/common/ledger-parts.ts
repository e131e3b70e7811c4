/** What the kinds have in common when a row is finished: a time beside its date, dates of events, replies. */
import { kept } from "../../schema/cell-remarks.ts";
import { parseClock } from "../../spreadsheet/clock.ts";
import { parseMoment } from "../../spreadsheet/dates.ts";
import type { RowDraft } from "./row-draft.ts";
import { toHalfWidth } from "../../schema/plain-text.ts";
import { isPlaceholder } from "../../spreadsheet/normalise.ts";
import { plannedEvent } from "./event-phrases.ts";

/**
 * Joins a column with the time of day to the column with the date. Sets `endField` too when the cell holds a period.
 */
export function joinClock(draft: RowDraft, dateField: string, endField: string | null): void {
  const source = draft.sources.get("clock");
  if (source === undefined) return;
  const date = draft.string(dateField);
  const text = draft.text("clock");
  // A cell with a time format reads as HH:mm; a date in this column says nothing new.
  const clock = parseClock(toHalfWidth(text));
  if (date === null || date.length > 10 || clock === null || !clock.ok) {
    draft.keep(source);
    if (clock !== null && !clock.ok) draft.report("warning", "clock", kept(clock.reason));
    return;
  }
  draft.fields[dateField] = `${date}T${clock.start}`;
  if (clock.end !== null && endField !== null) draft.fields[endField] = `${date}T${clock.end}`;
  if (clock.rest !== "" || (clock.end !== null && endField === null)) draft.keep(source);
}

/**
 * The date under a virtual target; null when the cell is empty or cannot be read, and then it is set aside with a warning.
 */
export function momentOf(draft: RowDraft, target: string): string | null {
  const source = draft.sources.get(target);
  if (source === undefined || isPlaceholder(draft.text(target))) return null;
  const moment = parseMoment(source.cell, draft.context);
  if (!moment.ok) {
    draft.setAside(target, moment.reason);
    return null;
  }
  if (moment.lossy || moment.end !== null) draft.keep(source);
  if (moment.doubt !== null) draft.report("warning", target, moment.doubt);
  return moment.value;
}

/** A department's answer with its date, for any kind that has them. True when there was one. */
export function addReply(draft: RowDraft): boolean {
  const text = draft.text("replyText");
  const at = momentOf(draft, "replyAt");
  if ((text === "" || isPlaceholder(text)) && at === null) return false;
  draft.addEvent(plannedEvent("replied", { at, text: text === "" ? null : text }), ["replyText", "replyAt"]);
  return true;
}

/** Columns named 留言… come from a message board on the internet, where residents write. */
export function fromMessageBoard(draft: RowDraft): boolean {
  return [...draft.sources.values()].some(({ column }) => column.header.startsWith("留言"));
}

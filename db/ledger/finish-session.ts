/** What a row of a 协商活动 ledger says beyond its plain fields. */
import { cellRemark } from "../schema/cell-remarks.ts";
import { parseCount } from "./choices.ts";
import type { RowDraft } from "./draft.ts";
import { joinClock } from "./finish-shared.ts";
import { splitNames } from "./normalise.ts";

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

/** A total beside its parts is dropped when it is their sum; when it is not, a person must look. */
function attendance(draft: RowDraft): void {
  const total = draft.fields["statedAttendance"];
  const parts = ["memberCount", "residentCount", "departmentCount", "otherCount"]
    .map((field) => draft.fields[field])
    .filter((value) => typeof value === "number");
  if (typeof total !== "number" || parts.length === 0) return;
  const sum = parts.reduce((all, part) => all + part, 0);
  if (sum === total) draft.fields["statedAttendance"] = null;
  else draft.report("warning", "statedAttendance", cellRemark("attendanceDiffers", { total, sum }));
}

/** Ledgers often name just the village as the place; without it the figures by village would stay empty. */
function village(draft: RowDraft): void {
  const place = draft.string("place");
  if (draft.string("village") === null && place !== null && /^\S{1,12}(村|社区|居委会)$/u.test(place)) {
    draft.fields["village"] = place;
  }
}

export function finishSession(draft: RowDraft): void {
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

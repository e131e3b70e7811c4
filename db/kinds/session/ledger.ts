/** What a row of a 协商活动 ledger says beyond its plain fields. */
import { z } from "zod";
import { cellRemark } from "../../schema/cell-remarks.ts";
import { parseCount } from "../../spreadsheet/choices.ts";
import { listedAttendance } from "./attendance.ts";
import type { RowDraft } from "../common/row-draft.ts";
import { joinClock } from "../common/ledger-parts.ts";
import { splitNames } from "../../spreadsheet/normalise.ts";

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

/** From a session make an opinion or a call, from a call an opinion: what the new form begins with. Pure. */
import type { FullRecord } from "../../db/api/operations.ts";
import type { Fields } from "../../db/schema/kinds.ts";
import type { FieldValues } from "../values/form-values.ts";
import { cutText } from "../../db/schema/plain-text.ts";

export type ConversionTarget = "opinion" | "hotline";

/** What the roster knows of a member, as far as an opinion asks for it. */
export type RosterEntry = Pick<Fields<"member">, "name" | "sector" | "employer" | "phone">;

export interface Source {
  readonly full: FullRecord;
  /** A session's members, in the order of their ids; those that the roster knows. */
  readonly members: readonly RosterEntry[];
}

/** @returns null when nothing can be made of this record */
export function convertedFields({ full, members }: Source, target: ConversionTarget): FieldValues | null {
  const { record } = full;
  if (full.kind === "session") {
    const session = record as unknown as Fields<"session"> & { readonly id: string };
    return target === "opinion" ? opinionOfSession(session, full, members) : callOfSession(session, full);
  }
  if (full.kind === "hotline" && target === "opinion") {
    return opinionOfCall(record as unknown as Fields<"hotline"> & { readonly id: string });
  }
  return null;
}

const TITLE = 30;

/** “老旧小区加装电梯” → “关于老旧小区加装电梯的建议”; what reads like a title stays. */
export function opinionTitle(topic: string): string {
  const clean = topic.trim().replace(/[。；;，,]+$/u, "");
  if (clean === "" || /^关于|建议$|意见$/u.test(clean)) return clean;
  return `关于${clean.replace(/^(?:协商|讨论|研究|商议)/u, "").replace(/问题$/u, "")}问题的建议`;
}

const paragraphs = (...parts: readonly (string | null)[]): string | null => {
  const text = parts.filter((part) => part !== null && part !== "").join("\n");
  return text === "" ? null : text;
};

const problemLines = (full: FullRecord): string | null =>
  full.problems.length === 0
    ? null
    : full.problems.map(({ text }, index) => (full.problems.length === 1 ? text : `${index + 1}. ${text}`)).join("\n");

function opinionOfSession(
  session: Fields<"session"> & { readonly id: string },
  full: FullRecord,
  members: readonly RosterEntry[],
): FieldValues {
  const reporters = [...new Set(session.convener === null ? members.map(({ name }) => name) : [session.convener])];
  const namesakes = members.filter(({ name }) => name === reporters[0]);
  // One reporter, and no doubt who it is: the sheet asks for the rest.
  const [only] = reporters.length === 1 && namesakes.length === 1 ? namesakes : [];
  return {
    title: opinionTitle(session.title),
    source: session.platform === "courtyard" ? "courtyard" : "session",
    reporterKind: "member",
    reporters,
    sector: only?.sector ?? null,
    employer: only?.employer ?? null,
    phone: only?.phone ?? null,
    village: session.village,
    facts: paragraphs(session.background, problemLines(full)),
    suggestions: session.agreedOpinions,
    sessionId: session.id,
  };
}

function callOfSession(session: Fields<"session"> & { readonly id: string }, full: FullRecord): FieldValues {
  return {
    line: "resident",
    channel: "visit",
    calledAt: session.startAt,
    village: session.village,
    address: session.place,
    content: paragraphs(session.title, problemLines(full)),
    sessionId: session.id,
  };
}

/** A confidential caller stays on the call: an opinion is passed on to many hands. */
function opinionOfCall(call: Fields<"hotline"> & { readonly id: string }): FieldValues {
  const first = call.content.split(/[\n。；]/u, 1)[0] ?? "";
  const reporter = call.confidential ? null : (call.enterprise ?? call.caller);
  return {
    title: opinionTitle(cutText(first, TITLE)),
    source: "hotline",
    reporterKind: "resident",
    reporters: reporter === null ? [] : [reporter],
    phone: call.confidential ? null : call.phone,
    village: call.village,
    category: call.category,
    facts: call.content,
    hotlineId: call.id,
  };
}

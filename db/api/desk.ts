/** What a clerk has at hand while working: 今日, drafts, searching, suggestions, what is alike, and when a call is due. */
import { z } from "zod";
import { draftContentSchema } from "../schema/draft.ts";
import { recordId } from "../schema/field.ts";
import { listedKindSchema, mainKindSchema, type MainKind } from "../schema/kinds.ts";
import type { Words } from "../schema/words.ts";
import type { StationStatus } from "./exchange.ts";
import { operation, nothing } from "./operation.ts";
import type { ListedRecord } from "./records.ts";

export interface Draft {
  /** Chosen by the form: one draft a key. */
  readonly key: string;
  readonly kind: z.infer<typeof listedKindSchema>;
  /** The saved record that the draft changes; null for a new one. */
  readonly recordId: string | null;
  readonly content: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly updatedAt: number;
}

/** What was typed outside a record's form and neither saved nor given up. */
export interface TypedText {
  /** Where it was typed; one text a place. */
  readonly place: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly updatedAt: number;
}

export interface Today {
  readonly drafts: readonly Draft[];
  /** Open calls that are overdue or due soon, most urgent first. */
  readonly due: readonly ListedRecord[];
  readonly dueTotal: number;
  readonly overdueTotal: number;
  /** Open calls that have no due date because a year's holidays are missing, the earliest provisional date first. */
  readonly undated: readonly UndatedCall[];
  readonly undatedTotal: number;
  /** Open calls without a due date whose year is rather a slip: no holidays will ever give them one. */
  readonly farOff: readonly ListedRecord[];
  /** All of them. */
  readonly farOffIds: readonly string[];
  /** Counts of records with changes the district has not acknowledged. */
  readonly unsent: Readonly<Record<MainKind, number>>;
  /** Records whose newest change came from the district and was not looked at since. */
  readonly feedback: readonly ListedRecord[];
  /** At a station: returned by the district (退回修改) and not submitted again. */
  readonly returned: readonly ListedRecord[];
  readonly returnedTotal: number;
  /** At a district: submitted opinions without a verdict, the longest waiting first. */
  readonly review: readonly ListedRecord[];
  readonly reviewTotal: number;
  /** Fields that two sides changed and nobody has decided on. */
  readonly conflicts: number;
  readonly recent: readonly ListedRecord[];
  /** At a district: stations, newest import first; a month without a bundle counts as 缺报. */
  readonly stations: readonly StationStatus[];
}

export interface UndatedCall {
  readonly record: ListedRecord;
  /** 暂定: counted with the weekends alone in the missing year. */
  readonly provisionalOn: string;
  readonly isOverdue: boolean;
  /** The year whose holidays are missing. */
  readonly unknownYear: string;
}

export interface Suggested {
  /** null for a word of a list, which has no record. */
  readonly id: string | null;
  readonly text: string;
  /** Codes of `memberRoles`; empty for anything but members. */
  readonly roles: readonly string[];
  /** A member's employer and post. */
  readonly detail: string | null;
  /** A member who left office. */
  readonly isFormer: boolean;
  readonly isRecent: boolean;
}

/** Why a record may be a duplicate. */
export type SimilarReason = "phone" | "caller" | "enterprise" | "village" | "wording";

export interface SimilarRecord {
  readonly record: ListedRecord;
  readonly reasons: readonly SimilarReason[];
  /** How much of the wording is shared, 0 to 1. */
  readonly likeness: number;
  /** Linked with the record that is being edited already. */
  readonly isLinked: boolean;
}

/** One line of the count: a day, or several that are skipped for the same reason. */
export interface DueStep {
  readonly from: string;
  readonly to: string;
  /** The number of the day in the count; null for days that do not count. */
  readonly counted: number | null;
  readonly reason: "holiday" | "weekend" | "shifted" | null;
  /** The holiday's name where it is known. */
  readonly name: string | null;
}

/** A record as the search over everything shows it. */
export interface FoundRecord {
  readonly id: string;
  readonly kind: z.infer<typeof listedKindSchema>;
  readonly station: string;
  readonly title: string;
  /** Who or where, to tell two of the same title apart; "" when nothing is known. */
  readonly detail: string;
  /** A member's roles (codes); empty for other kinds. */
  readonly roles: readonly string[];
  readonly date: string | null;
  readonly state: string | null;
}

export interface SearchResult {
  /** Only kinds with matches. */
  readonly groups: readonly {
    readonly kind: FoundRecord["kind"];
    readonly total: number;
    readonly records: readonly FoundRecord[];
  }[];
  /** For an empty text: the records that were asked for and are still there. */
  readonly recent: readonly FoundRecord[];
}

export interface CategoryUse {
  readonly path: string;
  readonly records: number;
}

/** How a word is read: initials ("bqjl"), and its syllables parted by spaces ("bei fen jian ge"). */
export interface Reading {
  readonly initials: string;
  readonly pinyin: string;
}

export interface DueDate {
  /** null when the year's holidays are not known yet or no rule applies. */
  readonly dueOn: string | null;
  /** How it was counted in one sentence: the rule and the day from which it counts, or why nothing can be counted. */
  readonly summary: Words;
  /** The count day by day; empty when nothing was counted. */
  readonly steps: readonly DueStep[];
  /** The year whose holidays are needed and not known. */
  readonly unknownYear: string | null;
}

/** Names where something is typed. */
const place = z.string().min(1).max(200);

const typed = (longest: number) => z.string().max(longest).nullable().default(null);

/** What a form holds so far, of the fields that tell one matter from another. */
const similarInput = z.strictObject({
  kind: mainKindSchema,
  /** The record that is being edited; null for a new one. */
  id: recordId.nullable().default(null),
  title: typed(500),
  text: typed(60_000),
  village: typed(200),
  caller: typed(200),
  enterprise: typed(200),
  phone: typed(200),
});

export const deskOperations = {
  /** Records that may be about the same matter as a form that is being filled in. */
  "record.similar": operation<readonly SimilarRecord[]>()(similarInput),
  "draft.put": operation<{ updatedAt: number }>()(
    z.strictObject({
      key: z.string().min(1).max(100),
      kind: listedKindSchema,
      recordId: recordId.nullable(),
      content: draftContentSchema,
    }),
  ),
  "draft.get": operation<Draft | null>()(z.strictObject({ key: z.string().min(1).max(100) })),
  "draft.list": operation<readonly Draft[]>()(nothing),
  "draft.discard": operation<{ discarded: boolean }>()(z.strictObject({ key: z.string().min(1).max(100) })),
  /** What is typed anywhere else and not saved yet. `recordId`: erased with that record. */
  "typed.put": operation<{ updatedAt: number }>()(
    z.strictObject({ place, recordId: recordId.nullable(), content: draftContentSchema }),
  ),
  "typed.list": operation<readonly TypedText[]>()(nothing),
  "typed.discard": operation<{ discarded: boolean }>()(z.strictObject({ place })),
  "today.get": operation<Today>()(nothing),
  suggest: operation<readonly Suggested[]>()(
    z.strictObject({
      list: z.enum(["sector", "category", "village", "unit", "member", "brand", "operator", "station"]),
      search: z.string().max(100),
      limit: z.int().min(1).max(200).default(20),
      /** Of sectors: those of this 届次; without it, of the one that runs today. */
      term: z.string().max(60).optional(),
      /** For questions about old records: also what is no longer offered for new ones. */
      all: z.boolean().default(false),
    }),
  ),
  /** How many records have each category, by its path as they have it. */
  "category.uses": operation<readonly CategoryUse[]>()(nothing),
  /** Records of every kind, best kinds for a name first; with an empty text those of `recent`, in that order. */
  "search.all": operation<SearchResult>()(
    z.strictObject({
      text: z.string().max(200),
      limit: z.int().min(1).max(50).default(6),
      recent: z.array(recordId).max(50).default([]),
    }),
  ),
  /** Pinyin initials of people's names. */
  "search.initials": operation<readonly string[]>()(z.strictObject({ texts: z.array(z.string().max(200)).max(500) })),
  /** Pinyin of words, so that the names of actions and settings can be found by it. */
  "search.readings": operation<readonly Reading[]>()(
    z.strictObject({ texts: z.array(z.string().max(200)).max(6_000) }),
  ),
  "hotline.due": operation<DueDate>()(
    z.strictObject({ calledAt: z.string(), demandType: z.string().nullable(), urgent: z.boolean() }),
  ),
} as const;

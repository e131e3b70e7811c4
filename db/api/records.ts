/** What the operations on records, drafts, lists and 今日 answer. Types alone. */
import type { StayReason, Words } from "../schema/words.ts";
import type { LeftOutReason } from "../schema/batch.ts";
import type { Kind, MainKind, Stored, listedKindSchema } from "../schema/kinds.ts";
import type { StationStatus } from "./exchange.ts";
import type { z } from "zod";

/** Where a record stands on its way to the district: 已保存 → 已导出 → 已送达 → 已导入. */
export type DeliveryState = "saved" | "exported" | "received" | "imported";

export interface AppStatus {
  /** null before the first run's choice. */
  readonly role: "station" | "district" | null;
  readonly name: string | null;
  readonly dir: string;
  readonly version: string;
  /** Sample data to try is open: nothing of it can be sent. */
  readonly isSample: boolean;
  readonly operator: { readonly id: string; readonly name: string } | null;
  readonly station: {
    /** `none` before an invitation was opened; `waiting` until the roster arrived; then `active`. */
    readonly enrolment: "none" | "waiting" | "active" | "retired";
    readonly district: string | null;
    readonly checkCode: string | null;
    /** Journal entries that the district has not acknowledged. */
    readonly unsent: number;
  } | null;
}

/** What the list shows of any record; `title` and `date` are the kind's own. */
export interface ListedRecord {
  readonly id: string;
  readonly kind: z.infer<typeof listedKindSchema>;
  readonly station: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly title: string;
  readonly date: string | null;
  /** Derived from the events; null where the kind has none. */
  readonly state: string | null;
  readonly dueOn: string | null;
  readonly warning: "onTime" | "dueSoon" | "overdue" | null;
  readonly delivery: DeliveryState;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Derived columns that were asked for (`db/schema/list-fields.ts`), by name. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** What a batch did. */
export interface BatchResult {
  /** For `records.undo`; null when nothing was done. */
  readonly tx: string | null;
  readonly done: number;
  readonly leftOut: readonly { readonly id: string; readonly title: string; readonly reason: LeftOutReason }[];
}

/** What undoing a batch did. */
export interface BatchUndone {
  readonly undone: number;
  /** Deleted records that stay deleted. */
  readonly leftOut: BatchResult["leftOut"];
}

/** A number of the line below a list. */
export interface ListTotal {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly value: number;
}

export interface RecordPage {
  readonly total: number;
  readonly records: readonly ListedRecord[];
}

/** A record in the list 最近删除. */
export interface DeletedRecord {
  readonly id: string;
  readonly kind: z.infer<typeof listedKindSchema>;
  /** Its first line; "" when the personal data was erased. */
  readonly title: string;
  readonly number: string | null;
  /** When it was deleted, in milliseconds since 1970. */
  readonly at: number;
  readonly side: "station" | "district";
  /** The operator's name; null when unknown here. */
  readonly by: string | null;
  /** Its personal data was erased and does not come back with it. */
  readonly isErased: boolean;
  /** Why it cannot be brought back here; null when it can. */
  readonly stays: StayReason | null;
}

export interface FullRecord {
  readonly kind: Kind;
  readonly record: Stored<Kind>;
  readonly title: string;
  readonly state: string | null;
  readonly dueOn: string | null;
  readonly delivery: DeliveryState;
  readonly problems: readonly Stored<"problem">[];
  readonly measures: readonly Stored<"measure">[];
  readonly attachments: readonly Stored<"attachment">[];
  /** Every event, voided ones too; `isVoided` marks them. */
  readonly events: readonly (Stored<"event"> & { readonly isVoided: boolean })[];
  /** Fields where the district's value shows and the station's is kept aside. */
  readonly conflicts: readonly {
    readonly field: string;
    readonly shown: unknown;
    readonly aside: unknown;
    readonly asidePosition: number;
  }[];
}

/** A content that is in the store, checked. */
export interface StoredFile {
  /** As it may be saved: without a path and what Windows forbids. */
  readonly name: string;
  readonly mime: string | null;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

/** An entry of the journal about a record or one of its child rows. */
export interface HistoryEntry {
  readonly position: number;
  /** Entries of one save share it. */
  readonly tx: string;
  readonly kind: Kind;
  readonly record: string;
  readonly at: number;
  readonly operator: string | null;
  readonly op: "create" | "update" | "delete" | "erase";
  readonly side: "station" | "district";
  /** null when the values were erased */
  readonly set: Readonly<Record<string, unknown>> | null;
}

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

/** A record on the other end of a link. */
export interface LinkedRecord {
  readonly record: ListedRecord;
  /** The field that makes the link: of this record (`out`) or of the other one (`in`). `group`: both name the same call. */
  readonly field: "sessionId" | "hotlineId" | "opinionId" | "sameAsId";
  readonly direction: "out" | "in" | "group";
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

/** A file of days off, as read; dates `YYYY-MM-DD`. */
export interface HolidayPack {
  readonly file: string;
  readonly years: readonly {
    readonly year: string;
    readonly off: readonly string[];
    readonly work: readonly string[];
  }[];
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
  /** How it was counted, day by day, as it is printed. */
  readonly explanation: string;
  /** Its first sentence: the rule and the day from which it counts, or why nothing can be counted. */
  readonly summary: Words;
  /** The same count for a table; empty when nothing was counted. */
  readonly steps: readonly DueStep[];
  /** The year whose holidays are needed and not known. */
  readonly unknownYear: string | null;
}

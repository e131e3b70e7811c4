/** What the operations of `api.ts` answer. Types alone. */
import type { z } from "zod";
import type { LeftOutReason } from "./schema/batch.ts";
import type { MemberLevel } from "./schema/people.ts";
import type { Kind, ListedKind, listedKindSchema, MainKind, Stored } from "./schema/kinds.ts";
import type { BackupPlan, BackupReason } from "./schema/backup.ts";
import type { ErrorReport } from "./schema/errors.ts";
import type { Settings } from "./schema/settings.ts";

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

export interface Today {
  readonly drafts: readonly Draft[];
  /** Open calls that are overdue or due soon, most urgent first. */
  readonly due: readonly ListedRecord[];
  readonly dueTotal: number;
  readonly overdueTotal: number;
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

export interface DueDate {
  /** null when the year's holidays are not known yet or no rule applies. */
  readonly dueOn: string | null;
  /** How it was counted, day by day, in Chinese. */
  readonly explanation: string;
  /** The same count for a table; empty when nothing was counted. */
  readonly steps: readonly DueStep[];
  /** The year whose holidays are needed and not known. */
  readonly unknownYear: string | null;
}

// ── ledger ──

export interface LedgerColumn {
  readonly index: number;
  readonly header: string;
  /** A field of the kind, a virtual target (see db/ledger/synonyms.ts), or null: kept in the note. */
  readonly target: string | null;
}

export interface LedgerProblem {
  readonly row: number;
  readonly column: string | null;
  readonly header: string | null;
  readonly value: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

export interface LedgerSkipped {
  readonly row: number;
  readonly toRow: number;
  readonly reason: string;
  readonly text: string;
}

/** What stands in a file before anything is decided about it. */
export interface LedgerFile {
  readonly file: string;
  readonly format: "xlsx" | "csv";
  /** What a text file was decoded from; null for a workbook. */
  readonly encoding: string | null;
  readonly sheets: readonly RawSheet[];
  /** Entries of a three-level list of categories, when the file holds one; null otherwise. */
  readonly categories: number | null;
}

export interface RawSheet {
  readonly sheet: string;
  /** Rows with content. */
  readonly rows: number;
  readonly isHidden: boolean;
  /** What was recognised; null when there is no header, or no telling which kind it is. */
  readonly found: {
    readonly kind: ListedKind;
    /** From 1. */
    readonly headerRows: readonly number[];
  } | null;
  /** The first cells as text, row by row, long ones cut. */
  readonly cells: readonly (readonly string[])[];
}

export interface LedgerSheet {
  readonly sheet: string;
  readonly year: number | null;
  readonly title: string | null;
  /** From 1, like `dataFrom`. */
  readonly headerRows: readonly number[];
  readonly dataFrom: number;
  readonly columns: readonly (LedgerColumn & { readonly samples: readonly string[] })[];
  /** Recognises the same header texts in another file. */
  readonly layout: string;
  /** Names of required fields that no column fills; rows cannot be imported before they are chosen. */
  readonly missing: readonly string[];
  readonly rows: number;
  /** Rows with a problem or a question. */
  readonly problemRows: number;
}

/** What a row is to the records that are here. */
export type LedgerRowState = "new" | "known" | "likely" | "same" | "namesake" | "repeated" | "error";
export type LedgerAction = "add" | "update" | "skip";

export interface LedgerPreview {
  readonly file: string;
  readonly kind: ListedKind;
  /** What a column may be mapped to; `initials` are for searching. */
  readonly targets: readonly {
    readonly target: string;
    readonly label: string;
    readonly initials: string;
    readonly isRequired: boolean;
  }[];
  /** The sheets that the import takes, all of one kind. */
  readonly sheets: readonly LedgerSheet[];
  /** What the import would do, over all sheets. */
  readonly actions: Readonly<Record<LedgerAction, number>>;
  readonly states: Readonly<Record<LedgerRowState, number>>;
  /** Cells that keep a row out, and cells that should be looked at. */
  readonly errors: number;
  readonly warnings: number;
  /** Rows that are no record. */
  readonly skipped: readonly LedgerSkipped[];
  /** Names that are in no register yet, with the number of rows that have them. */
  readonly unregistered: {
    readonly members: readonly LedgerName[];
    readonly villages: readonly LedgerName[];
  };
}

export interface LedgerName {
  readonly name: string;
  readonly rows: number;
}

export interface LedgerRow {
  /** Place among the rows asked for, from 0. */
  readonly index: number;
  /** Row as Excel shows it, from 1. */
  readonly row: number;
  readonly state: LedgerRowState;
  readonly action: LedgerAction;
  /** Text of each column of the sheet, in their order; with the clerk's corrections. */
  readonly cells: readonly string[];
  /** Columns that were corrected, from 0. */
  readonly edited: readonly number[];
  readonly problems: readonly {
    /** From 0; null for the whole row. */
    readonly column: number | null;
    readonly severity: "error" | "warning";
    readonly message: string;
  }[];
  /** Records of the register that this row may be; `target` is the one that is updated. */
  readonly candidates: readonly { readonly id: string; readonly fields: Readonly<Record<string, unknown>> }[];
  readonly target: string | null;
  /** The row as a record, to be compared with its candidates; only for rows that have some. */
  readonly fields: Readonly<Record<string, unknown>> | null;
}

export interface LedgerResult {
  /** Names the batch for `ledger.undo`; null when nothing was imported (a dry run, or all rows were known). */
  readonly batch: string | null;
  readonly kind: ListedKind;
  /** New records. */
  readonly imported: number;
  readonly known: number;
  readonly skipped: readonly LedgerSkipped[];
  readonly problems: readonly LedgerProblem[];
  /** Records of a register that the import changed; only where it may. */
  readonly updated?: number;
  /** Names that were added to the registers, when that was asked for. */
  readonly registered?: number;
  /** Rows that the clerk left out. */
  readonly leftOut?: number;
}

export interface LedgerBatch {
  readonly batch: string;
  readonly file: string;
  readonly kind: ListedKind;
  readonly imported: number;
  readonly importedAt: number;
  readonly undoneAt: number | null;
}

// ── paper ──

export interface PaperMade {
  readonly kind: MainKind;
  /** For a file's name, without an ending. */
  readonly name: string;
  /** The .docx as base64. */
  readonly docx: string;
  /** Fonts that the document asks for. */
  readonly fonts: readonly string[];
  /** Photos that could not be put in, by name. */
  readonly leftOut: readonly string[];
}

export interface PaperSaved {
  readonly files: readonly string[];
  readonly fonts: readonly string[];
  readonly leftOut: readonly string[];
}

export interface PaperTemplateInfo {
  readonly kind: MainKind;
  readonly source: "district" | "local" | "builtIn";
  /** The replaced file's name; null for the built-in one. */
  readonly name: string | null;
  readonly bytes: number;
  readonly fonts: readonly string[];
}

// ── exchange ──

export interface BundleSummary {
  readonly file: string;
  readonly type: "bundle" | "receipt";
  readonly format: number;
  readonly station: string;
  readonly stationName: string | null;
  readonly replica: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly rosterVersion: number;
  readonly recipients: readonly string[];
  readonly hasJoinRequest: boolean;
  /** Whether the signature verifies with a key known here. */
  readonly signature: "valid" | "unknownSender" | "invalid";
}

export interface BundleExport {
  readonly files: readonly string[];
  readonly entries: number;
  readonly from: number;
  readonly to: number;
}

export type ImportOutcome = "imported" | "duplicate" | "held" | "refused" | "fork";

export interface ImportResult {
  readonly file: string;
  readonly outcome: ImportOutcome;
  readonly entries: number;
  /** Entries that could not be applied and were set aside. */
  readonly setAside: number;
  /** The catalogue's number when the outcome is not `imported`; null for a plain import. */
  readonly code: number | null;
  readonly message: string | null;
  readonly station: string | null;
}

export interface Replica {
  readonly replica: string;
  readonly state: "waiting" | "active" | "retired";
  readonly checkCode: string | null;
  /** Last entry imported here, and when. */
  readonly headSeq: number;
  readonly lastImportAt: number | null;
}

export interface StationStatus {
  readonly name: string;
  readonly station: string;
  readonly replicas: readonly Replica[];
  readonly records: Readonly<Record<MainKind, number>>;
  readonly lastImportAt: number | null;
  /** Held bundles with their reason. */
  readonly held: number;
}

export interface ReceiptResult {
  readonly file: string;
  readonly grade: "received" | "imported";
  /** Own entries up to this one are acknowledged. */
  readonly acknowledged: number;
  /** Feedback entries applied. */
  readonly entries: number;
  readonly refused: readonly { readonly seq: number; readonly record: string; readonly reason: string }[];
  readonly rosterVersion: number;
  /** Whether the two sides' records differ although both have the same entries; null when that cannot be compared yet. */
  readonly drift: boolean | null;
}

export interface Transfer {
  readonly id: number;
  readonly direction: "out" | "in";
  readonly type: "bundle" | "receipt";
  readonly file: string;
  readonly station: string | null;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly entries: number;
  readonly outcome: string;
  readonly code: number | null;
  readonly at: number;
}

// ── figures ──

export interface YearFigures {
  readonly session: {
    readonly sessions: number;
    /** 人次 */
    readonly attendances: number;
    /** 人数: distinct members of the roster who attended */
    readonly heads: number;
    readonly problemsSolved: number;
    readonly problemsOpen: number;
    readonly byPlatform: Readonly<Record<string, number>>;
    readonly byForm: Readonly<Record<string, number>>;
    readonly byVillage: Readonly<Record<string, number>>;
    readonly byMonth: readonly number[];
  };
  readonly hotline: {
    readonly calls: number;
    readonly enterprise: number;
    readonly residents: number;
    readonly immediate: number;
    readonly assigned: number;
    readonly closed: number;
    readonly closing: Ratio;
    readonly closedInTime: Ratio;
    readonly satisfaction: Ratio & { readonly notReached: number };
    readonly byMonth: readonly number[];
  };
  readonly opinion: {
    readonly collected: number;
    /** 编报: submitted to the district at least once */
    readonly compiled: number;
    readonly adopted: {
      readonly county: number;
      readonly city: number;
      readonly province: number;
      readonly national: number;
    };
    readonly passedOn: { readonly national: number; readonly city: number; readonly cityCommittee: number };
    readonly instructed: number;
    readonly replied: number;
    readonly byMonth: readonly number[];
  };
}

export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  /** Records in the period that the ratio leaves out, with the reason in the figure's rule. */
  readonly leftOut: number;
}

export interface FigureRule {
  /** Path in YearFigures, e.g. `hotline.satisfaction`. */
  readonly figure: string;
  readonly zh: string;
  readonly en: string;
  /** 口径 in one sentence. */
  readonly rule: string;
}

export interface YearReport extends YearFigures {
  readonly year: number;
  /** null: all stations together. */
  readonly station: string | null;
  readonly rules: readonly FigureRule[];
  /** Months (1–12) up to now without a record and without 零报告, per kind. */
  readonly missingMonths: Readonly<Record<MainKind, readonly number[]>>;
}

/** What the duty record 委员履职档案 counts. */
export type DutyKey =
  | "attended"
  | "convened"
  | "hosted"
  | "reported"
  | "adopted"
  | "adoptedCounty"
  | "adoptedCity"
  | "adoptedProvince"
  | "adoptedNational"
  | "passedOn"
  | "instructed"
  | "callsTaken"
  | "callsClosed";

export interface DutyMember {
  readonly id: string;
  readonly name: string;
  readonly station: string;
  readonly roles: readonly string[];
  readonly levels: readonly MemberLevel[];
  /** In the year's term (届次). */
  readonly sector: string | null;
  readonly employer: string | null;
  readonly homeStation: string | null;
  readonly active: boolean;
  readonly leftOn: string | null;
}

export interface DutyRow extends DutyMember {
  /** null is 缺: the member's station recorded nothing of that kind in the year and reported no zero either. */
  readonly values: Readonly<Record<DutyKey, number | null>>;
}

/** Somebody who is named in records and could not be counted. */
export interface DutyUnresolved {
  /** null for a member who was removed from the roster. */
  readonly name: string | null;
  /** As the records write it; with `station` what `report.dutyRows` takes as `person`. */
  readonly person: string;
  readonly station: string;
  /** `several`: the roster has several of that name; `unknown`: none; `removed`: no longer in it. */
  readonly reason: "several" | "unknown" | "removed";
  readonly figure: DutyKey;
  readonly count: number;
}

export interface DutyReport {
  readonly year: number;
  /** null: all stations together. */
  readonly station: string | null;
  readonly figures: readonly {
    readonly key: DutyKey;
    readonly zh: string;
    readonly en: string;
    /** 口径 in one sentence. */
    readonly rule: string;
    readonly kind: MainKind;
  }[];
  /** By pinyin; members without anything are among them. */
  readonly rows: readonly DutyRow[];
  /** Members of the roster who had left before the year and did nothing in it: not listed. */
  readonly former: number;
  readonly unresolved: readonly DutyUnresolved[];
  /** Sessions attended by more members than are named. */
  readonly unnamed: readonly string[];
}

export interface DutyRecord {
  readonly kind: MainKind;
  readonly id: string;
  readonly date: string;
  readonly title: string;
  /** What it counts for. */
  readonly figures: readonly DutyKey[];
}

export interface DutyRows {
  readonly records: readonly DutyRecord[];
}

/** The rows behind a figure. */
export interface FigureRows {
  readonly figure: string;
  readonly rule: string;
  readonly numerator: readonly string[];
  /** What each numerator row adds to the figure: 1, or the people of a session. */
  readonly amounts: readonly number[];
  /** Only for ratios. */
  readonly denominator: readonly string[] | null;
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
}

// ── upkeep ──

export interface CheckReport {
  readonly ok: boolean;
  readonly integrity: string;
  readonly foreignKeys: number;
  /** Entries verified in each chain, and the first seq that does not verify. */
  readonly chains: readonly { readonly replica: string; readonly entries: number; readonly brokenAt: number | null }[];
  /** Tables whose content differs from a rebuild of the journal. */
  readonly rebuildDiffers: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly stateHash: string;
  readonly attachments: AttachmentCheck;
}

/** Contents of attachments on the disk, by the names that records give them. */
export interface AttachmentCheck {
  readonly checked: number;
  /** Of this office's own records: these have to be added again or restored. */
  readonly missing: readonly string[];
  /** The bytes are not what was added. */
  readonly changed: readonly string[];
  /** Of stations' records, still to come with a bundle; no fault. */
  readonly waiting: number;
}

/** Whose value of a setting holds. */
export type SettingSources = Readonly<Record<keyof Settings, "default" | "local" | "district">>;

export interface PlaceStatus {
  readonly folder: string;
  /** When the place was last known to hold everything, milliseconds since 1970. */
  readonly lastAt: number | null;
  /** Nothing has changed since its newest backup. */
  readonly isCurrent: boolean;
  readonly count: number;
  readonly bytes: number;
  readonly failure: { readonly at: number; readonly number: number; readonly message: string } | null;
  readonly warning: "failed" | "old" | null;
}

export interface BackupStatus {
  readonly plan: BackupPlan;
  readonly here: PlaceStatus;
  /** null when no second place was chosen. */
  readonly second: PlaceStatus | null;
}

export interface BackupEntry {
  readonly file: string;
  readonly at: number;
  readonly reason: BackupReason;
  readonly bytes: number;
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  /** The file has the length that was written. */
  readonly isWhole: boolean;
  /** Changes made since; null when the present data does not continue this backup, or cannot be read. */
  readonly since: number | null;
}

export interface BackupKindLook {
  readonly kind: z.infer<typeof listedKindSchema>;
  readonly backup: number;
  /** null when the present data cannot be read. */
  readonly now: number | null;
  readonly changed: number;
  /** Records that a restore would take away. */
  readonly onlyNow: number;
  /** Records that a restore would bring back. */
  readonly onlyBackup: number;
}

export interface BackupLook {
  readonly file: string;
  /** When it was made; null for a file without a manifest. */
  readonly at: number | null;
  readonly name: string;
  readonly role: "station" | "district";
  /** Time of the newest change in it. */
  readonly newest: number | null;
  readonly drafts: number;
  readonly kinds: readonly BackupKindLook[];
}

export interface BackupRecord {
  readonly id: string;
  readonly title: string;
  readonly date: string | null;
  readonly updatedAt: number;
  readonly difference: "same" | "changed" | "onlyNow" | "onlyBackup";
}

export interface RestoreResult {
  readonly status: AppStatus;
  /** The backup of what was replaced; restoring it undoes the restore. Null when that could not be read. */
  readonly undo: string | null;
  /** This PC goes on as a new one, which the district must confirm. */
  readonly renewed: boolean;
  readonly checkCode: string | null;
}

export interface FolderReport {
  /** The folder that would hold the data: the chosen one, or a new one in it when it holds other things. */
  readonly folder: string;
  readonly refusal: ErrorReport | null;
  readonly warnings: readonly FolderWarning[];
  /** Bytes; null where it could not be told. */
  readonly free: number | null;
  /** Data that is there already and can be opened. */
  readonly existing: { readonly name: string; readonly role: "station" | "district" } | null;
}

export type FolderWarning =
  | { readonly kind: "cloud"; readonly service: string }
  | { readonly kind: "temporary" }
  | { readonly kind: "unknownDrive" }
  | { readonly kind: "littleSpace" };

export interface FolderStatus {
  readonly dir: string;
  readonly free: number | null;
  /** Bytes of database, attachments and backups. */
  readonly bytes: { readonly database: number; readonly attachments: number; readonly backups: number };
  /** The folder the data was moved from, while it still holds the old copy. */
  readonly previous: string | null;
  readonly sample: { readonly canStart: boolean; readonly exists: boolean };
}

/**
 * THE map of operations: name → input schema and output type. The utility process in Electron, the loopback host, the CLI
 * and the tests all serve and call exactly these. Imports the schema alone; `handlers/` implements it.
 */
import { z } from "zod";
import type { ErrorReport } from "./schema/errors.ts";
import { recordId } from "./schema/field.ts";
import { kindSchema, listedKindSchema, mainKindSchema, type Fields, type Kind, type MainKind, type Stored } from "./schema/kinds.ts";
import { settingsSchema, type Settings } from "./schema/settings.ts";

export interface Operation<I extends z.ZodType, O> {
  readonly input: I;
  /** Phantom: the type of the result. Never present at run time. */
  readonly output?: O;
}

const operation = <O>() => <I extends z.ZodType>(input: I): Operation<I, O> => ({ input });

const nothing = z.strictObject({});
const path = z.string().min(1).max(4_096);
const fields = z.record(z.string(), z.json());
const year = z.int().min(1949).max(2200);

/** Where a record stands on its way to the district: 已保存 → 已导出 → 已送达 → 已导入. */
export type DeliveryState = "saved" | "exported" | "received" | "imported";

export interface AppStatus {
  /** null before the first run's choice. */
  readonly role: "station" | "district" | null;
  readonly name: string | null;
  readonly dir: string;
  readonly version: string;
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
  readonly conflicts: readonly { readonly field: string; readonly shown: unknown; readonly aside: unknown; readonly asidePosition: number }[];
}

export interface HistoryEntry {
  readonly position: number;
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
  readonly recent: readonly ListedRecord[];
  /** At a district: stations, newest import first; a month without a bundle counts as 缺报. */
  readonly stations: readonly StationStatus[];
}

export interface DueDate {
  /** null when the year's holidays are not known yet or no rule applies. */
  readonly dueOn: string | null;
  /** How it was counted, day by day, in Chinese. */
  readonly explanation: string;
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

export interface LedgerPreview {
  readonly file: string;
  /** The sheet that is shown; the import takes every sheet of the same kind unless one is named. */
  readonly sheet: string;
  readonly sheets: readonly { readonly sheet: string; readonly kind: MainKind; readonly rows: number }[];
  readonly kind: MainKind;
  readonly year: number | null;
  readonly title: string | null;
  readonly headerRows: readonly number[];
  readonly columns: readonly LedgerColumn[];
  /** What a column may be mapped to, for the choice in the preview. */
  readonly targets: readonly { readonly target: string; readonly label: string }[];
  readonly rows: number;
  /** Rows recognised as imported before; they are left out. */
  readonly known: number;
  readonly sample: readonly { readonly row: number; readonly fields: Readonly<Record<string, unknown>>; readonly events: readonly Readonly<Record<string, unknown>>[] }[];
  readonly skipped: readonly LedgerSkipped[];
  readonly problems: readonly LedgerProblem[];
}

export interface LedgerResult {
  /** Names the batch for `ledger.undo`; null when nothing was imported (a dry run, or all rows were known). */
  readonly batch: string | null;
  readonly kind: MainKind;
  readonly imported: number;
  readonly known: number;
  readonly skipped: readonly LedgerSkipped[];
  readonly problems: readonly LedgerProblem[];
}

export interface LedgerBatch {
  readonly batch: string;
  readonly file: string;
  readonly kind: MainKind;
  readonly imported: number;
  readonly importedAt: number;
  readonly undoneAt: number | null;
}

const ledgerInput = z.strictObject({
  file: path,
  sheet: z.string().max(100).optional(),
  kind: mainKindSchema.optional(),
  year: year.optional(),
  /** Column index → target, overriding what was proposed; null leaves the column to the note. */
  mapping: z.record(z.string().regex(/^\d+$/), z.string().nullable()).optional(),
});

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
    readonly adopted: { readonly county: number; readonly city: number; readonly province: number; readonly national: number };
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
}

/** A child row as a form sends it: `id` null for a new one. */
const childInput = z.strictObject({ id: recordId.nullable(), fields });

export const api = {
  "app.status": operation<AppStatus>()(nothing),
  "app.setup": operation<AppStatus>()(
    z.strictObject({ role: z.enum(["station", "district"]), name: z.string().trim().min(1).max(60), operator: z.string().trim().min(1).max(30).optional() }),
  ),
  "app.signIn": operation<AppStatus>()(z.strictObject({ operator: z.string().trim().min(1).max(30) })),
  "operator.list": operation<readonly { id: string; name: string; active: boolean }[]>()(nothing),

  "settings.get": operation<Settings>()(nothing),
  "settings.set": operation<Settings>()(z.strictObject({ values: settingsSchema.partial() })),

  "record.list": operation<RecordPage>()(
    z.strictObject({
      kind: listedKindSchema,
      search: z.string().max(200).optional(),
      year: year.optional(),
      state: z.string().max(40).optional(),
      station: z.string().optional(),
      ids: z.array(recordId).max(100_000).optional(),
      sort: z.enum(["date", "updated", "name"]).optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(1_000).default(100),
    }),
  ),
  "record.get": operation<FullRecord>()(z.strictObject({ id: recordId })),
  /** Creates (no id) or updates a record with its child rows in one transaction, and drops the draft it came from. */
  "record.save": operation<FullRecord>()(
    z.strictObject({
      kind: kindSchema,
      id: recordId.optional(),
      fields,
      problems: z.array(childInput).max(500).optional(),
      measures: z.array(childInput).max(500).optional(),
      events: z.array(fields).max(100).optional(),
      draftKey: z.string().max(100).optional(),
    }),
  ),
  "record.delete": operation<{ id: string }>()(z.strictObject({ id: recordId })),
  /** Undoes a deletion, child rows included. */
  "record.restore": operation<FullRecord>()(z.strictObject({ id: recordId })),
  /** A citizen's request: forgets what identifies the person, here and everywhere the record went. */
  "record.erase": operation<FullRecord>()(z.strictObject({ id: recordId })),
  "record.history": operation<readonly HistoryEntry[]>()(z.strictObject({ id: recordId })),
  "record.resolve": operation<FullRecord>()(
    z.strictObject({ id: recordId, field: z.string(), asidePosition: z.int(), keep: z.enum(["shown", "aside"]) }),
  ),
  "event.add": operation<FullRecord>()(z.strictObject({ recordId, fields })),
  "event.void": operation<FullRecord>()(z.strictObject({ eventId: recordId, text: z.string().trim().min(1).max(500) })),

  "draft.put": operation<{ updatedAt: number }>()(
    z.strictObject({ key: z.string().min(1).max(100), kind: listedKindSchema, recordId: recordId.nullable(), content: fields }),
  ),
  "draft.get": operation<Draft | null>()(z.strictObject({ key: z.string().min(1).max(100) })),
  "draft.list": operation<readonly Draft[]>()(nothing),
  "draft.discard": operation<{ discarded: boolean }>()(z.strictObject({ key: z.string().min(1).max(100) })),

  "today.get": operation<Today>()(nothing),
  "suggest": operation<readonly { id: string | null; text: string }[]>()(
    z.strictObject({ list: z.enum(["sector", "category", "village", "unit", "member", "brand", "operator"]), search: z.string().max(100), limit: z.int().min(1).max(200).default(20) }),
  ),
  "hotline.due": operation<DueDate>()(
    z.strictObject({ calledAt: z.string(), demandType: z.string().nullable(), urgent: z.boolean() }),
  ),

  "ledger.preview": operation<LedgerPreview>()(ledgerInput),
  "ledger.import": operation<LedgerResult>()(ledgerInput.extend({ dryRun: z.boolean().default(false) })),
  "ledger.batches": operation<readonly LedgerBatch[]>()(nothing),
  /** `kept` are records that were changed since and therefore stay. */
  "ledger.undo": operation<{ batch: string; removed: number; kept: readonly string[] }>()(z.strictObject({ batch: z.string() })),
  "ledger.export": operation<{ file: string; rows: number }>()(
    z.strictObject({ kind: mainKindSchema, year: year.optional(), file: path }),
  ),

  "attachment.add": operation<FullRecord>()(
    z.strictObject({ recordId, file: path, role: z.enum(["signIn", "photo", "minutes", "other"]) }),
  ),
  "attachment.read": operation<{ name: string; mime: string | null; file: string }>()(z.strictObject({ id: recordId })),

  "bundle.export": operation<BundleExport>()(z.strictObject({ folder: path })),
  "bundle.inspect": operation<BundleSummary>()(z.strictObject({ file: path })),
  "bundle.import": operation<{ results: readonly ImportResult[] }>()(
    z.strictObject({ files: z.array(path).min(1).max(1_000), dryRun: z.boolean().default(false) }),
  ),
  "receipt.export": operation<BundleExport>()(z.strictObject({ station: z.string().min(1), folder: path })),
  "receipt.import": operation<ReceiptResult>()(z.strictObject({ file: path })),
  "transfer.list": operation<readonly Transfer[]>()(z.strictObject({ limit: z.int().min(1).max(500).default(100) })),

  "district.invite": operation<{ file: string; station: string; invitation: string }>()(
    z.strictObject({ station: z.string().trim().min(1).max(60), file: path }),
  ),
  "district.stations": operation<{ stations: readonly StationStatus[] }>()(nothing),
  /** Confirms a waiting PC after the phone call; its held bundles are imported. */
  "district.confirm": operation<{ stations: readonly StationStatus[]; results: readonly ImportResult[] }>()(
    z.strictObject({ replica: z.string().min(1) }),
  ),
  "district.retire": operation<{ stations: readonly StationStatus[] }>()(z.strictObject({ replica: z.string().min(1) })),
  "district.roster": operation<{ file: string; version: number }>()(z.strictObject({ file: path })),
  "station.join": operation<{ district: string; station: string; checkCode: string }>()(z.strictObject({ file: path })),
  "station.roster": operation<{ version: number; enrolment: "waiting" | "active" | "retired" }>()(z.strictObject({ file: path })),

  "report.year": operation<YearReport>()(z.strictObject({ year, station: z.string().optional() })),
  "report.rows": operation<FigureRows>()(z.strictObject({ year, figure: z.string(), station: z.string().optional() })),

  "check.run": operation<CheckReport>()(nothing),
  "backup.create": operation<{ file: string; bytes: number; sha256: string }>()(z.strictObject({ file: path })),
} as const;

export type Api = typeof api;
export type OperationName = keyof Api;
export const operationNames = Object.keys(api) as readonly OperationName[];

/** What a caller passes: defaults may be left out. */
export type Input<N extends OperationName> = z.input<Api[N]["input"]>;
/** What a handler receives. */
export type Checked<N extends OperationName> = z.output<Api[N]["input"]>;
export type Output<N extends OperationName> = Api[N] extends Operation<z.ZodType, infer O> ? O : never;

/** Progress of an operation that takes longer than a moment. `total` is null while it is not known. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
}

/** How any host is called: the same shape over a MessagePort, HTTP and in process. */
export interface Client {
  call<N extends OperationName>(name: N, input: Input<N>, options?: CallOptions): Promise<Output<N>>;
}

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Messages between a client and a host. `id` is the client's, one a call. */
export type ToHost =
  | { readonly type: "call"; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: "cancel"; readonly id: number };
export type FromHost =
  | { readonly type: "result"; readonly id: number; readonly output: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: ErrorReport }
  | { readonly type: "progress"; readonly id: number; readonly progress: Progress };

export type { Fields };

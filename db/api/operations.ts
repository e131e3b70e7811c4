/**
 * THE map of operations: name → input schema and output type. The utility process in Electron, the loopback host, the CLI
 * and the tests all serve and call exactly these. Imports the schema alone; `handlers/` implements it.
 */
import { z } from "zod";
import type {
  AppStatus,
  BatchResult,
  BatchUndone,
  BackupEntry,
  BackupLook,
  BackupRecord,
  BackupStatus,
  BundleExport,
  BundleSummary,
  CategoryUse,
  CheckReport,
  DeletedRecord,
  Draft,
  DueDate,
  DutyReport,
  DutyRows,
  FigureRows,
  FolderReport,
  FolderAccess,
  FolderStatus,
  FullRecord,
  HistoryEntry,
  HolidayPack,
  ImportResult,
  KeysStatus,
  LedgerBatch,
  LedgerFile,
  LedgerPreview,
  LedgerResult,
  LedgerRow,
  LinkedRecord,
  ListTotal,
  WaitingSettings,
  PaperMade,
  PaperSaved,
  PaperTemplateInfo,
  Reading,
  ReceiptResult,
  RecordPage,
  SimilarRecord,
  SearchResult,
  RestoreResult,
  SettingSources,
  StationStatus,
  StoredFile,
  Suggested,
  Today,
  TypedText,
  Transfer,
  YearReport,
} from "./answers.ts";
import type { ErrorReport } from "../schema/errors.ts";
import { passphrase } from "../schema/passphrase.ts";
import { eventFields } from "../schema/event.ts";
import { recordId } from "../schema/field.ts";
import { kindSchema, listedKindSchema } from "../schema/kinds.ts";
import { listQuerySchema, listQueryShape, MAX_LISTED } from "../schema/list-query.ts";
import { draftContentSchema } from "../schema/draft.ts";
import { ledgerKindSchema, paperKindSchema } from "../schema/paper.ts";
import { preferencesSchema, type Preferences } from "../schema/preferences.ts";
import { settingsSchema, type Settings } from "../schema/settings.ts";
import type { Words } from "../schema/words.ts";

export type * from "./answers.ts";

export interface Operation<I extends z.ZodType, O> {
  readonly input: I;
  /** Phantom: the type of the result. Never present at run time. */
  readonly output?: O;
}

const operation =
  <O>() =>
  <I extends z.ZodType>(input: I): Operation<I, O> => ({ input });

const nothing = z.strictObject({});
const path = z.string().min(1).max(4_096);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileName = z.string().trim().min(1).max(1_000);
const fields = z.record(z.string(), z.json());
const year = z.int().min(1949).max(2200);

const sheet = z.string().max(100);
const column = z.string().regex(/^\d{1,5}$/);
const row = z.int().min(1).max(1_048_576);

const ledgerInput = z.strictObject({
  file: path,
  kind: listedKindSchema.optional(),
  year: year.optional(),
  /** Left out: every sheet of the kind. */
  sheets: z.array(sheet).min(1).max(200).optional(),
  /** What a person said about a sheet; rows from 1. */
  layouts: z
    .record(
      sheet,
      z.strictObject({
        header: z.strictObject({ first: row, last: row }).optional(),
        dataFrom: row.optional(),
        /** Column index → target, overriding what was proposed; null leaves the column to the note. */
        mapping: z.record(column, z.string().max(60).nullable()).optional(),
      }),
    )
    .optional(),
  /** Corrections, by sheet and row: cells by column index, and what to do with the row. */
  edits: z
    .record(
      sheet,
      z.record(
        z.string().regex(/^\d{1,7}$/),
        z.strictObject({
          cells: z.record(column, z.string().max(20_000)).optional(),
          action: z.enum(["add", "update", "join", "skip"]).optional(),
          target: recordId.optional(),
        }),
      ),
    )
    .optional(),
  /** Rows imported before (`skip` unless told), rows like a record that is here (`add`), people in the roster (`update`). */
  onKnown: z.enum(["skip", "add"]).optional(),
  onLikely: z.enum(["skip", "add"]).optional(),
  onSame: z.enum(["skip", "update"]).optional(),
});

/** A child row as a form sends it: `id` null for a new one. */
const childInput = z.strictObject({ id: recordId.nullable(), fields });

/** Names where something is typed. */
const place = z.string().min(1).max(200);

const typed = (longest: number) => z.string().max(longest).nullable().default(null);

/** What a form holds so far, of the fields that tell one matter from another. */
const similarInput = z.strictObject({
  kind: z.enum(["opinion", "hotline"]),
  /** The record that is being edited; null for a new one. */
  id: recordId.nullable().default(null),
  title: typed(500),
  text: typed(60_000),
  village: typed(200),
  caller: typed(200),
  enterprise: typed(200),
  phone: typed(200),
});

export const api = {
  "app.status": operation<AppStatus>()(nothing),
  "app.setup": operation<AppStatus>()(
    z.strictObject({
      role: z.enum(["station", "district"]),
      name: z.string().trim().min(1).max(60),
      operator: z.string().trim().min(1).max(30).optional(),
      /** Where the data shall live, at the first run; inspected again. */
      folder: path.optional(),
    }),
  ),
  "app.signIn": operation<AppStatus>()(z.strictObject({ operator: z.string().trim().min(1).max(30) })),
  "operator.list": operation<readonly { id: string; name: string; active: boolean }[]>()(nothing),

  "settings.get": operation<Settings>()(nothing),
  /** Whose value holds: the district's cannot be changed at a station. */
  "settings.sources": operation<SettingSources>()(nothing),
  /** A station's own values that do not hold because the district has set these; empty at a district. */
  "settings.waiting": operation<WaitingSettings>()(nothing),
  /** Refused at a station for what the district has set. */
  "settings.set": operation<Settings>()(z.strictObject({ values: settingsSchema.partial() })),
  /** Takes this office's own values away, with those that go together with them. */
  "settings.reset": operation<Settings>()(z.strictObject({ keys: z.array(settingsSchema.keyof()).min(1).max(50) })),

  "preference.get": operation<Preferences>()(nothing),
  "preference.set": operation<Preferences>()(z.strictObject({ values: preferencesSchema.partial() })),

  "record.list": operation<RecordPage>()(
    z.strictObject({
      ...listQueryShape,
      /** The columns that are shown: derived ones are worked out for these alone. */
      columns: z.array(z.string().max(60)).max(60).optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(1_000).default(100),
    }),
  ),
  /** The ids of a stretch of the list: what Ctrl+A and Shift+click select, loaded or not. */
  "record.ids": operation<readonly string[]>()(
    z.strictObject({
      ...listQueryShape,
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(MAX_LISTED).default(MAX_LISTED),
    }),
  ),
  /** The figures of what a list shows, by the rules of the year report. */
  "record.totals": operation<readonly ListTotal[]>()(listQuerySchema),
  /** The list as it is shown, in its columns: .xlsx or, by the file's name, .csv. */
  "list.export": operation<{ file: string; rows: number }>()(
    z.strictObject({ query: listQuerySchema, columns: z.array(z.string().max(60)).min(1).max(60), file: path }),
  ),
  /** A step, the deletion or the return of many records, in one transaction; those it does not apply to are left out with the reason. */
  "records.batch": operation<BatchResult>()(
    z.strictObject({
      ids: z.array(recordId).min(1).max(MAX_LISTED),
      action: z.discriminatedUnion("type", [
        z.strictObject({ type: z.literal("event"), fields: z.looseObject({ type: eventFields.shape.type }) }),
        z.strictObject({ type: z.literal("delete") }),
        z.strictObject({ type: z.literal("restore") }),
      ]),
    }),
  ),
  /** How many of the records were adopted, instructed on, answered or closed: what a deletion takes from the figures. */
  "records.actedOn": operation<{ total: number }>()(z.strictObject({ ids: z.array(recordId).min(1).max(MAX_LISTED) })),
  "records.undo": operation<BatchUndone>()(z.strictObject({ tx: recordId })),
  "record.get": operation<FullRecord>()(z.strictObject({ id: recordId })),
  /** Creates (no id) or updates a record with its child rows in one transaction, and drops the draft it came from. */
  "record.save": operation<FullRecord>()(
    z.strictObject({
      kind: kindSchema,
      id: recordId.optional(),
      fields,
      problems: z.array(childInput).max(500).optional(),
      measures: z.array(childInput).max(500).optional(),
      /** Files whose bytes are stored already (`attachment.finish`); the order is the list's. */
      attachments: z.array(childInput).max(200).optional(),
      events: z.array(fields).max(100).optional(),
      draftKey: z.string().max(100).optional(),
    }),
  ),
  "record.delete": operation<{ id: string }>()(z.strictObject({ id: recordId })),
  /** 最近删除: newest first, every kind that has a list. */
  "record.deleted": operation<readonly DeletedRecord[]>()(z.strictObject({})),
  /** Undoes a deletion, child rows included. */
  "record.restore": operation<FullRecord>()(z.strictObject({ id: recordId })),
  /** A citizen's request: forgets what identifies the person, here and everywhere the record went. */
  "record.erase": operation<FullRecord>()(z.strictObject({ id: recordId })),
  /** The clerk has the record open: what the district answered is no longer news. */
  "record.seen": operation<{ id: string }>()(z.strictObject({ id: recordId })),
  /** With the entries of its child rows, deleted ones too; newest first. */
  "record.history": operation<readonly HistoryEntry[]>()(z.strictObject({ id: recordId })),
  "record.resolve": operation<FullRecord>()(
    z.strictObject({ id: recordId, field: z.string(), asidePosition: z.int(), keep: z.enum(["shown", "aside"]) }),
  ),
  /** Records that this one names, and those that name it. */
  "record.links": operation<readonly LinkedRecord[]>()(z.strictObject({ id: recordId })),
  /** Records that may be about the same matter as a form that is being filled in. */
  "record.similar": operation<readonly SimilarRecord[]>()(similarInput),
  "event.add": operation<FullRecord>()(z.strictObject({ recordId, fields })),
  "event.void": operation<FullRecord>()(z.strictObject({ eventId: recordId, text: z.string().trim().min(1).max(500) })),

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

  /** Reads a file of days off and shifted working days; nothing is saved. */
  "holiday.read": operation<HolidayPack>()(z.strictObject({ file: path })),
  /** The days that count now: the settings' own years, else those that came with the program. */
  "holiday.inUse": operation<{ years: Settings["holidays"] }>()(nothing),

  /** What is in a file: sheets, their first cells, what was recognised. */
  "ledger.open": operation<LedgerFile>()(z.strictObject({ file: path })),
  "ledger.preview": operation<LedgerPreview>()(ledgerInput),
  /** A page of one sheet's rows with their problems; `only: "problems"` leaves the others out. */
  "ledger.rows": operation<{ total: number; rows: readonly LedgerRow[] }>()(
    ledgerInput.extend({
      sheet,
      only: z.enum(["all", "problems"]).default("all"),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
  ),
  /** The next or previous problem from a cell (`column` from 0, -1 before the first); null when there is none. */
  "ledger.find": operation<{ index: number; column: number | null } | null>()(
    ledgerInput.extend({
      sheet,
      only: z.enum(["all", "problems"]).default("all"),
      index: z.int().min(-1),
      column: z.int().min(-1),
      direction: z.enum(["next", "previous"]),
    }),
  ),
  "ledger.import": operation<LedgerResult>()(
    ledgerInput.extend({
      dryRun: z.boolean().default(false),
      /** Names to add to the registers along with the records. */
      register: z
        .strictObject({
          members: z.array(z.string().trim().min(1).max(200)).max(5_000),
          villages: z.array(z.string().trim().min(1).max(200)).max(5_000),
        })
        .optional(),
    }),
  ),
  /** Writes the rows that cannot be imported, with the reasons, as .xlsx to be corrected and imported. */
  "ledger.errors": operation<{ file: string; rows: number }>()(ledgerInput.extend({ to: path })),
  /** The three-level list of categories in a file, as "一级/二级/三级". */
  "ledger.categories": operation<{ categories: readonly string[] }>()(z.strictObject({ file: path })),
  "ledger.batches": operation<readonly LedgerBatch[]>()(nothing),
  /** `kept` are records that were changed since and therefore stay. */
  "ledger.undo": operation<{ batch: string; removed: number; kept: readonly string[] }>()(
    z.strictObject({ batch: z.string() }),
  ),
  "ledger.export": operation<{ file: string; rows: number }>()(
    z.strictObject({ kind: ledgerKindSchema, year: year.optional(), file: path }),
  ),

  /** A record's document, for the screen and the printer. */
  "paper.make": operation<PaperMade>()(z.strictObject({ id: recordId })),
  /** Replaces a file of that name. */
  "paper.save": operation<PaperSaved>()(z.strictObject({ id: recordId, file: path })),
  /** One file a record, under names that are free. */
  "paper.saveAll": operation<PaperSaved>()(z.strictObject({ ids: z.array(recordId).min(1).max(2_000), folder: path })),
  "paper.templates": operation<readonly PaperTemplateInfo[]>()(nothing),
  "paper.exportTemplate": operation<{ file: string }>()(
    z.strictObject({ kind: paperKindSchema, file: path, builtIn: z.boolean().default(false) }),
  ),
  /** Takes a .docx as the template of a kind, after its checks and a trial rendering. */
  "paper.replaceTemplate": operation<PaperTemplateInfo>()(z.strictObject({ kind: paperKindSchema, file: path })),
  /** Back to the built-in template. */
  "paper.resetTemplate": operation<PaperTemplateInfo>()(z.strictObject({ kind: paperKindSchema })),

  "attachment.add": operation<FullRecord>()(
    z.strictObject({ recordId, file: path, role: z.enum(["signIn", "photo", "minutes", "other"]) }),
  ),
  /** A new file's bytes come in pieces, so that a large one never lies in memory as a whole; `append` in order. */
  "attachment.begin": operation<{ upload: string }>()(z.strictObject({ name: fileName, size: z.int().min(1) })),
  "attachment.append": operation<{ received: number }>()(
    z.strictObject({ upload: z.uuid(), offset: z.int().min(0), data: z.base64().max(4 * 1_048_576) }),
  ),
  /** Flushes, reads back and compares. The content is then in the store and waits for a draft or a record to name it. */
  "attachment.finish": operation<StoredFile>()(z.strictObject({ upload: z.uuid() })),
  "attachment.abort": operation<{ aborted: boolean }>()(z.strictObject({ upload: z.uuid() })),
  /** Whether contents are still what they were; reads them all. */
  "attachment.verify": operation<readonly { sha256: string; state: "ok" | "missing" | "changed" }[]>()(
    z.strictObject({ sha256: z.array(sha256).max(500) }),
  ),
  /** A piece of a content, for thumbnails and the preview. */
  "attachment.data": operation<{ data: string; size: number }>()(
    z.strictObject({ sha256, offset: z.int().min(0), length: z.int().min(1).max(1_048_576) }),
  ),
  /** A checked read-only copy under the file's own name, for the system's program. */
  "attachment.open": operation<{ file: string }>()(z.strictObject({ sha256, name: fileName })),

  "bundle.export": operation<BundleExport>()(z.strictObject({ folder: path })),
  "bundle.inspect": operation<BundleSummary>()(z.strictObject({ file: path })),
  "bundle.import": operation<{ results: readonly ImportResult[] }>()(
    z.strictObject({ files: z.array(path).min(1).max(1_000), dryRun: z.boolean().default(false) }),
  ),
  "receipt.export": operation<BundleExport>()(z.strictObject({ station: z.string().min(1), folder: path })),
  "receipt.import": operation<ReceiptResult>()(z.strictObject({ file: path })),
  /** 交还: what a station had sent, back to its confirmed PCs, with a receipt; read there by `receipt.import`. */
  "return.export": operation<BundleExport>()(z.strictObject({ station: z.string().min(1), folder: path })),
  "transfer.list": operation<readonly Transfer[]>()(z.strictObject({ limit: z.int().min(1).max(500).default(100) })),

  "district.invite": operation<{ file: string; station: string; invitation: string }>()(
    z.strictObject({ station: z.string().trim().min(1).max(60), file: path }),
  ),
  "district.stations": operation<{ stations: readonly StationStatus[] }>()(nothing),
  /** Confirms a waiting PC after the phone call; its held bundles are imported. */
  "district.confirm": operation<{ stations: readonly StationStatus[]; results: readonly ImportResult[] }>()(
    z.strictObject({ replica: z.string().min(1) }),
  ),
  "district.retire": operation<{ stations: readonly StationStatus[] }>()(
    z.strictObject({ replica: z.string().min(1) }),
  ),
  "district.roster": operation<{ file: string; version: number }>()(z.strictObject({ file: path })),
  "station.join": operation<{ district: string; station: string; checkCode: string }>()(z.strictObject({ file: path })),
  "station.roster": operation<{ version: number; enrolment: "waiting" | "active" | "retired" }>()(
    z.strictObject({ file: path }),
  ),

  /** 密钥文件: this office on another PC. Two passphrases that differ in width or spaces at the ends are the same. */
  "keys.status": operation<KeysStatus>()(nothing),
  "keys.export": operation<KeysStatus>()(z.strictObject({ file: path, passphrase })),
  /** At the first run the office begins from the file; with its data here, the missing keys are brought. */
  "keys.import": operation<AppStatus>()(
    z.strictObject({
      file: path,
      passphrase: z.string().min(1).max(200),
      operator: z.string().trim().min(1).max(30).optional(),
    }),
  ),

  "report.year": operation<YearReport>()(z.strictObject({ year, station: z.string().optional() })),
  /** 委员履职档案: every member's numbers of a year. */
  "report.duty": operation<DutyReport>()(z.strictObject({ year, station: z.string().optional() })),
  /** The records behind one member's numbers (of one figure, or all), or behind a name that could not be counted. */
  "report.dutyRows": operation<DutyRows>()(
    z.strictObject({
      year,
      station: z.string().optional(),
      figure: z.string().max(40).optional(),
      member: recordId.optional(),
      person: z.strictObject({ text: z.string().min(1).max(200), station: z.string() }).optional(),
    }),
  ),
  "report.rows": operation<FigureRows>()(z.strictObject({ year, figure: z.string(), station: z.string().optional() })),

  "check.run": operation<CheckReport>()(nothing),
  "backup.create": operation<{ file: string; bytes: number; sha256: string }>()(z.strictObject({ file: path })),
  "backup.status": operation<BackupStatus>()(nothing),
  "backup.now": operation<BackupStatus>()(nothing),
  /** The backups of a place, newest first; `folder` names the place where it is neither of the two known ones. */
  "backup.list": operation<{ backups: readonly BackupEntry[]; unreadable: readonly string[] }>()(
    z.strictObject({ place: z.enum(["here", "second", "folder"]), folder: path.optional() }),
  ),
  "backup.look": operation<BackupLook>()(z.strictObject({ file: path })),
  "backup.records": operation<{ total: number; records: readonly BackupRecord[] }>()(
    z.strictObject({
      file: path,
      kind: listedKindSchema,
      search: z.string().max(100).default(""),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
  ),
  /** Backs the present data up, then puts the backup in its place. */
  "backup.restore": operation<RestoreResult>()(z.strictObject({ file: path })),

  "folder.inspect": operation<FolderReport>()(z.strictObject({ folder: path })),
  "folder.status": operation<FolderStatus>()(nothing),
  /** What other users of this PC can read there; null when nothing. */
  "folder.access": operation<FolderAccess | null>()(nothing),
  /** At the first run: goes on with the data that a folder holds already. */
  "folder.open": operation<AppStatus>()(z.strictObject({ folder: path })),
  /** Copies, verifies, switches. The old folder is kept until `folder.forget`. */
  "folder.move": operation<FolderStatus>()(z.strictObject({ folder: path })),
  "folder.forget": operation<FolderStatus>()(nothing),
  "sample.start": operation<AppStatus>()(nothing),
  "sample.end": operation<AppStatus>()(nothing),
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
  readonly step: Words;
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

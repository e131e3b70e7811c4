/** Ledgers and rosters in and out. */
import { z } from "zod";
import type { CellRemark } from "../schema/cell-remarks.ts";
import { recordId } from "../schema/field.ts";
import { listedKindSchema, type ListedKind } from "../schema/kinds.ts";
import { ledgerKindSchema } from "../schema/paper.ts";
import type { Words } from "../schema/words.ts";
import { operation, nothing, path, year } from "./operation.ts";

export interface LedgerColumn {
  readonly index: number;
  readonly header: string;
  /** The file gives the column no label; `header` is made of its letter, in Chinese. */
  readonly isUnlabelled: boolean;
  /** A field of the kind, a virtual target (`LedgerReading.virtual`), or null: kept in the note. */
  readonly target: string | null;
}

export interface LedgerProblem {
  readonly row: number;
  readonly column: string | null;
  readonly header: string | null;
  readonly value: string;
  readonly severity: "error" | "warning";
  readonly remark: CellRemark;
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
export type LedgerRowState = "new" | "known" | "likely" | "same" | "namesake" | "repeated" | "earlier" | "error";

/** `join`: an earlier term of the member in another row. */
export type LedgerAction = "add" | "update" | "join" | "skip";

export interface LedgerPreview {
  readonly file: string;
  readonly kind: ListedKind;
  /** What a column may be mapped to; `initials` are for searching. */
  readonly targets: readonly {
    readonly target: string;
    readonly label: Words;
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
    readonly remark: CellRemark;
  }[];
  /** Records of the register that this row may be; `target` is the one that is updated. */
  readonly candidates: readonly { readonly id: string; readonly fields: Readonly<Record<string, unknown>> }[];
  readonly target: string | null;
  /** Row, from 1, of the member whose earlier term this is. */
  readonly joins: number | null;
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
  /** Rows that became earlier terms of members in other rows. */
  readonly joined?: number;
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

export const ledgerOperations = {
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
  "ledger.errors": operation<{ file: string; rows: number }>()(ledgerInput.extend({ to: path }), { writes: "to" }),
  /** The three-level list of categories in a file, as "一级/二级/三级". */
  "ledger.categories": operation<{ categories: readonly string[] }>()(z.strictObject({ file: path })),
  "ledger.batches": operation<readonly LedgerBatch[]>()(nothing),
  /** `kept` are records that were changed since and therefore stay. */
  "ledger.undo": operation<{ batch: string; removed: number; kept: readonly string[] }>()(
    z.strictObject({ batch: z.string() }),
  ),
  "ledger.export": operation<{ file: string; rows: number }>()(
    z.strictObject({ kind: ledgerKindSchema, year: year.optional(), file: path }),
    { writes: "file" },
  ),
} as const;

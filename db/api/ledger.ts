/** What the import of ledgers and rosters answers. Types alone. */
import type { CellRemark } from "../schema/cell-remarks.ts";
import type { ListedKind } from "../schema/kinds.ts";
import type { Words } from "../schema/words.ts";

export interface LedgerColumn {
  readonly index: number;
  readonly header: string;
  /** The file gives the column no label; `header` is made of its letter, in Chinese. */
  readonly isUnlabelled: boolean;
  /** A field of the kind, a virtual target (see db/ledger/synonyms.ts), or null: kept in the note. */
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

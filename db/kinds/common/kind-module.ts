/**
 * What a kind of record is to the rest of the program, beyond its fields (`db/schema`): how it reads from a ledger, derives its
 * state, is counted, listed, printed and searched. `register.ts` holds one of these for every kind; a part that is missing does
 * not compile.
 */
import type { FullRecord } from "../../api/operations.ts";
import type { Settings } from "../../schema/settings.ts";
import type { Words } from "../../schema/words.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import type { DutyFigure } from "./duty.ts";
import type { StateEvent } from "./events.ts";
import type { CountFigure } from "./figure.ts";
import type { Source } from "./figure-sources.ts";
import type { LedgerField } from "./ledger-fields.ts";
import type { LedgerWords } from "./ledger-words.ts";
import type { PaperData } from "./paper-words.ts";
import type { RowDraft } from "./row-draft.ts";

export type Values = Readonly<Record<string, unknown>>;

/** How rows of a ledger become records of the kind. */
export interface LedgerReading {
  /** Without one of these targets filled a row is no record: what a header must have to be one. */
  readonly anchors: readonly string[];
  /** Words in titles, sheet names and file names that tell the kind. */
  readonly hint: RegExp;
  /** What stations call the columns. A word under several targets goes to the first one that is still free. */
  readonly words: LedgerWords;
  /** Targets that are no field: each becomes an event, a number or a part of a field (`finish`). */
  readonly virtual: Readonly<Record<string, Words>>;
  /** What a row says beyond its plain fields. */
  readonly finish: (draft: RowDraft) => void;
}

/** A kind with a list and a form: the registers, and what every main kind has, too. */
export interface ListedModule {
  readonly ledger: LedgerReading;
  /**
   * In a search over everything, lower comes first. People (1), because a name is looked for most and there are few of
   * them; then calls (2), opinions (3), sessions (4); villages (5) and units (6) last.
   */
  readonly searchRank: number;
  /** The first of these fields that is filled in tells two records of the same title apart where something is looked for. */
  readonly details: readonly string[];
  /** The fields as they are saved: with what the program fills in. @param id null for a new record */
  readonly complete: (db: ReadableDb, id: string | null, set: Values) => Values;
}

/** What follows from a record's events, kept beside it in a table of its own. */
export interface DerivedState {
  /** Its key is `record`; it has columns `state` and `isClosed`. */
  readonly table: string;
  /** Whether it has a column `dueOn`. */
  readonly hasDue: boolean;
  /** Writes the state of a record, or removes that of one that is gone. */
  readonly refresh: (db: WritableDb, record: string, basis: StateBasis) => void;
}

/** What states follow from, read when it is needed. */
export interface StateBasis {
  /** The record's events, the oldest first by what their authors knew. */
  readonly events: () => StateEvent[];
  readonly settings: () => Settings;
}

/** Figures that stand below a list, counted over one source. */
export interface TotalsGroup {
  /** Of the record's table in the source. */
  readonly alias: string;
  /** The source narrowed to the records for which a condition on their alias holds. */
  readonly source: (condition: string) => Source;
  /** In the order in which they are read. */
  readonly figures: Readonly<Record<string, CountFigure>>;
}

/** One of the kinds that a station exists to keep. */
export interface MainModule extends ListedModule {
  /** Kinds of child rows of its own, beside events and attachments. */
  readonly rows: readonly ("problem" | "measure")[];
  readonly state: DerivedState | null;
  /**
   * What an import fills in for the new records of a ledger. Asked once an import, the answer once a row.
   * @param members ids of the members whom the row names as attending
   */
  readonly imported: (db: ReadableDb, station: string) => (row: Values, members: readonly string[]) => Values;
  /** SQL of the list's derived columns over `t` (the record) and `s` (its state), by name. */
  readonly columns: ReadonlyMap<string, string>;
  /** SQL of what a linked record is known by, over `l`. */
  readonly linkName: string;
  readonly totals: readonly TotalsGroup[];
  /** What it counts for in the duty record of a member, in the order of the table's columns. */
  readonly duty: readonly DutyFigure[];
  readonly printed: {
    /** The columns of its 台账. */
    readonly ledger: readonly LedgerField[];
    /** What one record is counted as: 场, 条, 件. */
    readonly counter: string;
    /** What fills its document. */
    readonly data: (db: ReadableDb, full: FullRecord) => PaperData;
    /** What follows its name in the name of a document's file. */
    readonly fileName: (full: FullRecord) => readonly string[];
    readonly hasPhotos: boolean;
  };
}

/** Saved as it was entered. */
export const asEntered: ListedModule["complete"] = (_db, _id, set) => set;

/** Imported as it was read. */
export const asRead: MainModule["imported"] = () => (row) => row;

/** The columns that are kept with the state. */
export const ofState = (...names: readonly string[]): [string, string][] => names.map((name) => [name, `s."${name}"`]);

/** What a printed 台账 shows of a record: columns that fit on A4 landscape, in the words of the printed forms. */
import type { FullRecord } from "../../api/operations.ts";
import type { Kind, Stored } from "../../schema/kinds.ts";
import type { OutputCell } from "../../spreadsheet/ledger-xlsx.ts";
import type { PaperData } from "./paper-words.ts";
import { effectiveSteps } from "./steps.ts";
import { cutText } from "../../schema/plain-text.ts";

/** The record of `full` is of the kind that `full.kind` says; TypeScript does not tie the two together. */
export const recordAs = <K extends Kind>(full: FullRecord, _kind: K): Stored<K> => full.record as unknown as Stored<K>;

/** A record with its words, as a column sees it. */
export interface LedgerRecord {
  readonly full: FullRecord;
  readonly words: PaperData;
}

export interface LedgerField {
  readonly header: string;
  readonly width: number;
  readonly isCentred?: boolean;
  /** Added up in the totals row. */
  readonly isSummed?: boolean;
  readonly cell: (record: LedgerRecord) => OutputCell;
}

/** A row higher than a page cannot be printed by any spreadsheet; the whole text is in the record and its sheet. */
const LONGEST = 240;
const short = (text: string): string => (text.length > LONGEST ? `${cutText(text, LONGEST)}…` : text);

const word =
  (tag: string) =>
  ({ words }: LedgerRecord): OutputCell => {
    const value = words[tag];
    return typeof value === "string" && value !== "" ? short(value) : null;
  };
export const textColumn = (header: string, width: number, tag = header): LedgerField => ({
  header,
  width,
  cell: word(tag),
});
export const briefColumn = (header: string, width: number, tag = header): LedgerField => ({
  ...textColumn(header, width, tag),
  isCentred: true,
});

/** Dates and moments as the program writes them everywhere: 2026-03-02 09:15. */
export const momentColumn = (
  header: string,
  width: number,
  value: (full: FullRecord) => string | null,
): LedgerField => ({
  header,
  width,
  isCentred: true,
  cell: ({ full }) => value(full)?.replace("T", " ") ?? null,
});

export const sumColumn = (header: string, width: number, value: (full: FullRecord) => number | null): LedgerField => ({
  header,
  width,
  isCentred: true,
  isSummed: true,
  cell: ({ full }) => value(full),
});

export const lastStep = (full: FullRecord, type: string) => effectiveSteps(full).findLast((step) => step.type === type);

/**
 * The ledger import under way. Kept for the session, so that leaving the screen and coming back finds the same step, the
 * same corrections, the same place.
 */
import { create } from "zustand";
import type { Input, LedgerAction, LedgerFile, LedgerResult } from "../../db/api/operations.ts";
import type { ListedKind } from "../../db/schema/kinds.ts";

export const wizardSteps = ["file", "sheet", "mapping", "preview", "import", "result"] as const;
export type WizardStep = (typeof wizardSteps)[number];

export interface SheetLayout {
  readonly header?: { readonly first: number; readonly last: number };
  /** First row with records, from 1. */
  readonly dataFrom?: number;
  /** Column index → target; only what was changed by hand or remembered. */
  readonly mapping?: Readonly<Record<string, string | null>>;
}

export interface RowChange {
  readonly cells?: Readonly<Record<string, string>>;
  readonly action?: LedgerAction;
  readonly target?: string;
}

export interface Job {
  /** Path that the service reads. */
  readonly file: string;
  readonly opened: LedgerFile;
  readonly kind: ListedKind;
  /** null: as the file says. */
  readonly year: number | null;
  readonly sheets: readonly string[];
  readonly layouts: Readonly<Record<string, SheetLayout>>;
  /** Sheets whose mapping was taken from an earlier import. */
  readonly remembered: readonly string[];
  readonly edits: Readonly<Record<string, Readonly<Record<string, RowChange>>>>;
  readonly onKnown: "skip" | "add";
  readonly onLikely: "skip" | "add";
  readonly onSame: "skip" | "update";
  /** Names to add to the registers. */
  readonly members: readonly string[];
  readonly villages: readonly string[];
}

/** A cell of the preview while somebody types in it. */
export interface OpenCell {
  readonly sheet: string;
  /** From 1, as Excel shows it. */
  readonly row: number;
  /** From 0. */
  readonly column: number;
  readonly text: string;
}

interface Wizard {
  readonly step: WizardStep;
  readonly job: Job | null;
  readonly result: LedgerResult | null;
  readonly cell: OpenCell | null;
  readonly begin: (job: Job) => void;
  readonly go: (step: WizardStep) => void;
  readonly change: (change: Partial<Omit<Job, "file" | "opened">>) => void;
  readonly editRow: (sheet: string, row: number, change: RowChange) => void;
  readonly typeCell: (cell: OpenCell | null) => void;
  readonly finish: (result: LedgerResult) => void;
  readonly reset: () => void;
}

export const useWizard = create<Wizard>()((set) => ({
  step: "file",
  job: null,
  result: null,
  cell: null,
  begin: (job) => set({ job, step: "sheet", result: null, cell: null }),
  go: (step) => set({ step, cell: null }),
  typeCell: (cell) => set({ cell }),
  change: (change) => set(({ job }) => (job === null ? {} : { job: { ...job, ...change } })),
  editRow: (sheet, row, change) =>
    set(({ job }) => {
      if (job === null) return {};
      const rows = job.edits[sheet] ?? {};
      const before = rows[String(row)] ?? {};
      const cells = { ...before.cells, ...change.cells };
      const next = { ...before, ...change, ...(Object.keys(cells).length === 0 ? {} : { cells }) };
      return { cell: null, job: { ...job, edits: { ...job.edits, [sheet]: { ...rows, [String(row)]: next } } } };
    }),
  finish: (result) => set({ result, step: "result" }),
  reset: () => set({ job: null, result: null, cell: null, step: "file" }),
}));

/** What every operation on this job is asked with. */
export function jobInput(job: Job): Input<"ledger.preview"> {
  return {
    file: job.file,
    kind: job.kind,
    sheets: [...job.sheets],
    onKnown: job.onKnown,
    onLikely: job.onLikely,
    onSame: job.onSame,
    ...(job.year === null ? {} : { year: job.year }),
    ...(Object.keys(job.layouts).length === 0 ? {} : { layouts: job.layouts }),
    ...(Object.keys(job.edits).length === 0 ? {} : { edits: job.edits }),
  };
}

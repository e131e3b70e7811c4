/**
 * The import under way as it is kept on disk: the mapping, the corrections, the cell that is being typed. The file itself is read
 * again when the clerk goes on.
 */
import { z } from "zod";
import type { LedgerFile } from "../../db/api/operations.ts";
import { listedKindSchema } from "../../db/schema/kinds.ts";
import { useTypedTexts } from "./typed.ts";
import { useWizard, wizardSteps, type Job } from "./ledger-wizard.ts";

export const keptPlace = "ledger.job";

const layoutSchema = z.object({
  header: z.object({ first: z.int(), last: z.int() }).optional(),
  dataFrom: z.int().optional(),
  mapping: z.record(z.string(), z.string().nullable()).optional(),
});
const rowSchema = z.object({
  cells: z.record(z.string(), z.string()).optional(),
  action: z.enum(["add", "update", "join", "skip"]).optional(),
  target: z.string().optional(),
});

export const keptJobSchema = z.object({
  step: z.enum(wizardSteps),
  /** Tells whether the file has changed since: corrections go by row. */
  shape: z.string(),
  job: z.object({
    file: z.string(),
    kind: listedKindSchema,
    year: z.int().nullable(),
    sheets: z.array(z.string()),
    layouts: z.record(z.string(), layoutSchema),
    remembered: z.array(z.string()),
    edits: z.record(z.string(), z.record(z.string(), rowSchema)),
    onKnown: z.enum(["skip", "add"]),
    onLikely: z.enum(["skip", "add"]),
    onSame: z.enum(["skip", "update"]),
    members: z.array(z.string()),
    villages: z.array(z.string()),
  }),
  /** The cell that was open, with what was typed into it. */
  cell: z.object({ sheet: z.string(), row: z.int(), column: z.int(), text: z.string() }).nullable(),
});
export type KeptJob = z.infer<typeof keptJobSchema>;

/** Sheets with their rows and first cells. */
export const shapeOf = ({ sheets }: LedgerFile): string =>
  JSON.stringify(sheets.map(({ sheet, rows, cells }) => [sheet, rows, cells.length, cells.at(0) ?? []]));

/** Follows the wizard from here on. Call once. */
export function keepLedgerJob(): void {
  useWizard.subscribe((now, before) => {
    if (now.job === before.job && now.step === before.step && now.cell === before.cell) return;
    const { put } = useTypedTexts.getState();
    if (now.job === null || now.step === "result") return put(keptPlace, null, null);
    const { opened, ...job } = now.job;
    put(keptPlace, { step: now.step, shape: shapeOf(opened), job, cell: now.cell }, null);
  });
}

/** Goes on where an earlier run of the program stopped. What was half typed into a cell is a correction now. */
export function resumeLedgerJob({ step, job, cell }: KeptJob, opened: LedgerFile): void {
  const wizard = useWizard.getState();
  wizard.begin({ ...(job as Omit<Job, "opened">), opened });
  if (cell !== null) wizard.editRow(cell.sheet, cell.row, { cells: { [String(cell.column)]: cell.text } });
  wizard.go(step === "file" ? "sheet" : step === "import" || step === "result" ? "preview" : step);
}

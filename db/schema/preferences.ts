/**
 * How this PC's user likes to work: chosen columns, saved filters, remembered mappings. Kept in the database so that a backup
 * carries them to a successor's PC, but never in the journal: they are nobody else's business.
 */
import { z } from "zod";
import { recordId } from "./field.ts";
import { backupPlanSchema, defaultBackupPlan } from "./backup.ts";
import { listedKindSchema } from "./kinds.ts";
import { defaultSendingPlan, sendingPlanSchema } from "./sending.ts";
import { conditionSchema, orderSchema } from "./list-query.ts";
import { defaultSnippets, MOST_SNIPPETS, snippetSchema } from "./snippets.ts";

/** A filter that the clerk gave a name: everything that decides which rows show, and their order. */
const savedFilterSchema = z.object({
  id: z.string().min(1).max(60),
  kind: listedKindSchema,
  name: z.string().trim().min(1).max(40),
  search: z.string().max(200),
  year: z.int().nullable(),
  state: z.string().max(40).nullable(),
  station: z.string().max(100).nullable(),
  where: z.array(conditionSchema).max(30),
  order: z.array(orderSchema).max(4),
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

/** An open form: the key of its draft, and the saved record that it changes (null for a new one). */
const openForm = z.object({ key: z.string().min(1).max(100), kind: listedKindSchema, recordId: recordId.nullable() });
export type OpenFormKey = z.infer<typeof openForm>;

/** Every key is optional in the table; a missing one has its default below. Add a key with its default. */
export const preferencesSchema = z.object({
  /** Columns of each list, in order, by field name; a kind that is missing shows the usual ones. */
  listColumns: z.partialRecord(listedKindSchema, z.array(z.string().max(60)).max(60)),
  /** Columns that were drawn wider or narrower, in pixels at the normal text size. */
  listWidths: z.partialRecord(listedKindSchema, z.record(z.string().max(60), z.int().min(40).max(1_600))),
  /** Where a list shows the selected record beside its rows. */
  listPreview: z.enum(["off", "right", "bottom"]),
  savedFilters: z.array(savedFilterSchema).max(200),
  /** Records opened lately, the last one first: what the search over everything offers before anything is typed. */
  recentRecords: z.array(z.string().max(40)).max(20),
  /** Forms that were open when the program was last closed, in their order. */
  openForms: z.array(openForm).max(50),
  /** How the columns of a ledger layout were mapped, by the fingerprint of its header texts: column index → target. */
  ledgerLayouts: z.record(
    z.string().max(64),
    z.object({
      kind: listedKindSchema,
      mapping: z.record(z.string().max(5), z.string().max(60).nullable()),
      /** Milliseconds since 1970: the oldest go first. */
      usedAt: z.number(),
    }),
  ),
  /** Of the window; null until somebody has chosen. */
  appearance: z.object({ language: z.enum(["zh", "en"]), textSize: z.enum(["normal", "large", "larger"]) }).nullable(),
  backup: backupPlanSchema,
  sending: sendingPlanSchema,
  /** 常用语 of the long texts. */
  snippets: z.array(snippetSchema).max(MOST_SNIPPETS),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = {
  listColumns: {},
  recentRecords: [],
  openForms: [],
  appearance: null,
  ledgerLayouts: {},
  backup: defaultBackupPlan,
  sending: defaultSendingPlan,
  listWidths: {},
  listPreview: "off",
  savedFilters: [],
  snippets: [...defaultSnippets],
};

/** Records and lists: what is asked of them and what they answer. */
import { z } from "zod";
import type { LeftOutReason } from "../schema/steps.ts";
import { eventFields } from "../schema/event.ts";
import { recordId } from "../schema/field.ts";
import { kindSchema, type Kind, type listedKindSchema, type Stored } from "../schema/kinds.ts";
import type { LinkField } from "../schema/kind-definition.ts";
import { listQuerySchema, listQueryShape, MAX_LISTED } from "../schema/list-query.ts";
import type { StayReason } from "../schema/words.ts";
import type { Conflict } from "./conflicts.ts";
import { operation, path, fields } from "./operation.ts";

/** Where a record stands on its way to the district: 已保存 → 已导出 → 已送达 → 已导入. */
export type DeliveryState = "saved" | "exported" | "received" | "imported";

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

/** What undoing a batch did. */
export interface BatchUndone {
  readonly undone: number;
  /** Deleted records that stay deleted. */
  readonly leftOut: BatchResult["leftOut"];
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

/** A record in the list 最近删除. */
export interface DeletedRecord {
  readonly id: string;
  readonly kind: z.infer<typeof listedKindSchema>;
  /** Its first line; "" when the personal data was erased. */
  readonly title: string;
  readonly number: string | null;
  /** When it was deleted, in milliseconds since 1970. */
  readonly at: number;
  readonly side: "station" | "district";
  /** The operator's name; null when unknown here. */
  readonly by: string | null;
  /** Its personal data was erased and does not come back with it. */
  readonly isErased: boolean;
  /** Why it cannot be brought back here; null when it can. */
  readonly stays: StayReason | null;
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
  /** Fields of it and of its child rows that two sides changed and nobody has decided on. */
  readonly conflicts: readonly Conflict[];
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
  /** On which of the station's PCs; null at a district, for its own entries, and where there has only ever been one PC. */
  readonly pc: "this" | "other" | null;
  /** null when the values were erased */
  readonly set: Readonly<Record<string, unknown>> | null;
}

/** A record on the other end of a link. */
export interface LinkedRecord {
  readonly record: ListedRecord;
  /** The field that makes the link: of this record (`out`) or of the other one (`in`). `group`: both name the same call. */
  readonly field: LinkField;
  readonly direction: "out" | "in" | "group";
}

/** A child row as a form sends it: `id` null for a new one. */
const childInput = z.strictObject({ id: recordId.nullable(), fields });

export const recordsOperations = {
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
    { writes: "file" },
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
  "record.erase": operation<FullRecord>()(z.strictObject({ id: recordId }), { isLogged: true }),
  /** The clerk has the record open: what the district answered is no longer news. */
  "record.seen": operation<{ id: string }>()(z.strictObject({ id: recordId })),
  /** With the entries of its child rows, deleted ones too; newest first. */
  "record.history": operation<readonly HistoryEntry[]>()(z.strictObject({ id: recordId })),
  /** Records that this one names, and those that name it. */
  "record.links": operation<readonly LinkedRecord[]>()(z.strictObject({ id: recordId })),
  "event.add": operation<FullRecord>()(z.strictObject({ recordId, fields })),
  "event.void": operation<FullRecord>()(z.strictObject({ eventId: recordId, text: z.string().trim().min(1).max(500) })),
} as const;

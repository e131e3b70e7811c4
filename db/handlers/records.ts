/** Records: lists, one record, its events and links, saving, deleting and bringing back. */
import type { Checked } from "../api/operations.ts";
import { kindOf } from "../journal/apply.ts";
import { restoredValues } from "./bulk.ts";
import { tableOf } from "../sqlite/columns.ts";
import { AppError } from "../schema/app-error.ts";
import { uuidv7 } from "../schema/ids.ts";
import { writeRecords, type Change } from "../journal/write.ts";
import { readIdentity } from "../office/identity.ts";
import { notePurge, purgeErased } from "../journal/erase.ts";
import { deletedRecord, deletedRecords } from "../queries/deleted.ts";
import { listedIds, listRecords } from "../queries/list.ts";
import { historyOf } from "../queries/history.ts";
import { children, fullRecord, lastValues } from "../queries/record.ts";
import { listTotals } from "../reports/list-totals.ts";
import { kinds, type Kind } from "../schema/kinds.ts";
import { attachmentChanges } from "./attachment-rows.ts";
import { dropDraft } from "./drafts.ts";
import { authorOf, type Context, type Part } from "./context.ts";
import { erasureOf } from "./erasure.ts";
import { dueLimits } from "./today.ts";
import { offices, stayReasons } from "../schema/words.ts";
import { linksOf } from "../queries/links.ts";
import { similarRecords } from "../queries/similar.ts";
import { completed } from "../kinds/register.ts";

export const recordHandlers: Part<
  | "record.list"
  | "record.ids"
  | "record.totals"
  | "record.get"
  | "record.save"
  | "record.delete"
  | "record.deleted"
  | "record.restore"
  | "record.erase"
  | "record.seen"
  | "record.history"
> = {
  "record.list": (context, input) => listRecords(context.db, input, dueLimits(context)),

  "record.ids": (context, input) => listedIds(context.db, input, dueLimits(context)),

  "record.totals": (context, input) => listTotals(context.db, input, dueLimits(context)),

  "record.get": ({ db }, { id }) => fullRecord(db, id),

  "record.save": (context, input) => {
    const { db } = context;
    const id = input.id ?? uuidv7(context.now());
    db.transaction(() => {
      const author = authorOf(context);
      writeRecords(db, author, changesOf(context, id, input));
      if (input.draftKey !== undefined) dropDraft(db, input.draftKey);
    });
    return fullRecord(db, id);
  },

  "record.delete": (context, { id }) => {
    const kind = requireOwn(context, id);
    if (kind === "event") throw new AppError("eventNotEditable");
    writeRecords(context.db, authorOf(context), [{ op: "delete", kind, id }]);
    return { id };
  },

  "record.deleted": ({ db }) => deletedRecords(db, readIdentity(db)),

  "record.restore": (context, { id }) => {
    const { db } = context;
    const gone = deletedRecord(db, readIdentity(db), id);
    if (gone !== null && gone.stays !== null) throw new AppError("staysDeleted", { reason: stayReasons[gone.stays] });
    const kind = db.value<Kind>(`SELECT "kind" FROM "tombstone" WHERE "record" = ? AND "root" = "record"`, [id]);
    if (kind === undefined) throw new AppError("recordMissing", { id });
    // Its child rows were only hidden with it: they show again by themselves.
    writeRecords(db, authorOf(context), [{ op: "create", kind, id, set: restoredValues(db, kind, id) }]);
    return fullRecord(db, id);
  },

  "record.erase": (context, { id }) => {
    const { db } = context;
    const kind = kindOf(db, id);
    if (kind === null) throw new AppError("recordMissing", { id });
    db.transaction(() => {
      writeRecords(db, authorOf(context), erasureOf(db, kind, id));
      notePurge(db);
    });
    if (!purgeErased(db, context.dir)) throw new AppError("erasureUnfinished");
    return fullRecord(db, id);
  },

  "record.seen": ({ db }, { id }) => {
    const kind = kindOf(db, id);
    if (kind === null) throw new AppError("recordMissing", { id });
    db.run(
      `INSERT INTO "seen" SELECT "id", "touched" FROM ${tableOf(kind)} WHERE "id" = ?
       ON CONFLICT DO UPDATE SET "touched" = excluded."touched"`,
      [id],
    );
    return { id };
  },

  "record.history": ({ db }, { id }) => historyOf(db, id),
};

function changesOf(context: Context, id: string, input: Checked<"record.save">): Change[] {
  const { kind } = input;
  const isNew = input.id === undefined;
  const set = completed(kind, context.db, input.id ?? null, input.fields);
  return [
    { op: isNew ? "create" : "update", kind, id, set },
    ...childChanges(context, "problem", id, input.problems),
    ...childChanges(context, "measure", id, input.measures),
    ...attachmentChanges(context, id, input.attachments),
    ...(input.events ?? []).map((fields): Change => ({
      op: "create",
      kind: "event",
      id: uuidv7(context.now()),
      set: { ...fields, recordId: id },
    })),
  ];
}

type ChildInput = NonNullable<Checked<"record.save">["problems"]>[number];

/**
 * The form sends its whole list: what is missing was removed there, and the order is the list's.
 * @throws AppError recordMissing for a row that was never this session's
 */
function childChanges(
  context: Context,
  kind: "problem" | "measure",
  sessionId: string,
  rows: readonly ChildInput[] | undefined,
): Change[] {
  if (rows === undefined) return [];
  const kept = new Set(rows.map((row) => row.id));
  const there = children(context.db, kind, sessionId);
  const known = new Set(there.map((row) => row.id));
  const removed = there.filter((row) => !kept.has(row.id));
  return [
    ...removed.map((row): Change => ({ op: "delete", kind, id: row.id })),
    ...rows.map(({ id, fields }, position): Change => {
      const set = { ...fields, sessionId, position };
      if (id === null) return { op: "create", kind, id: uuidv7(context.now()), set };
      if (known.has(id)) return { op: "update", kind, id, set };
      // Deleted since the form was read, and brought back there by an undo or an earlier version.
      if (lastValues(context.db, kind, id)["sessionId"] !== sessionId) throw new AppError("recordMissing", { id });
      return { op: "create", kind, id, set };
    }),
  ];
}

/** Only its own station deletes a record: the other side sees the deletion arrive. @throws AppError ownedByOther */
function requireOwn(context: Context, id: string): Kind {
  const kind = kindOf(context.db, id);
  if (kind === null) throw new AppError("recordMissing", { id });
  const { station } = fullRecord(context.db, id).record;
  if (station !== readIdentity(context.db).stationId) {
    throw new AppError("ownedByOther", { field: kinds[kind], owner: offices.station });
  }
  return kind;
}

export const eventHandlers: Part<"event.add" | "event.void"> = {
  "event.add": (context, { recordId, fields }) => {
    if (kindOf(context.db, recordId) === null) throw new AppError("recordMissing", { id: recordId });
    const set = { ...fields, recordId };
    writeRecords(context.db, authorOf(context), [{ op: "create", kind: "event", id: uuidv7(context.now()), set }]);
    return fullRecord(context.db, recordId);
  },

  "event.void": (context, { eventId, text }) => {
    const { db } = context;
    const recordId = db.value<string>(`SELECT "recordId" FROM "event" WHERE "id" = ? AND "type" <> 'voided'`, [
      eventId,
    ]);
    if (recordId === undefined) throw new AppError("recordMissing", { id: eventId });
    const set = { recordId, type: "voided", voidsId: eventId, text };
    writeRecords(db, authorOf(context), [{ op: "create", kind: "event", id: uuidv7(context.now()), set }]);
    return fullRecord(db, recordId);
  },
};

export const linkHandlers: Part<"record.links" | "record.similar"> = {
  "record.links": (context, { id }) => linksOf(context.db, id, dueLimits(context)),
  "record.similar": (context, form) => similarRecords(context.db, form, dueLimits(context)),
};

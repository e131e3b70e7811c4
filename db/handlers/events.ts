/** Events are added and voided, never edited. */
import { kindOf } from "../apply.ts";
import { AppError } from "../errors.ts";
import { uuidv7 } from "../ids.ts";
import { writeRecords } from "../journal.ts";
import { fullRecord } from "../queries/record.ts";
import { authorOf, type Part } from "./context.ts";

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

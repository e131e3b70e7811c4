/** 附件 as part of a record's form: the whole list is sent, and becomes rows in the transaction of the save. */
import type { Checked } from "../api/operations.ts";
import { storedSize } from "../attachments/store.ts";
import { AppError } from "../schema/app-error.ts";
import { uuidv7 } from "../schema/ids.ts";
import type { Change } from "../journal/write.ts";
import { children } from "../queries/record.ts";
import { attachmentFields, isDangerousName } from "../schema/attachment.ts";
import { readSettings } from "../office/settings.ts";
import type { Context } from "./context.ts";

type Rows = NonNullable<Checked<"record.save">["attachments"]>;

const entered = attachmentFields.pick({ role: true, name: true, mime: true, size: true, sha256: true });

/**
 * What is missing from the list was removed in the form. The content of a saved row never changes: other bytes are
 * another row.
 * @throws AppError attachmentLost when the bytes of a new row are not in the store, attachmentDangerous,
 *   attachmentsTooLarge
 */
export function attachmentChanges(context: Context, recordId: string, rows: Rows | undefined): Change[] {
  if (rows === undefined) return [];
  const saved = children(context.db, "attachment", recordId);
  const known = new Set(saved.map(({ id }) => id));
  const kept = new Set(rows.map(({ id }) => id));
  const changes = rows.map(({ id, fields }, position): Change => {
    const { role, name, mime, sha256 } = entered.parse(fields);
    if (isDangerousName(name)) throw new AppError("attachmentDangerous", { file: name });
    if (id !== null && known.has(id)) return { op: "update", kind: "attachment", id, set: { role, name, position } };
    const size = storedSize(context.dir, sha256);
    if (size === null) throw new AppError("attachmentLost", { file: name });
    const set = { recordId, role, name, mime, size, sha256, position };
    return { op: "create", kind: "attachment", id: uuidv7(context.now()), set };
  });
  if (changes.some(({ op }) => op === "create")) requireRoom(context, changes, saved);
  return [
    ...saved.filter(({ id }) => !kept.has(id)).map(({ id }): Change => ({ op: "delete", kind: "attachment", id })),
    ...changes,
  ];
}

/** Only asked when something is added, so that a record from before a lower limit can still be corrected. */
function requireRoom(
  { db }: Context,
  changes: readonly Change[],
  saved: readonly { readonly id: string; readonly size: number | null }[],
): void {
  const limit = readSettings(db).attachmentRecordMb;
  const sizes = new Map(saved.map(({ id, size }) => [id, size ?? 0]));
  const total = changes.reduce((sum, change) => {
    const added = change.op === "create" ? change.set["size"] : sizes.get(change.id);
    return sum + (typeof added === "number" ? added : 0);
  }, 0);
  if (total > limit * 1_048_576) {
    throw new AppError("attachmentsTooLarge", { size: (total / 1_048_576).toFixed(1), limit });
  }
}

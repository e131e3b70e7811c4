/** What a draft stores, and how a form is rebuilt from it. Pure. */
import {
  changedNames,
  hasChanges,
  rowsDiffer,
  type ChildRow,
  type FieldValues,
  type FormValues,
} from "./form-values.ts";

/** Whatever is in the fields, also what is half typed; the service makes JSON of it (db/schema/draft.ts). */
export type DraftContent = Readonly<Record<string, unknown>>;

/**
 * The whole form, with the names of the fields that differ from the saved record: the draft of a saved record must not
 * bring back the old value of a field that somebody else changed in the meantime. `event` is the step being typed beside
 * the form. null when there is nothing worth keeping.
 */
export function draftContent(base: FormValues, current: FormValues, event: FieldValues | null): DraftContent | null {
  if (!hasChanges(base, current) && event === null) return null;
  return {
    fields: current.fields,
    changed: changedNames(base.fields, current.fields),
    problems: rowsDiffer(base.problems, current.problems) ? current.problems : null,
    measures: rowsDiffer(base.measures, current.measures) ? current.measures : null,
    attachments: rowsDiffer(base.attachments, current.attachments) ? current.attachments : null,
    event,
  };
}

export interface RestoredDraft {
  readonly values: FormValues;
  readonly event: FieldValues | null;
}

/** The form as it was: the draft's changes over the record as it is now. Unknown or damaged parts are left out. */
export function restoreDraft(base: FormValues, content: Readonly<Record<string, unknown>>): RestoredDraft {
  const fields = isFields(content["fields"]) ? content["fields"] : {};
  const changed = Array.isArray(content["changed"]) ? content["changed"].map(String) : Object.keys(fields);
  const restored = { ...base.fields };
  for (const name of changed) if (name in restored && name in fields) restored[name] = fields[name];
  return {
    values: {
      fields: restored,
      problems: rowsOf(content["problems"]) ?? base.problems,
      measures: rowsOf(content["measures"]) ?? base.measures,
      attachments: attachmentRowsOf(content["attachments"]) ?? base.attachments,
    },
    event: isFields(content["event"]) ? content["event"] : null,
  };
}

const isFields = (value: unknown): value is FieldValues =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function rowsOf(value: unknown): ChildRow[] | null {
  if (!Array.isArray(value)) return null;
  return value.filter(isFields).map((row) => {
    const id = typeof row["id"] === "string" ? row["id"] : null;
    const key = typeof row["key"] === "string" ? row["key"] : crypto.randomUUID();
    return { id, key: id ?? key, fields: isFields(row["fields"]) ? row["fields"] : {} };
  });
}

/** A row that does not name its content cannot be shown or saved. */
const attachmentRowsOf = (value: unknown): ChildRow[] | null =>
  rowsOf(value)?.filter(({ fields }) => typeof fields["sha256"] === "string" && typeof fields["name"] === "string") ??
  null;

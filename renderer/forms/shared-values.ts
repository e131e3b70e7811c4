/** Snapshots of a form that share what did not change, so that a keystroke copies one field and not the whole form. Pure. */
import type { ChildRow, FieldValues, FormValues } from "../values/form-values.ts";

/**
 * @param previous an earlier snapshot, never changed in place
 * @param current the form's own values, which it does change in place
 * @returns the current values as a snapshot; `previous` itself when nothing differs
 */
export function sharedValues(previous: FormValues, current: FormValues): FormValues {
  const fields = sharedFields(previous.fields, current.fields);
  const problems = sharedRows(previous.problems, current.problems);
  const measures = sharedRows(previous.measures, current.measures);
  const attachments = sharedRows(previous.attachments, current.attachments);
  const isSameForm =
    fields === previous.fields &&
    problems === previous.problems &&
    measures === previous.measures &&
    attachments === previous.attachments;
  return isSameForm ? previous : { fields, problems, measures, attachments };
}

function sharedFields(previous: FieldValues, current: Readonly<FieldValues>): FieldValues {
  const names = Object.keys(current);
  let isSame = names.length === Object.keys(previous).length;
  const next: FieldValues = {};
  for (const name of names) {
    next[name] = sharedValue(previous[name], current[name]);
    isSame &&= name in previous && next[name] === previous[name];
  }
  return isSame ? previous : next;
}

function sharedRows(previous: ChildRow[], current: readonly ChildRow[]): ChildRow[] {
  const known = new Map(previous.map((row) => [row.key, row]));
  const next = current.map((row) => {
    const before = known.get(row.key);
    if (before === undefined) return structuredClone(row);
    const fields = sharedFields(before.fields, row.fields);
    return fields === before.fields && row.id === before.id ? before : { ...row, fields };
  });
  return next.length === previous.length && next.every((row, index) => row === previous[index]) ? previous : next;
}

/** Lists are short (names, ids); everything else is a plain value. */
function sharedValue(previous: unknown, current: unknown): unknown {
  if (typeof current !== "object" || current === null) return current;
  return JSON.stringify(previous) === JSON.stringify(current) ? previous : structuredClone(current);
}

/** Child rows that were new in a form have ids once it is saved. Pure. */
import type { FullRecord } from "../../db/api/operations.ts";
import { rowLists, type ChildRow, type FormValues } from "../values/form-values.ts";

/** Row key → id. The service keeps the list's order, so the saved rows stand where the submitted ones stood. */
export function savedIds(submitted: FormValues, full: FullRecord): ReadonlyMap<string, string> {
  return new Map(
    rowLists.flatMap((list) =>
      submitted[list].flatMap(({ id, key }, index) => {
        const saved = full[list][index];
        return id === null && saved !== undefined ? [[key, saved.id] as const] : [];
      }),
    ),
  );
}

/** The same rows under their ids. */
export const rowsWithIds = (rows: readonly ChildRow[], ids: ReadonlyMap<string, string>): ChildRow[] =>
  rows.map((row) => {
    const id = ids.get(row.key);
    return id === undefined ? row : { ...row, id, key: id };
  });

export const withIds = (values: FormValues, ids: ReadonlyMap<string, string>): FormValues => ({
  fields: values.fields,
  problems: rowsWithIds(values.problems, ids),
  measures: rowsWithIds(values.measures, ids),
  attachments: rowsWithIds(values.attachments, ids),
});

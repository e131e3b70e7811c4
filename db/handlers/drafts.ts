/** What is typed and not saved yet, in forms and anywhere else. Written at every change, so that a power cut in mid-sentence loses nothing. */
import type { Draft } from "../api/operations.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { firstLine } from "../queries/list.ts";
import { isPlainObject, readDraftContent } from "../schema/draft.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import { TYPED, dropTyped, dropTypedFile, listTyped, listTypedFile, putTyped, putTypedFile } from "../office/typed.ts";
import type { Part } from "./context.ts";

export const draftHandlers: Part<"draft.put" | "draft.get" | "draft.list" | "draft.discard"> = {
  "draft.put": (context, { key, kind, recordId, content }) => {
    const updatedAt = context.now();
    context.db.run(
      `INSERT INTO "draft" VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET "content" = excluded."content", "updatedAt" = excluded."updatedAt"`,
      [key, kind, recordId, content, updatedAt],
    );
    return { updatedAt };
  },
  "draft.get": ({ db }, { key }) => readDrafts(db, `"key" = ?`, [key])[0] ?? null,
  "draft.list": ({ db }) => listDrafts(db),
  "draft.discard": ({ db }, { key }) => ({ discarded: dropDraft(db, key) }),
};

export const listDrafts = (db: ReadableDb): Draft[] => readDrafts(db, "1", []);

/** @returns whether there was one */
export const dropDraft = (db: WritableDb, key: string): boolean =>
  db.run(`DELETE FROM "draft" WHERE "key" = ?`, [key]) > 0;

/** Of the forms; what is typed elsewhere lies in the same table. */
function readDrafts(db: ReadableDb, where: string, params: readonly string[]): Draft[] {
  return db
    .all<{ key: string; kind: ListedKind; record: string | null; content: string; updatedAt: number }>(
      `SELECT "key", "kind", "record", "content", "updatedAt" FROM "draft"
       WHERE "kind" <> '${TYPED}' AND ${where} ORDER BY "updatedAt" DESC`,
      params,
    )
    .map(({ key, kind, record, content, updatedAt }) => {
      const values = readDraftContent(content);
      const fields = isPlainObject(values["fields"]) ? values["fields"] : values;
      const title = fields[kinds[kind].titleField];
      return {
        key,
        kind,
        recordId: record,
        content: values,
        title: firstLine(typeof title === "string" ? title : ""),
        updatedAt,
      };
    });
}

export const typedHandlers: Part<"typed.put" | "typed.list" | "typed.discard"> = {
  "typed.put": (context, typed) => {
    const row = { ...typed, updatedAt: context.now() };
    if (context.isSetUp) putTyped(context.db, row);
    else putTypedFile(context.homeDir, row);
    return { updatedAt: row.updatedAt };
  },
  "typed.list": (context) => (context.isSetUp ? listTyped(context.db) : listTypedFile(context.homeDir)),
  "typed.discard": (context, { place }) => {
    // The first screen has one place, which may be left behind by a set-up in another folder.
    const wasInFile = place.startsWith("setup") && dropTypedFile(context.homeDir);
    return { discarded: (context.isSetUp && dropTyped(context.db, place)) || wasInFile };
  },
};

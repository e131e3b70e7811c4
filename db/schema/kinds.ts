/** The register of record kinds: everything that the journal may carry, and how each is listed and searched. */
import { z } from "zod";
import { attachmentFields } from "./attachment.ts";
import { eventFields } from "./event.ts";
import { fieldMeta, type FieldMeta } from "./field.ts";
import type { KindDefinition } from "./kind-definition.ts";
import { hotlineKind } from "./hotline.ts";
import { opinionKind } from "./opinion.ts";
import { memberFields, operatorFields, unitFields, villageFields, zeroReportFields } from "./people.ts";
import { measureFields, problemFields, sessionKind } from "./session.ts";

const define = <F extends z.ZodObject>(definition: KindDefinition<F>): KindDefinition<F> => definition;

export const kinds = {
  session: sessionKind,
  opinion: opinionKind,
  hotline: hotlineKind,
  problem: define({
    zh: "问题",
    en: "Problem",
    fields: problemFields,
    parent: "sessionId",
    titleField: "text",
    dateField: null,
  }),
  measure: define({
    zh: "成效数据",
    en: "Measure",
    fields: measureFields,
    parent: "sessionId",
    titleField: "name",
    dateField: null,
  }),
  event: define({
    zh: "办理事项",
    en: "Event",
    fields: eventFields,
    parent: "recordId",
    titleField: "text",
    dateField: "at",
  }),
  attachment: define({
    zh: "附件",
    en: "Attachment",
    fields: attachmentFields,
    parent: "recordId",
    titleField: "name",
    dateField: null,
  }),
  member: define({ zh: "委员", en: "Member", fields: memberFields, titleField: "name", dateField: null }),
  village: define({ zh: "村(社区)", en: "Village", fields: villageFields, titleField: "name", dateField: null }),
  unit: define({ zh: "承办单位", en: "Unit", fields: unitFields, titleField: "name", dateField: null }),
  operator: define({ zh: "操作员", en: "Operator", fields: operatorFields, titleField: "name", dateField: null }),
  zeroReport: define({
    zh: "零报告",
    en: "Nil return",
    fields: zeroReportFields,
    titleField: "month",
    dateField: "month",
  }),
} as const;

export type Kind = keyof typeof kinds;

/** The kinds that a station exists to keep. */
export const mainKinds = ["session", "opinion", "hotline"] as const;
export type MainKind = (typeof mainKinds)[number];

/** Kinds that have a list and a form of their own. */
export const listedKinds = [...mainKinds, "member", "village", "unit"] as const;
export type ListedKind = (typeof listedKinds)[number];

export const isMainKind = (kind: Kind): kind is MainKind => (mainKinds as readonly Kind[]).includes(kind);
export const isListedKind = (kind: Kind): kind is ListedKind => (listedKinds as readonly Kind[]).includes(kind);

/** A value for each main kind. */
export const byMainKind = <T>(valueOf: (kind: MainKind) => T): Record<MainKind, T> =>
  // Every main kind is among them; `fromEntries` forgets the names.
  Object.fromEntries(mainKinds.map((kind) => [kind, valueOf(kind)])) as Record<MainKind, T>;

export const kindNames = Object.keys(kinds) as readonly Kind[];
export const kindSchema = z.enum(Object.keys(kinds) as [Kind, ...Kind[]]);
export const mainKindSchema = z.enum(mainKinds);
export const listedKindSchema = z.enum(listedKinds);

/** The fields of a record of kind K, as stored. */
export type Fields<K extends Kind> = z.output<(typeof kinds)[K]["fields"]>;

/** A stored record: its fields, and what the program knows of it. Times are milliseconds since 1970 (UTC). */
export type Stored<K extends Kind> = Fields<K> & {
  readonly id: string;
  /** The station whose record this is; the district's own id for the district's own registers. */
  readonly station: string;
  readonly createdAt: number;
  readonly updatedAt: number;
};

export interface Column {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly meta: FieldMeta;
}

/** The fields of a kind in their order, each with its description. */
export function columnsOf(kind: Kind): readonly Column[] {
  return columns[kind];
}

const columns = Object.fromEntries(
  kindNames.map((kind) => [
    kind,
    Object.entries(kinds[kind].fields.shape).map(([name, schema]) => {
      const meta = fieldMeta.get(schema);
      if (meta === undefined) throw new Error(`${kind}.${name} has no description in fieldMeta`);
      return { name, schema, meta };
    }),
  ]),
) as unknown as Record<Kind, readonly Column[]>;

/** The value that an untouched field has. */
export function blankValue(meta: FieldMeta): unknown {
  switch (meta.type) {
    case "flag":
      return false;
    case "choices":
    case "names":
    case "ids":
    case "terms":
      return [];
    default:
      return null;
  }
}

/** A record of this kind with nothing entered. Required fields are null, so it does not yet satisfy the schema. */
export function blank(kind: Kind): Record<string, unknown> {
  return Object.fromEntries(columnsOf(kind).map(({ name, meta }) => [name, blankValue(meta)]));
}

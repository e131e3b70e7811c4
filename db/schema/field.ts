/**
 * How a field of a record is described once, for forms, table columns, bundles and the CLI.
 *
 * A field is a zod schema registered with {@link FieldMeta}. Every optional field accepts `null` (an empty cell); none
 * has a zod default, because a default would invent a value in a partial update.
 */
import { z } from "zod";
import { identifierText } from "./plain-text.ts";

/** How a field is entered and stored; the column type follows from it (see `columnType`). */
export type FieldType =
  | "text" // one line
  | "multiline" // several lines
  | "date" // YYYY-MM-DD
  | "moment" // YYYY-MM-DD or YYYY-MM-DDTHH:mm, local time of the station
  | "integer"
  | "number"
  | "flag" // boolean
  | "choice" // one code of `options`
  | "choices" // several codes of `options`
  | "names" // several names or words, free text
  | "terms" // rows of 届次, role and sector of a member
  | "ids" // ids of other records
  | "id"; // id of another record

/**
 * Who decides when station and district changed the same field from the same base (`bundle.md`, Import). For `shared`
 * the district's value shows; in every case the other value is kept and a person is told.
 */
export type Owner = "station" | "district" | "shared";

/** The lists a text field may suggest from; the district or the station edits them. */
export type Suggestion = "sector" | "category" | "village" | "unit" | "member" | "brand" | "operator" | "station";

export interface Option {
  readonly zh: string;
  readonly en: string;
}

export interface FieldMeta {
  readonly zh: string;
  readonly en: string;
  readonly type: FieldType;
  readonly required?: boolean;
  readonly owner?: Owner;
  readonly options?: Readonly<Record<string, Option>>;
  readonly suggest?: Suggestion;
  /** Names or identifies a person: removed by an erasure, masked in logs. */
  readonly personal?: boolean;
  /** A person's name: also found by its pinyin initials. */
  readonly pinyin?: boolean;
  /** Read digit by digit: stored half-width (`identifier`). */
  readonly isIdentifier?: boolean;
  /** Kept by the program, not entered by hand. */
  readonly internal?: boolean;
  /** One sentence under the field: what to write here, in the clerk's words. */
  readonly help?: string;
}

/** The registry that ties a field's schema to its description. */
export const fieldMeta = z.registry<FieldMeta>();

type Spec = Omit<FieldMeta, "zh" | "en" | "type" | "required">;

const SHORT = 200;
const LONG = 20_000;
const MANY = 500;

/** `null` for text that is empty once trimmed, so that "" and null are never two kinds of empty. */
const trimmed = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => (value === "" ? null : value))
    .nullable();

const required = (max: number) => z.string().trim().min(1).max(max);

export const text = (zh: string, en: string, spec: Spec = {}) =>
  trimmed(SHORT).register(fieldMeta, { zh, en, type: "text", ...spec });

/** A phone number and the like, read digit by digit: stored half-width, whatever the input method wrote. */
export const identifier = (zh: string, en: string, spec: Spec = {}) =>
  z
    .string()
    .transform(identifierText)
    .pipe(
      z
        .string()
        .max(SHORT)
        .transform((value) => (value === "" ? null : value)),
    )
    .nullable()
    .register(fieldMeta, { zh, en, type: "text", isIdentifier: true, ...spec });

export const requiredText = (zh: string, en: string, spec: Spec = {}) =>
  required(SHORT).register(fieldMeta, { zh, en, type: "text", required: true, ...spec });

export const multiline = (zh: string, en: string, spec: Spec = {}) =>
  trimmed(LONG).register(fieldMeta, { zh, en, type: "multiline", ...spec });

export const requiredMultiline = (zh: string, en: string, spec: Spec = {}) =>
  required(LONG).register(fieldMeta, { zh, en, type: "multiline", required: true, ...spec });

// Functions, because `register` describes the very object it is called on: two fields must never share one.
const isoDate = () => z.iso.date();
const isoMoment = () => z.union([isoDate(), z.iso.datetime({ local: true, precision: -1 })]);

export const date = (zh: string, en: string, spec: Spec = {}) =>
  isoDate()
    .nullable()
    .register(fieldMeta, { zh, en, type: "date", ...spec });

export const requiredDate = (zh: string, en: string, spec: Spec = {}) =>
  isoDate().register(fieldMeta, { zh, en, type: "date", required: true, ...spec });

export const moment = (zh: string, en: string, spec: Spec = {}) =>
  isoMoment()
    .nullable()
    .register(fieldMeta, { zh, en, type: "moment", ...spec });

export const requiredMoment = (zh: string, en: string, spec: Spec = {}) =>
  isoMoment().register(fieldMeta, { zh, en, type: "moment", required: true, ...spec });

/** A count of people or things: whole and not negative. */
export const count = (zh: string, en: string, spec: Spec = {}) =>
  z
    .int()
    .min(0)
    .max(10_000_000)
    .nullable()
    .register(fieldMeta, { zh, en, type: "integer", ...spec });

/** Bytes of a file: what the settings allow for one is the limit (`attachmentFileMb`), this one is only that of a sound number. */
export const byteCount = (zh: string, en: string, spec: Spec = {}) =>
  z
    .int()
    .min(0)
    .max(4_294_967_295)
    .nullable()
    .register(fieldMeta, { zh, en, type: "integer", ...spec });

export const amount = (zh: string, en: string, spec: Spec = {}) =>
  z
    .number()
    .min(-1e12)
    .max(1e12)
    .nullable()
    .register(fieldMeta, { zh, en, type: "number", ...spec });

export const flag = (zh: string, en: string, spec: Spec = {}) =>
  z.boolean().register(fieldMeta, { zh, en, type: "flag", ...spec });

/** Codes of an option table as the tuple that `z.enum` wants. */
const codes = <const O extends Readonly<Record<string, Option>>>(options: O) =>
  z.enum(Object.keys(options) as [keyof O & string, ...(keyof O & string)[]]);

export const choice = <const O extends Readonly<Record<string, Option>>>(
  zh: string,
  en: string,
  options: O,
  spec: Spec = {},
) =>
  codes(options)
    .nullable()
    .register(fieldMeta, { zh, en, type: "choice", options, ...spec });

export const requiredChoice = <const O extends Readonly<Record<string, Option>>>(
  zh: string,
  en: string,
  options: O,
  spec: Spec = {},
) => codes(options).register(fieldMeta, { zh, en, type: "choice", required: true, options, ...spec });

export const choices = <const O extends Readonly<Record<string, Option>>>(
  zh: string,
  en: string,
  options: O,
  spec: Spec = {},
) =>
  z
    .array(codes(options))
    .max(MANY)
    .register(fieldMeta, { zh, en, type: "choices", options, ...spec });

export const names = (zh: string, en: string, spec: Spec = {}) =>
  z
    .array(required(SHORT))
    .max(MANY)
    .register(fieldMeta, { zh, en, type: "names", ...spec });

/** 届次 with the role held and the sector (界别) belonged to in it; `options` are the roles. Rows left empty are dropped. */
export const termRows = <const O extends Readonly<Record<string, Option>>>(
  zh: string,
  en: string,
  options: O,
  spec: Spec = {},
) =>
  z
    .array(z.object({ term: trimmed(60), role: codes(options).nullable(), sector: trimmed(SHORT) }))
    .max(50)
    .transform((rows) => rows.filter(({ term, role, sector }) => term !== null || role !== null || sector !== null))
    .register(fieldMeta, { zh, en, type: "terms", options, ...spec });

export const recordId = z.uuid({ version: "v7" });

export const idOf = (zh: string, en: string, spec: Spec = {}) =>
  recordId.nullable().register(fieldMeta, { zh, en, type: "id", ...spec });

export const requiredIdOf = (zh: string, en: string, spec: Spec = {}) =>
  recordId.clone().register(fieldMeta, { zh, en, type: "id", required: true, ...spec });

export const idsOf = (zh: string, en: string, spec: Spec = {}) =>
  z
    .array(recordId)
    .max(MANY)
    .register(fieldMeta, { zh, en, type: "ids", ...spec });

/** Where an imported record came from, so that every figure can be followed back to its cell. Shared by the main kinds. */
export const importFields = () => ({
  importedFrom: text("导入来源", "Imported from", { internal: true }),
  importKey: text("导入指纹", "Import fingerprint", { internal: true }),
});

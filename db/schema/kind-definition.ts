/** What a kind of record is by itself, before anything is done with it: its fields, columns, steps and document. */
import type { z } from "zod";
import type { FieldType, Option, Suggestion } from "./field.ts";
import type { PaperTag } from "./paper-tags.ts";
import type { Steps } from "./steps.ts";

export interface KindDefinition<F extends z.ZodObject = z.ZodObject> {
  readonly zh: string;
  readonly en: string;
  readonly fields: F;
  /** The field that holds the id of the record this one belongs to, if it is a child row. */
  readonly parent?: string;
  /** What a list shows as the record's name. */
  readonly titleField: string;
  /** The date that puts a record in a year or month; null for registers. */
  readonly dateField: string | null;
}

export const linkFields = ["sessionId", "hotlineId", "sameAsId", "opinionId"] as const;
export type LinkField = (typeof linkFields)[number];

/** How a state looks beside a record: `waiting` for somebody here, `moving` on its way, `done`, or nothing to say. */
export type StateTone = "plain" | "waiting" | "moving" | "done";

export interface StateOption extends Option {
  readonly tone: StateTone;
}

/** What tells that two records may be about one matter. */
export interface Likeness {
  /** The field that says what the matter is; null for kinds without one. */
  readonly title: string | null;
  readonly text: string;
  /** The fields that tell who it comes from; the question (`record.similar`) knows these three. */
  readonly person: readonly ("phone" | "caller" | "enterprise")[];
  /** The fields that a clerk sees side by side. */
  readonly compared: readonly string[];
}

/** A kind that a station exists to keep. */
export interface MainKindDefinition<F extends z.ZodObject = z.ZodObject> extends KindDefinition<F> {
  readonly dateField: string;
  /** What a record is known by as it is handled; empty for kinds that are not. */
  readonly states: Readonly<Record<string, StateOption>>;
  /** What a list can show beside the kind's fields. One of the same name takes the field's place: it follows from the events. */
  readonly listed: readonly ListField[];
  readonly steps: Steps;
  /** The field that names the first record of the same matter; null where records do not repeat one another. */
  readonly repeats: LinkField | null;
  /** Null for a kind that is not searched for records alike. */
  readonly likeness: Likeness | null;
  readonly document: {
    /** What its document is called: on the screen, in file names and at its head. */
    readonly zh: string;
    readonly en: string;
    /** What a template of it may use, beside what every document has. */
    readonly tags: readonly PaperTag[];
  };
}

export const mainKind = <F extends z.ZodObject>(definition: MainKindDefinition<F>): MainKindDefinition<F> => definition;

/** `timestamp`: milliseconds since 1970. */
export type ListFieldType = FieldType | "timestamp";

/** Something that a list can show, sort and filter by. */
export interface ListField {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  readonly type: ListFieldType;
  readonly options?: Readonly<Record<string, Option>>;
  readonly suggest?: Suggestion;
  /** A person's name: the first character is sorted as a surname. */
  readonly isName?: boolean;
  /** Follows from something else than the record's own fields; `ListedRecord.more` carries its value. */
  readonly isDerived?: boolean;
  /** Only a district has several stations. */
  readonly isDistrictOnly?: boolean;
}

export const derived = (
  name: string,
  zh: string,
  en: string,
  type: ListFieldType,
  rest: Partial<ListField> = {},
): ListField => ({
  name,
  zh,
  en,
  type,
  isDerived: true,
  ...rest,
});

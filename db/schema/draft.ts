/**
 * What is typed and not saved yet, as it goes to disk. It is not a record: any field may be missing, half written or of another
 * type, and all of it has to come back as it was. Only what would harm the store is refused.
 */
import { z } from "zod";

/** Characters of JSON: a form of the longest texts with its rows is a tenth of it. */
export const LONGEST_DRAFT = 4_000_000;
/** Levels of a form with its rows: five. A list of categories with its tree: eight. */
const DEEPEST = 40;
/** Values in one draft; stops a structure that holds itself. */
const MOST_VALUES = 500_000;

class TooLarge extends Error {}

/**
 * Plain JSON of what a form holds. A field without a value (`undefined`) is left out, in a row of values it is null, as are
 * numbers that are none.
 * @throws TooLarge
 */
function plain(value: unknown, depth: number, count: { left: number }): unknown {
  count.left -= 1;
  if (depth > DEEPEST || count.left < 0) throw new TooLarge();
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "object") return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map((one) => plain(one, depth + 1, count) ?? null);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, depth + 1, count)]));
}

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** @returns its JSON text; null when it is too much */
function textOf(content: Readonly<Record<string, unknown>>): string | null {
  try {
    const text = JSON.stringify(plain(content, 0, { left: MOST_VALUES }));
    return text.length > LONGEST_DRAFT ? null : text;
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

/** Any object; the output is its JSON text, well-formed and at most {@link LONGEST_DRAFT} long. */
export const draftContentSchema = z.unknown().transform((content, context): string => {
  const text = isPlainObject(content) ? textOf(content) : null;
  if (text !== null) return text;
  context.addIssue({ code: "custom", message: "A draft is an object of a bounded size" });
  return z.NEVER;
});

/** What {@link draftContentSchema} made, as an object again; empty for what this program did not write. */
export function readDraftContent(text: string): Record<string, unknown> {
  const content: unknown = JSON.parse(text);
  return isPlainObject(content) ? content : {};
}

/**
 * Undo and redo of one form. Pure: it knows values, paths and time, neither React nor the page.
 *
 * A step is a list of patches (path, before, after), not a copy of the form: what an import changed meanwhile in another
 * field is not taken back with it. Typing in one field is one step until the writer pauses, turns from writing to deleting,
 * ends a sentence or leaves the field; everything else is a step of its own. What an input method composes is never split.
 *
 * A save does not cut the history: in Word and in Excel one can undo across a save, and a clerk who saves often must not be
 * punished for it. Undoing then simply makes unsaved changes. The history ends with the form's window (it is not on disk).
 */
import { isSame, rowLists, type ChildRow, type FormValues, type RowList } from "../values/form-values.ts";
import { rowsWithIds, withIds } from "./saved-rows.ts";
import { sharedValues } from "./shared-values.ts";

/** Where a patch applies: a field, a cell of a child row, or a whole list of child rows. */
export type PatchPath = `fields.${string}` | `${RowList}.${number}.fields.${string}` | RowList;

export interface Patch {
  readonly path: PatchPath;
  readonly before: unknown;
  readonly after: unknown;
}

/** What a form has to show after an undo or redo. */
export interface Applied {
  readonly patches: readonly { readonly path: PatchPath; readonly value: unknown }[];
  /** Where to look: the first field that changed, or the row (`problems.2`). */
  readonly place: string;
  /** In a text field, the end of what came back; null elsewhere. */
  readonly caret: number | null;
}

export interface ChangeFacts {
  /** Milliseconds; only differences count. */
  readonly now: number;
  /** Names the input method's composition that is under way; null when the keys write themselves. */
  readonly composition: number | null;
}

/** A pause in typing after which a new step begins. */
export const PAUSE_MS = 1_200;
/** More characters than these at once were pasted or filled in, not typed. */
const TYPED_AT_ONCE = 12;
const STEPS = 500;
const sentenceEnd = /[。！？；!?;\n]$/u;

export class UndoHistory {
  readonly #isTyped: (path: PatchPath) => boolean;
  #present: FormValues;
  #done: (readonly Patch[])[] = [];
  #undone: (readonly Patch[])[] = [];
  /** The last step while it may still grow. */
  #open: { readonly at: number; readonly grows: boolean; readonly composition: number | null } | null = null;
  readonly #listeners = new Set<() => void>();

  /** @param isTyped whether a path holds text or a number that is typed character by character */
  constructor(start: FormValues, isTyped: (path: PatchPath) => boolean) {
    this.#present = start;
    this.#isTyped = isTyped;
  }

  /** The form's values as last noted: never changed in place, shared with earlier ones where equal. */
  get present(): FormValues {
    return this.#present;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The user changed something; `current` may be changed in place later. */
  change(current: FormValues, facts: ChangeFacts): void {
    const next = sharedValues(this.#present, current);
    const patches = patchesBetween(this.#present, next);
    this.#present = next;
    if (patches.length === 0) return;
    this.#undone = [];
    const [only] = patches;
    const typed = patches.length === 1 && only !== undefined && this.#isTyped(only.path) ? only : null;
    const last = this.#done.at(-1)?.[0];
    if (typed !== null && last !== undefined && this.#continues(last, typed, facts)) {
      this.#done.pop();
      const merged = { ...typed, before: last.before };
      // Typed and deleted again: nothing is left that could be undone, unless the composition still goes on.
      if (!isSame(merged.before, merged.after) || facts.composition !== null) this.#done.push([merged]);
    } else {
      this.#done.push(patches);
      if (this.#done.length > STEPS) this.#done.shift();
    }
    const mayGrow = typed !== null && (facts.composition !== null || isTypedAmount(typed));
    this.#open = mayGrow
      ? { at: facts.now, grows: facts.composition !== null || grows(typed), composition: facts.composition }
      : null;
    this.#tell();
  }

  /** A composition that was given up leaves no step behind. */
  endComposition(): void {
    const last = this.#done.at(-1);
    if (last === undefined || last.some(({ before, after }) => !isSame(before, after))) return;
    this.#done.pop();
    this.seal();
    this.#tell();
  }

  /** The field was left, or something was pasted: the next change is a new step. */
  seal(): void {
    this.#open = null;
  }

  undo(): Applied | null {
    const step = this.#done.pop();
    if (step === undefined) return null;
    this.#undone.push(step);
    return this.#apply(step.toReversed().map(({ path, before, after }) => ({ path, value: before, from: after })));
  }

  redo(): Applied | null {
    const step = this.#undone.pop();
    if (step === undefined) return null;
    this.#done.push(step);
    return this.#apply(step.map(({ path, before, after }) => ({ path, value: after, from: before })));
  }

  /**
   * The values changed by another hand (a save that completed them, an import). Steps about a list whose rows came, went or
   * moved are dropped: they would point at other rows.
   */
  external(current: FormValues): void {
    const next = sharedValues(this.#present, current);
    for (const list of rowLists) {
      if (sameRows(this.#present[list], next[list])) continue;
      this.#rewrite((patch) => (patch.path === list || patch.path.startsWith(`${list}.`) ? null : patch));
    }
    this.#present = next;
    this.seal();
    this.#tell();
  }

  /** Rows that were new have been saved under these ids (by row key): earlier steps must bring them back as the same rows. */
  adopt(ids: ReadonlyMap<string, string>): void {
    if (ids.size === 0) return;
    const adopted = (value: unknown) => rowsWithIds(value as readonly ChildRow[], ids);
    this.#rewrite((patch) =>
      isList(patch.path) ? { ...patch, before: adopted(patch.before), after: adopted(patch.after) } : patch,
    );
    this.#present = withIds(this.#present, ids);
  }

  /** Forgets everything, e.g. because personal data was erased. */
  clear(current: FormValues): void {
    this.#done = [];
    this.#undone = [];
    this.external(current);
  }

  #continues(last: Patch, next: Patch, { now, composition }: ChangeFacts): boolean {
    const open = this.#open;
    if (open === null || last.path !== next.path) return false;
    if (composition !== null && composition === open.composition) return true;
    if (now - open.at > PAUSE_MS || !(composition !== null || isTypedAmount(next))) return false;
    if ((composition !== null || grows(next)) !== open.grows) return false;
    return !sentenceEnd.test(insertedText(last));
  }

  #apply(changes: readonly { readonly path: PatchPath; readonly value: unknown; readonly from: unknown }[]): Applied {
    this.seal();
    this.#present = changes.reduce((values, { path, value }) => withValue(values, path, value), this.#present);
    const [first] = changes;
    this.#tell();
    return {
      patches: changes.map(({ path, value }) => ({ path, value })),
      place: first === undefined ? "" : placeOf(first.path, first.from, first.value),
      caret: first === undefined ? null : caretOf(first.from, first.value),
    };
  }

  #rewrite(change: (patch: Patch) => Patch | null): void {
    const steps = (from: readonly (readonly Patch[])[]) =>
      from.map((step) => step.map(change).filter((patch) => patch !== null)).filter((step) => step.length > 0);
    this.#done = steps(this.#done);
    this.#undone = steps(this.#undone);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What differs. A list whose rows came, went or moved is one patch; otherwise each changed cell is. */
export function patchesBetween(before: FormValues, after: FormValues): Patch[] {
  if (before === after) return [];
  const patches: Patch[] = [];
  if (before.fields !== after.fields) {
    for (const name of Object.keys({ ...before.fields, ...after.fields })) {
      note(patches, `fields.${name}`, before.fields[name], after.fields[name]);
    }
  }
  for (const list of rowLists) {
    if (before[list] === after[list]) continue;
    if (!sameRows(before[list], after[list])) {
      patches.push({ path: list, before: before[list], after: after[list] });
      continue;
    }
    for (const [index, row] of after[list].entries()) {
      const old = before[list][index]?.fields ?? {};
      for (const name of Object.keys({ ...old, ...row.fields })) {
        note(patches, `${list}.${index}.fields.${name}`, old[name], row.fields[name]);
      }
    }
  }
  return patches;
}

function note(patches: Patch[], path: PatchPath, before: unknown, after: unknown): void {
  if (!isSame(before, after)) patches.push({ path, before: before ?? null, after: after ?? null });
}

/** A copy with one value changed. A cell of a row that is not there any more changes nothing. */
function withValue(values: FormValues, path: PatchPath, value: unknown): FormValues {
  if (isList(path)) return { ...values, [path]: value as ChildRow[] };
  const [head = "", index = "", , name = ""] = path.split(".");
  if (head === "fields") return { ...values, fields: { ...values.fields, [index]: value } };
  const list = head as RowList;
  const rows = values[list].map((row, at) =>
    at === Number(index) ? { ...row, fields: { ...row.fields, [name]: value } } : row,
  );
  return { ...values, [list]: rows };
}

const isList = (path: PatchPath): path is RowList => (rowLists as readonly string[]).includes(path);

const sameRows = (a: readonly ChildRow[], b: readonly ChildRow[]): boolean =>
  a === b || (a.length === b.length && a.every((row, index) => row.key === b[index]?.key));

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const grows = ({ before, after }: Patch): boolean => lengthOf(after) >= lengthOf(before);

const lengthOf = (value: unknown): number =>
  typeof value === "string" ? value.length : typeof value === "number" ? String(value).length : 0;

/** The part of the text that a patch put in. */
function insertedText({ before, after }: Pick<Patch, "before" | "after">): string {
  const [from, to] = [textOf(before), textOf(after)];
  const { start, end } = changedPart(from, to);
  return to.slice(start, end);
}

const isTypedAmount = (patch: Patch): boolean => insertedText(patch).length <= TYPED_AT_ONCE;

/** @returns the part of `to` that is not in `from`, between what both begin and end with */
function changedPart(from: string, to: string): { readonly start: number; readonly end: number } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let same = 0;
  while (same < most - start && from[from.length - 1 - same] === to[to.length - 1 - same]) same += 1;
  return { start, end: to.length - same };
}

const caretOf = (from: unknown, to: unknown): number | null =>
  typeof to === "string" || typeof from === "string" ? changedPart(textOf(from), textOf(to)).end : null;

/** The first row that differs; the list itself when it became empty. */
function placeOf(path: PatchPath, from: unknown, to: unknown): string {
  if (!isList(path)) return path;
  const [old, rows] = [from as readonly ChildRow[], to as readonly ChildRow[]];
  if (rows.length === 0) return path;
  const differs = rows.findIndex((row, index) => row.key !== old[index]?.key);
  return `${path}.${differs === -1 ? rows.length - 1 : differs}`;
}

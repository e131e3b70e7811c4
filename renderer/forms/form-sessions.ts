/**
 * What an open form remembers while another one is on the screen: its undo history, the cursor, how far it was scrolled.
 * In memory alone; what must survive a power cut is in the draft.
 */
import { columnsOf, type Kind, type ListedKind } from "../../db/schema/kinds.ts";
import { UndoHistory, type PatchPath } from "./undo-history.ts";
import type { OpenForm } from "./open-form.ts";
import { rebase, type FormValues, type RowList } from "./values.ts";

/** Where the clerk was in a form. */
export interface FormView {
  readonly scrollTop: number;
  /** The field with the cursor; null when it was elsewhere. */
  readonly path: string | null;
  /** Selection in a text field. */
  readonly selection: readonly [number, number] | null;
}

const nothing = (): Promise<void> => Promise.resolve();

export class FormSession {
  readonly history: UndoHistory;
  #compositions = 0;
  #composition: number | null = null;
  #isApplying = false;
  #view: FormView | null = null;
  #base: FormValues;
  #flush = nothing;

  constructor(kind: ListedKind, { base, values }: Pick<OpenForm, "base" | "values">) {
    this.#base = base;
    this.history = new UndoHistory(values, (path) => isTypedPath(kind, path));
  }

  /** The saved values, or those that a new form started with: what is unsaved is what differs from them. */
  get base(): FormValues {
    return this.#base;
  }

  rebase(base: FormValues): void {
    this.#base = base;
  }

  /** Writes the form's draft; nothing while the form is not on the screen. */
  get flush(): () => Promise<void> {
    return this.#flush;
  }

  /** @returns to be called when the form leaves the screen */
  onScreen(flush: () => Promise<void>): () => void {
    this.#flush = flush;
    return () => {
      if (this.#flush === flush) this.#flush = nothing;
    };
  }

  /** Names the input method's composition that is under way. */
  get composition(): number | null {
    return this.#composition;
  }

  beginComposition(): void {
    this.#compositions += 1;
    this.#composition = this.#compositions;
  }

  endComposition(): void {
    this.#composition = null;
  }

  /** While an undo or a newer record is put into the form, its changes are not the user's. */
  get isApplying(): boolean {
    return this.#isApplying;
  }

  apply(change: () => void): void {
    this.#isApplying = true;
    try {
      change();
    } finally {
      this.#isApplying = false;
    }
  }

  get view(): FormView | null {
    return this.#view;
  }

  leaveAt(view: FormView): void {
    this.#view = view;
  }
}

const sessions = new Map<string, FormSession>();

/**
 * The session of a form that is shown. One that was left a moment ago is newer than the draft on disk may be, so its values
 * count; what an import changed in the record meanwhile comes in where the clerk has not typed.
 */
export function sessionOf(key: string, kind: ListedKind, opened: OpenForm): FormSession {
  const known = sessions.get(key);
  if (known === undefined) {
    const session = new FormSession(kind, opened);
    sessions.set(key, session);
    return session;
  }
  if (opened.full !== null) {
    known.history.external(rebase(known.base, opened.base, known.history.present));
    known.rebase(opened.base);
  }
  return known;
}

/** What waits is written to the draft, if the form is on the screen. */
export const flushSession = async (key: string): Promise<void> => sessions.get(key)?.flush();

/** A new record was saved: its form goes on under the saved record's key. */
export function moveSession(from: string, to: string): void {
  const session = sessions.get(from);
  if (session === undefined) return;
  sessions.delete(from);
  sessions.set(to, session);
}

/** Personal data of the record was erased: no undo may bring it back. */
export function forgetHistory(key: string): void {
  const session = sessions.get(key);
  session?.history.clear(session.history.present);
}

/** The form was closed. */
export const dropSession = (key: string): boolean => sessions.delete(key);

const typedTypes: ReadonlySet<string> = new Set(["text", "multiline", "integer", "number"]);
const rowKinds: Readonly<Record<RowList, Kind>> = {
  problems: "problem",
  measures: "measure",
  attachments: "attachment",
};

function isTypedPath(kind: ListedKind, path: PatchPath): boolean {
  const [head = "", ...rest] = path.split(".");
  const name = rest.at(-1);
  const owner = head in rowKinds ? rowKinds[head as RowList] : kind;
  const meta = columnsOf(owner).find((column) => column.name === name)?.meta;
  return meta !== undefined && typedTypes.has(meta.type);
}

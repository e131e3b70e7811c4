/**
 * What an open form remembers while another one is on the screen: its undo history, the cursor, how far it was scrolled.
 * In memory alone; what must survive a power cut is in the draft.
 */
import { columnsOf, type Kind, type ListedKind } from "../../db/schema/kinds.ts";
import { UndoHistory, type PatchPath } from "./undo-history.ts";
import type { FormValues, RowList } from "./values.ts";

/** Where the clerk was in a form. */
export interface FormView {
  readonly scrollTop: number;
  /** The field with the cursor; null when it was elsewhere. */
  readonly path: string | null;
  /** Selection in a text field. */
  readonly selection: readonly [number, number] | null;
}

export class FormSession {
  readonly history: UndoHistory;
  #compositions = 0;
  #composition: number | null = null;
  #isApplying = false;
  #view: FormView | null = null;

  constructor(kind: ListedKind, start: FormValues) {
    this.history = new UndoHistory(start, (path) => isTypedPath(kind, path));
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

/** The session of an open form. One that is there takes the values that its form was opened with. */
export function sessionOf(key: string, kind: ListedKind, values: FormValues): FormSession {
  let session = sessions.get(key);
  if (session === undefined) {
    session = new FormSession(kind, values);
    sessions.set(key, session);
  } else if (session.history.present !== values) {
    session.history.external(values);
  }
  return session;
}

/** A new record was saved: its form goes on under the saved record's key. */
export function moveSession(from: string, to: string): void {
  const session = sessions.get(from);
  if (session === undefined) return;
  sessions.delete(from);
  sessions.set(to, session);
}

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

/**
 * What an open form remembers and goes on doing while another one is on the screen: its undo history, the cursor, how far it was
 * scrolled, its draft, files on their way into it. What must survive a power cut is in the draft.
 */
import { defaultSettings } from "../../db/schema/settings.ts";
import { columnsOf, kinds, type Kind, type ListedKind } from "../../db/schema/kinds.ts";
import { FormFiles } from "./form-files.ts";
import { prepareFile } from "../files/prepare.ts";
import { sendFile } from "../files/send-file.ts";
import { forgetThumbnail, keepThumbnail } from "../files/thumbnails.ts";
import { useOpenForms } from "../stores/open-forms.ts";
import { useStatus } from "../stores/status.ts";
import { draftContent } from "../values/draft-content.ts";
import { FormDraft, type DraftOwner } from "./draft.ts";
import { UndoHistory, type PatchPath } from "./undo-history.ts";
import type { OpenForm } from "./open-form.ts";
import { withName } from "../values/half-typed.ts";
import {
  hasChanges,
  rebase,
  type ChildRow,
  type FieldValues,
  type FormValues,
  type RowList,
} from "../values/form-values.ts";
import { cutText } from "../../db/schema/plain-text.ts";

/** Where the clerk was in a form. */
export interface FormView {
  readonly scrollTop: number;
  /** The field with the cursor; null when it was elsewhere. */
  readonly path: string | null;
  /** Selection in a text field. */
  readonly selection: readonly [number, number] | null;
}

/** The form on the screen, which holds the values itself. */
type WriteRows = (rows: ChildRow[]) => void;

export class FormSession {
  readonly history: UndoHistory;
  /** Files that are being added. They land here, whichever form is shown. */
  readonly files: FormFiles;
  #event: FieldValues | null;
  /** A name being typed that is no tag yet, by its field. */
  #halfTyped: { readonly name: string; readonly text: string } | null = null;
  #owner: DraftOwner;
  #draft: FormDraft;
  #compositions = 0;
  #composition: number | null = null;
  #isApplying = false;
  #view: FormView | null = null;
  #base: FormValues;
  #shown: WriteRows | null = null;

  constructor(owner: DraftOwner, { base, values, event, draft }: Omit<OpenForm, "full">) {
    this.#owner = owner;
    this.#base = base;
    this.#event = event;
    this.#draft = new FormDraft(owner, draft?.updatedAt ?? null);
    this.history = new UndoHistory(values, (path) => isTypedPath(owner.kind, path));
    this.files = new FormFiles(
      { read: () => this.history.present.attachments, write: (rows) => this.#writeAttachments(rows) },
      {
        limits: () => useStatus.getState().settings ?? defaultSettings,
        prepare: prepareFile,
        send: sendFile,
        stored: ({ sha256 }, { thumbnail }) => {
          forgetThumbnail(sha256);
          if (thumbnail !== null) keepThumbnail(sha256, thumbnail);
        },
      },
    );
    this.files.subscribe(() => this.describe());
  }

  /** Names the form among the open ones; that of its draft. */
  get key(): string {
    return this.#owner.key;
  }

  get kind(): ListedKind {
    return this.#owner.kind;
  }

  get draft(): FormDraft {
    return this.#draft;
  }

  /** The step that is being typed beside the form; null for none, and for one that was only opened. */
  get event(): FieldValues | null {
    return this.#event;
  }

  typeEvent(event: FieldValues | null): void {
    this.#event = event;
  }

  /** Kept like the name that it becomes when the field is left. */
  halfType(name: string, text: string): void {
    if (text.trim() !== "") this.#halfTyped = { name, text };
    else if (this.#halfTyped?.name === name) this.#halfTyped = null;
  }

  /** The form with what is still being typed. */
  get #whole(): FormValues {
    const { present } = this.history;
    if (this.#halfTyped === null) return present;
    const { name, text } = this.#halfTyped;
    return { ...present, fields: { ...present.fields, [name]: withName(present.fields[name], text) } };
  }

  /** A new record was saved: from here on this is the form of the saved one, which has no draft yet. */
  moveTo(owner: DraftOwner): void {
    // What was typed while the disk worked belongs to the saved record's draft, not to a new one.
    this.#draft.change(null);
    void this.#draft.end();
    this.#owner = owner;
    this.#draft = new FormDraft(owner, null);
  }

  /** The saved values, or those that a new form started with: what is unsaved is what differs from them. */
  get base(): FormValues {
    return this.#base;
  }

  rebase(base: FormValues): void {
    this.#base = base;
  }

  /** Whether something differs from what is saved. */
  get isChanged(): boolean {
    return hasChanges(this.#base, this.history.present);
  }

  /**
   * Title, mark and number of files of this form in the strip. A form that files are still added to counts as not saved.
   * @returns whether something differs from what is saved
   */
  describe(): boolean {
    const { present } = this.history;
    const { isChanged } = this;
    const adding = this.files.state.pending.length;
    const isUnsaved = adding > 0 || this.#event !== null || isChanged;
    useOpenForms.getState().describe(this.key, { title: titleOf(this.kind, present.fields), isUnsaved, adding });
    return isChanged;
  }

  /** The draft and the strip follow what the history holds. @returns whether something differs from what is saved */
  follow(): boolean {
    const isChanged = this.describe();
    this.#draft.change(draftContent(this.#base, this.#whole, this.#event));
    return isChanged;
  }

  get isShown(): boolean {
    return this.#shown !== null;
  }

  /** @returns to be called when the form leaves the screen */
  onScreen(write: WriteRows): () => void {
    this.#shown = write;
    return () => {
      if (this.#shown === write) this.#shown = null;
    };
  }

  #writeAttachments(rows: ChildRow[]): void {
    if (this.#shown !== null) {
      this.#shown(rows);
      return;
    }
    this.history.change({ ...this.history.present, attachments: rows }, { now: Date.now(), composition: null });
    this.follow();
    // Nobody is typing here, so there is nothing to wait for.
    void this.#draft.flush();
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
export function sessionOf(owner: DraftOwner, opened: OpenForm): FormSession {
  const known = sessions.get(owner.key);
  if (known === undefined) {
    const session = new FormSession(owner, opened);
    sessions.set(owner.key, session);
    return session;
  }
  if (opened.full !== null) {
    known.history.external(rebase(known.base, opened.base, known.history.present));
    known.rebase(opened.base);
  }
  return known;
}

/** What waits is written to the draft. */
export const flushSession = async (key: string): Promise<void> => sessions.get(key)?.draft.flush();

/** A new record was saved: its form goes on as that of the saved record. */
export function moveSession(from: string, to: DraftOwner): void {
  const session = sessions.get(from);
  if (session === undefined) return;
  session.moveTo(to);
  sessions.delete(from);
  sessions.set(to.key, session);
}

/** Personal data of the record was erased: no undo may bring it back. */
export function forgetHistory(key: string): void {
  const session = sessions.get(key);
  session?.files.cancelAll();
  session?.history.clear(session.history.present);
}

/** Gives up the files that are on their way into a form. @returns how many there were */
export const cancelFiles = (key: string): number => sessions.get(key)?.files.cancelAll() ?? 0;

/** The form was closed: files on their way into it are given up. */
export function dropSession(key: string): void {
  const session = sessions.get(key);
  if (session === undefined) return;
  sessions.delete(key);
  session.files.close();
  void session.draft.end();
}

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

/** The first line of the field that names the record. */
function titleOf(kind: ListedKind, fields: FieldValues): string {
  const value = fields[kinds[kind].titleField];
  return typeof value === "string" ? cutText(value.trim().split("\n", 1)[0] ?? "", 80) : "";
}

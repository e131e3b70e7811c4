/**
 * Files on their way into one form: one after the other, each with its progress, whatever is on the screen meanwhile. Knows
 * neither React nor the page; belongs to the form's session and ends with it.
 */
import type { StoredFile } from "../../db/api/operations.ts";
import { attachmentOf, likelyRole, rowOf, totalSize } from "./attachment-values.ts";
import type { ChildRow } from "../values/form-values.ts";
import { ClientError } from "../hosts/client-error.ts";
import { requireRoom, type Limits, type Prepared } from "../files/prepare.ts";
import type { KeptReason } from "../files/picture-work.ts";
import type { SendOptions } from "../files/send-file.ts";

export interface PendingFile {
  readonly id: number;
  readonly name: string;
  /** Bytes; `total` is 0 while a photo is being made smaller. */
  readonly sent: number;
  readonly total: number;
}

export interface FilesState {
  readonly pending: readonly PendingFile[];
  readonly problems: readonly { readonly id: number; readonly file: string; readonly error: unknown }[];
  /** Told once, not wrong: a picture that is kept as it came. */
  readonly notes: readonly { readonly id: number; readonly file: string; readonly kept: KeptReason }[];
  /** Contents stored since the form was opened, so that a broken one counts as healed. */
  readonly healed: ReadonlySet<string>;
  /** Whether photos that are added from now on stay as they are. */
  readonly keepOriginal: boolean;
}

/** What became of files that were added together. */
export interface Outcome {
  readonly added: readonly string[];
  readonly already: readonly string[];
  readonly failed: readonly string[];
}

/** The form's rows of attachments, on the screen or not. */
export interface AttachedRows {
  read(): readonly ChildRow[];
  write(rows: ChildRow[]): void;
}

/** How a file is made ready and stored. */
export interface FileWork {
  limits(): Limits;
  prepare(file: File, limits: Limits, keepOriginal: boolean): Promise<Prepared>;
  send(content: Blob, name: string, options: SendOptions): Promise<StoredFile>;
  /** The content is on the disk. */
  stored(file: StoredFile, prepared: Prepared): void;
}

type Put = "added" | "already" | "gone";

export class FormFiles {
  readonly #rows: AttachedRows;
  readonly #work: FileWork;
  readonly #listeners = new Set<() => void>();
  readonly #aborts = new Map<number, AbortController>();
  #state: FilesState = { pending: [], problems: [], notes: [], healed: new Set(), keepOriginal: false };
  #queue: Promise<void> = Promise.resolve();
  #nextId = 0;
  #isClosed = false;

  constructor(rows: AttachedRows, work: FileWork) {
    this.#rows = rows;
    this.#work = work;
  }

  get state(): FilesState {
    return this.#state;
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @param told once for all of them, when the last one is in, was refused or was cancelled; not after `close` */
  add(files: readonly File[], told: (outcome: Outcome) => void): void {
    const outcome = { added: [] as string[], already: [] as string[], failed: [] as string[] };
    let left = files.length;
    const end = (): void => {
      left -= 1;
      const { added, already, failed } = outcome;
      if (left === 0 && !this.#isClosed && added.length + already.length + failed.length > 0) told(outcome);
    };
    for (const file of files) {
      this.#enqueue(file, (row) => this.#append(row), {
        put: (result, name) => result !== "gone" && outcome[result].push(name),
        failed: () => outcome.failed.push(file.name),
        end,
      });
    }
  }

  /**
   * The content of a row whose own is missing or changed; its name and role stay.
   * @param told with the row's name, once it is whole again
   */
  replace(sha256: string, file: File, told: (name: string) => void): void {
    this.#enqueue(file, (row) => this.#exchange(sha256, row), {
      put: (result, name) => result === "added" && told(name),
      failed: () => {},
      end: () => {},
    });
  }

  /** It is off the list at once; the piece that is being written is let finish. */
  cancel(id: number): void {
    this.#aborts.get(id)?.abort();
    this.#change({ pending: this.#state.pending.filter((one) => one.id !== id) });
  }

  /** @returns how many files were given up */
  cancelAll(): number {
    const { length } = this.#state.pending;
    for (const abort of this.#aborts.values()) abort.abort();
    this.#change({ pending: [] });
    return length;
  }

  /** The form is gone: nothing lands any more. @returns how many files were given up */
  close(): number {
    this.#isClosed = true;
    return this.cancelAll();
  }

  /** When everything that was added so far is in the form. */
  settled(): Promise<void> {
    return this.#queue;
  }

  setKeepOriginal(keepOriginal: boolean): void {
    this.#change({ keepOriginal });
  }

  /** A problem or note has been read. */
  dismiss(id: number): void {
    const { problems, notes } = this.#state;
    this.#change({ problems: problems.filter((one) => one.id !== id), notes: notes.filter((one) => one.id !== id) });
  }

  #enqueue(file: File, put: (row: ChildRow) => readonly [Put, string], events: FileEvents): void {
    const id = this.#nextId++;
    const abort = new AbortController();
    const { keepOriginal } = this.#state;
    this.#aborts.set(id, abort);
    this.#change({ pending: [...this.#state.pending, { id, name: file.name, sent: 0, total: 0 }] });
    this.#queue = this.#queue.then(async () => {
      try {
        if (!abort.signal.aborted) await this.#store(file, { id, keepOriginal, signal: abort.signal }, put, events);
      } catch (error) {
        const isCancelled = error instanceof ClientError && error.report.name === "cancelled";
        if (!isCancelled) {
          events.failed();
          this.#change({ problems: [...this.#state.problems, { id, file: file.name, error }] });
        }
      } finally {
        this.#aborts.delete(id);
        this.#change({ pending: this.#state.pending.filter((one) => one.id !== id) });
        events.end();
      }
    });
  }

  async #store(
    file: File,
    { id, keepOriginal, signal }: { readonly id: number; readonly keepOriginal: boolean; readonly signal: AbortSignal },
    put: (row: ChildRow) => readonly [Put, string],
    events: FileEvents,
  ): Promise<void> {
    const limits = this.#work.limits();
    const prepared = await this.#work.prepare(file, limits, keepOriginal);
    if (signal.aborted) return;
    const total = prepared.content.size;
    requireRoom(totalSize(this.#rows.read()), total, limits);
    const report = (sent: number) =>
      this.#change({ pending: this.#state.pending.map((one) => (one.id === id ? { ...one, sent, total } : one)) });
    report(0);
    const stored = await this.#work.send(prepared.content, prepared.name, { signal, onProgress: report });
    this.#work.stored(stored, prepared);
    // Cancelled with the last piece: what is stored and not named is swept at a later start.
    if (signal.aborted) return;
    this.#change({ healed: new Set([...this.#state.healed, stored.sha256]) });
    const [result, name] = put(rowOf(stored, likelyRole(stored.name, stored.mime)));
    events.put(result, name);
    const { kept } = prepared;
    if (result === "added" && kept !== null)
      this.#change({ notes: [...this.#state.notes, { id: this.#nextId++, file: stored.name, kept }] });
  }

  #append(row: ChildRow): readonly [Put, string] {
    const rows = this.#rows.read();
    const { sha256, name } = attachmentOf(row);
    if (rows.some((other) => attachmentOf(other).sha256 === sha256)) return ["already", name];
    this.#rows.write([...rows, row]);
    return ["added", name];
  }

  #exchange(sha256: string, row: ChildRow): readonly [Put, string] {
    const rows = this.#rows.read();
    const index = rows.findIndex((other) => attachmentOf(other).sha256 === sha256);
    const old = rows[index];
    if (old === undefined) return ["gone", ""];
    const { name, role } = attachmentOf(old);
    // The same content heals the saved row; another one is a new row in its place.
    if (attachmentOf(row).sha256 !== sha256)
      this.#rows.write(rows.with(index, { ...row, fields: { ...row.fields, role: role ?? row.fields["role"] } }));
    return ["added", name];
  }

  #change(part: Partial<FilesState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

interface FileEvents {
  readonly put: (result: Put, name: string) => void;
  readonly failed: () => void;
  readonly end: () => void;
}

/**
 * Keeps a draft in step with a form. A change is written at most {@link DELAY_MS} later, one write at a time and always
 * the newest content, so that killing the program loses no more than the last moment.
 */
import type { DraftContent } from "../values/draft-content.ts";

/** How long typing may run ahead of the disk. */
export const DELAY_MS = 200;

export interface DraftTarget {
  put(content: DraftContent): Promise<{ readonly updatedAt: number }>;
  discard(): Promise<unknown>;
}

export interface DraftEvents {
  onSaved(at: number | null): void;
  onFailed(error: unknown): void;
}

export class DraftSaver {
  readonly #target: DraftTarget;
  readonly #events: DraftEvents;
  #pending: { readonly content: DraftContent | null } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing: Promise<void> | null = null;
  /** Whether a draft may exist on disk; a form that was never touched must not write. */
  #exists: boolean;
  #isStopped = false;

  constructor(target: DraftTarget, events: DraftEvents, exists: boolean) {
    this.#target = target;
    this.#events = events;
    this.#exists = exists;
  }

  /** The form's newest content; null when there is nothing to keep. The first change since the last write sets the time. */
  change(content: DraftContent | null): void {
    if (this.#isStopped) return;
    this.#pending = { content };
    this.#timer ??= setTimeout(() => void this.flush(), DELAY_MS);
  }

  /** Writes what is pending now. Resolves when the disk has it (or the failure was reported). */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    // A write under way may carry older content; the loop writes again until nothing is pending.
    while (this.#writing !== null) await this.#writing;
    if (this.#pending === null || this.#isStopped) return;
    this.#writing = this.#write().finally(() => (this.#writing = null));
    await this.#writing;
  }

  /** After saving or discarding: nothing that is still pending may bring the draft back. Waits for a write under way. */
  async settle(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#pending = null;
    if (this.#writing !== null) await this.#writing;
  }

  /** The service dropped the draft together with the save. */
  forgotten(): void {
    this.#exists = false;
    this.#events.onSaved(null);
  }

  /** No more writes. Flush before. */
  stop(): void {
    this.#isStopped = true;
  }

  async #write(): Promise<void> {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    try {
      if (pending.content !== null) {
        const { updatedAt } = await this.#target.put(pending.content);
        this.#exists = true;
        this.#events.onSaved(updatedAt);
      } else if (this.#exists) {
        await this.#target.discard();
        this.#exists = false;
        this.#events.onSaved(null);
        // Nothing is there and nothing has to be: whatever failed before is settled.
      } else this.#events.onSaved(null);
    } catch (error) {
      // Keep the content for the next attempt, unless something newer is waiting already.
      this.#pending ??= pending;
      this.#events.onFailed(error);
      this.#timer ??= this.#isStopped ? null : setTimeout(() => void this.flush(), RETRY_MS);
    }
  }
}

const RETRY_MS = 2_000;

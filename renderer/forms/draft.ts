/** The draft of one open form, whether the form is on the screen or another one is. Lives as long as the form is open. */
import type { ListedKind } from "../../db/schema/kinds.ts";
import { client } from "../hosts/client.ts";
import { DraftSaver } from "../stores/draft-saver.ts";
import type { DraftContent } from "../values/draft-content.ts";

/** Whose draft it is. */
export interface DraftOwner {
  readonly key: string;
  readonly kind: ListedKind;
  readonly recordId: string | null;
}

export interface DraftFacts {
  /** When the draft on disk was written; null when there is none. */
  readonly savedAt: number | null;
  readonly failed: boolean;
}

export class FormDraft {
  readonly #saver: DraftSaver;
  readonly #listeners = new Set<() => void>();
  #facts: DraftFacts;

  /** @param existedAt when the draft that was found at opening had been written; null for none */
  constructor({ key, kind, recordId }: DraftOwner, existedAt: number | null) {
    this.#facts = { savedAt: existedAt, failed: false };
    this.#saver = new DraftSaver(
      {
        put: (content) => client.call("draft.put", { key, kind, recordId, content }),
        discard: () => client.call("draft.discard", { key }),
      },
      {
        onSaved: (savedAt) => this.#tell({ savedAt, failed: false }),
        onFailed: () => this.#tell({ ...this.#facts, failed: true }),
      },
      existedAt !== null,
    );
  }

  get facts(): DraftFacts {
    return this.#facts;
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What the form holds now; null when nothing of it needs keeping. Cheap; call it at every change. */
  change(content: DraftContent | null): void {
    this.#saver.change(content);
  }

  flush(): Promise<void> {
    return this.#saver.flush();
  }

  /** Stops pending writes, before a save or a discard. */
  settle(): Promise<void> {
    return this.#saver.settle();
  }

  /** The service dropped the draft together with the save. */
  forgotten(): void {
    this.#saver.forgotten();
  }

  /** The form is closed: what waits is written, then nothing more. */
  async end(): Promise<void> {
    await this.#saver.flush();
    this.#saver.stop();
  }

  #tell(facts: DraftFacts): void {
    this.#facts = facts;
    for (const listener of this.#listeners) listener();
  }
}

/**
 * The sticks that are in now, each looked through once when it comes, and again after something was done with it. There is no timer
 * here: whoever shows them asks (`look`), and pays for nothing while nobody looks.
 */
import { setTimeout } from "node:timers/promises";
import type { MediaWatch, Medium } from "../data-folder/drives.ts";
import { AppError } from "../schema/app-error.ts";
import { words, type Words } from "../schema/words.ts";
import { scanMedium, type Scan } from "./scan.ts";

export interface SeenStick {
  readonly medium: Medium;
  /** null until it was looked through. */
  readonly scan: Scan | null;
  /** Whoever works here does not want to hear of it until it is pulled out. */
  readonly isDismissed: boolean;
}

interface Kept {
  medium: Medium;
  scan: Scan | null;
  isDismissed: boolean;
  scanning: Promise<void>;
}

/** Most sticks are looked through in less; a slow one comes with the next answer. */
const PATIENCE_MS = 400;
/** How long the system may take to say that a stick is gone, once reading it fails. */
const FAREWELL = { tries: 8, milliseconds: 250 } as const;

/** 「U盘“工作”」, as sentences name it. */
export function stickWords({ label, kind }: Pick<Medium, "label" | "kind">): Words {
  const name = label === null ? words("", "") : words(`“${label}”`, ` “${label}”`);
  return kind === "disc"
    ? words(`光盘${name.zh}`, `The disc${name.en}`)
    : words(`U盘${name.zh}`, `The stick${name.en}`);
}

export class Sticks {
  readonly #watch: MediaWatch;
  readonly #kept = new Map<string, Kept>();

  constructor(watch: MediaWatch) {
    this.#watch = watch;
  }

  /** What is in now. Waits a moment for a new stick to be looked through. */
  async look(): Promise<readonly SeenStick[]> {
    const media = await this.#watch.now();
    const ids = new Set(media.map(({ id }) => id));
    for (const id of this.#kept.keys()) if (!ids.has(id)) this.#kept.delete(id);
    for (const medium of media) {
      const kept = this.#kept.get(medium.id);
      if (kept === undefined) this.#begin(medium);
      else kept.medium = medium;
    }
    const waiting = [...this.#kept.values()].filter(({ scan }) => scan === null).map(({ scanning }) => scanning);
    if (waiting.length > 0) await Promise.race([Promise.all(waiting), setTimeout(PATIENCE_MS)]);
    return [...this.#kept.values()];
  }

  /** A stick that is in and was looked through. @throws AppError stickGone */
  async require(id: string): Promise<SeenStick & { readonly scan: Scan }> {
    const { medium, scan, isDismissed } = await this.#find(id);
    if (scan !== null) return { medium, scan, isDismissed };
    await this.#kept.get(id)?.scanning;
    const again = await this.#find(id);
    if (again.scan === null) throw new AppError("stickGone", { stick: stickWords(again.medium) });
    return { ...again, scan: again.scan };
  }

  async #find(id: string): Promise<SeenStick> {
    const found = (await this.look()).find(({ medium }) => medium.id === id);
    if (found === undefined) throw new AppError("stickGone", { stick: stickWords({ label: null, kind: "stick" }) });
    return found;
  }

  dismiss(id: string, isDismissed: boolean): void {
    const kept = this.#kept.get(id);
    if (kept !== undefined) kept.isDismissed = isDismissed;
  }

  /** Looks through a stick again: what was done with it has changed what is on it. */
  async lookAgain(id: string): Promise<void> {
    const kept = this.#kept.get(id);
    if (kept !== undefined) await this.#scan(kept);
  }

  /** Asked when reading or writing failed: whether the stick has gone away. */
  async isGone(id: string): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      if ((await this.#watch.now()).every((medium) => medium.id !== id)) return true;
      if (attempt === FAREWELL.tries) return false;
      await setTimeout(FAREWELL.milliseconds);
    }
  }

  #begin(medium: Medium): void {
    const kept: Kept = { medium, scan: null, isDismissed: false, scanning: Promise.resolve() };
    this.#kept.set(medium.id, kept);
    void this.#scan(kept);
  }

  #scan(kept: Kept): Promise<void> {
    kept.scanning = scanMedium(kept.medium.folder).then(
      (scan) => {
        kept.scan = scan;
      },
      (error: unknown) => {
        // Nothing is offered; files can still be chosen by hand, where the reason shows.
        console.error(error instanceof Error ? error.message : String(error));
        kept.scan = { files: [], unreadable: 0, isCut: false };
      },
    );
    return kept.scanning;
  }
}

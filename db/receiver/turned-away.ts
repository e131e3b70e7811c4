/**
 * Who was turned away, for the screen: the same caller with the same reason is one line with a count, and there are only so many, so
 * that strangers who knock all day cost neither memory nor the window's time. The log has each of them.
 */
import { z } from "zod";

export const turnedAwaySchema = z.object({
  /** The last time, milliseconds since 1970. */
  at: z.number(),
  /** The caller's address. */
  from: z.string(),
  /** The PC that it says it is; null when it says nothing. */
  replica: z.string().nullable(),
  reason: z.string(),
  count: z.number(),
});
export type TurnedAway = z.infer<typeof turnedAwaySchema>;

const most = 20;
const everyMs = 1_000;

/** @param tell gets the whole list, at most once a second */
export class Doorbell {
  readonly #lines = new Map<string, TurnedAway>();
  readonly #tell: (list: TurnedAway[]) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(tell: (list: TurnedAway[]) => void) {
    this.#tell = tell;
  }

  ring({ at, from, replica, reason }: Omit<TurnedAway, "count">): void {
    const key = JSON.stringify([from, replica, reason]);
    const count = (this.#lines.get(key)?.count ?? 0) + 1;
    // To the end of the list, so that the one that was heard longest ago goes first.
    this.#lines.delete(key);
    this.#lines.set(key, { at, from, replica, reason, count });
    const [oldest] = this.#lines.keys();
    if (this.#lines.size > most && oldest !== undefined) this.#lines.delete(oldest);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tell([...this.#lines.values()].toReversed());
    }, everyMs);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

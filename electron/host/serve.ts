/** Serves the operations over messages, whatever carries them. Every message from outside is checked here first. */
import { z } from "zod";
import type { FromHost, Progress } from "../../db/api/operations.ts";
import { errorReport } from "../../db/schema/app-error.ts";
import type { UntypedService } from "./on-demand.ts";

const toHostSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("call"), id: z.int().min(0), name: z.string().max(100), input: z.unknown() }),
  z.strictObject({ type: z.literal("cancel"), id: z.int().min(0) }),
]);

export interface Connection {
  receive(message: unknown): void;
  /** The page is gone: what still runs is cancelled. */
  drop(): void;
}

export function serveMessages(
  service: Pick<UntypedService, "callUntyped">,
  post: (message: FromHost) => void,
): Connection {
  const running = new Map<number, AbortController>();

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const onProgress = throttled((progress) => post({ type: "progress", id, progress }));
      const output = await service.callUntyped(name, input, { signal: abort.signal, onProgress });
      post({ type: "result", id, output });
    } catch (error) {
      post({ type: "error", id, error: errorReport(error) });
    } finally {
      running.delete(id);
    }
  }

  return {
    receive: (message) => {
      const checked = toHostSchema.safeParse(message);
      // Without a valid id there is nobody to answer.
      if (!checked.success) return;
      if (checked.data.type === "cancel") running.get(checked.data.id)?.abort();
      else void answer(checked.data.id, checked.data.name, checked.data.input);
    },
    drop: () => {
      for (const abort of running.values()) abort.abort();
    },
  };
}

/** At most about 20 a second: a handler may report every row of 50,000. The last one of a step always passes. */
export function throttled(
  report: (progress: Progress) => void,
  now: () => number = Date.now,
): (progress: Progress) => void {
  let last = -Infinity;
  return (progress) => {
    const at = now();
    if (at - last < 50 && progress.done !== progress.total) return;
    last = at;
    report(progress);
  };
}

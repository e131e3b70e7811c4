/** Between node's streams and the web streams that age speaks, chunk by chunk and without a second buffer. */
import { toBuffer } from "../files/durable-files.ts";

export function toWeb(source: AsyncIterable<unknown>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(toBuffer(next.value));
    },
    cancel: async () => {
      await chunks.return?.();
    },
  });
}

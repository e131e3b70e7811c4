/** The page's side of the picture worker: one picture at a time, because each takes its pixels times four in memory. */
import type { PictureAnswer, PictureTask } from "./picture-work.ts";

let worker: Worker | null = null;
let nextId = 0;
const waiting = new Map<number, (answer: PictureAnswer) => void>();
let last: Promise<unknown> = Promise.resolve();

/**
 * The picture as it is to be kept, and a thumbnail.
 * @param longestSide pixels; null to keep the original
 */
export function preparePicture(blob: Blob, longestSide: number | null): Promise<PictureAnswer> {
  const answer = last.then(() => ask(blob, longestSide));
  last = answer;
  return answer;
}

function ask(blob: Blob, longestSide: number | null): Promise<PictureAnswer> {
  const id = nextId++;
  const current = (worker ??= start());
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    current.postMessage({ id, blob, longestSide } satisfies PictureTask);
  });
}

function start(): Worker {
  const started = new Worker(new URL("picture-worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data }: MessageEvent<PictureAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  // A picture that kills its decoder is kept as it came, like any other that cannot be shown.
  started.addEventListener("error", () => {
    started.terminate();
    worker = null;
    for (const [id, resolve] of waiting) resolve({ id, ok: false, reason: "unreadable" });
    waiting.clear();
  });
  return started;
}

/**
 * From starting the process to the largest text on the screen (Chromium's “largest contentful paint”, so 今日 with its
 * records and not just a frame), beside an empty Electron window. The two take turns, so that both meet the same machine.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { runPhase, stationFolder } from "./phase.ts";
import { p50 } from "./timing.ts";
import { openWindow, root } from "./window/electron.ts";

const rounds = 7;

/** Milliseconds since 1970 of the last largest paint. */
function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) =>
          resolve(performance.timeOrigin + Math.max(...list.getEntries().map((entry) => entry.startTime))),
        ).observe({ type: "largest-contentful-paint", buffered: true }),
      ),
  );
}

await runPhase(async (options) => {
  const profiles = join(options.folder, "profiles");
  mkdirSync(profiles, { recursive: true });
  const time = async (program: string, args: readonly string[], profile: string): Promise<number> => {
    const window = await openWindow(program, args, join(profiles, profile));
    try {
      return (await largestPaint(window.page)) - window.startedAt;
    } finally {
      await window.close();
    }
  };
  const empty: number[] = [];
  const full: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await time(join(root, "scripts/bench/window/empty/main.cjs"), [], "empty"));
    full.push(await time(root, ["--data", stationFolder(options)], "station"));
  }
  // The first start of each fills the browser's caches.
  return { empty: p50(empty.slice(1)), emptyFirst: empty[0] ?? 0, full: p50(full.slice(1)), fullFirst: full[0] ?? 0 };
});

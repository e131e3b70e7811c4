/**
 * From starting the process to the window with its first words (Chromium's “first contentful paint”: 今日 with its buttons, which
 * can be pressed), and to the largest text (今日 with its records), beside an empty Electron window. The two take turns, so that
 * both meet the same machine.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { runPhase, stationFolder } from "./phase.ts";
import { p50 } from "./timing.ts";
import { openWindow, root } from "./window/electron.ts";

const rounds = 7;

interface Paints {
  /** Milliseconds from the start of the process. */
  readonly first: number;
  readonly largest: number;
}

async function paintsOf(page: Page, startedAt: number): Promise<Paints> {
  const times = await page.evaluate(async () => {
    const entries = (type: string) =>
      new Promise<number[]>((resolve) =>
        new PerformanceObserver((list) =>
          resolve(list.getEntries().map((entry) => performance.timeOrigin + entry.startTime)),
        ).observe({ type, buffered: true }),
      );
    return { paint: await entries("paint"), largest: await entries("largest-contentful-paint") };
  });
  // “first-contentful-paint” comes after “first-paint”, which may be an empty ground.
  return { first: Math.max(...times.paint) - startedAt, largest: Math.max(...times.largest) - startedAt };
}

await runPhase(async (options) => {
  const profiles = join(options.folder, "profiles");
  mkdirSync(profiles, { recursive: true });
  const time = async (program: string, args: readonly string[], profile: string): Promise<Paints> => {
    const window = await openWindow(program, args, join(profiles, profile));
    try {
      return await paintsOf(window.page, window.startedAt);
    } finally {
      await window.close();
    }
  };
  const empty: Paints[] = [];
  const full: Paints[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await time(join(root, "scripts/bench/window/empty/main.cjs"), [], "empty"));
    full.push(await time(root, ["--data", stationFolder(options)], "station"));
  }
  // The first start of each fills the browser's caches.
  const later = (paints: readonly Paints[], which: keyof Paints) => p50(paints.slice(1).map((each) => each[which]));
  return {
    empty: later(empty, "first"),
    emptyFirst: empty[0]?.first ?? 0,
    shown: later(full, "first"),
    shownFirst: full[0]?.first ?? 0,
    full: later(full, "largest"),
    fullFirst: full[0]?.largest ?? 0,
  };
});

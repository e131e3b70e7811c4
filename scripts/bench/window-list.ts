/**
 * A list of as many calls as the bench has records: from the press in the side bar to its first rows on the screen, and the
 * frames while it is scrolled; beside it the frames of an empty Electron window with a page as long.
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { readIdentity } from "../../db/office/identity.ts";
import { openDatabase } from "../../db/database/open.ts";
import { openService } from "../../db/service.ts";
import { indexMissing } from "../../db/journal/full-text.ts";
import { writeSamples } from "../../db/sample/records.ts";
import { runPhase, stationName } from "./phase.ts";
import { p50, p95 } from "./timing.ts";
import { openWindow, root } from "./window/electron.ts";
import { scrolledFrames } from "./window/scrolling.ts";

const openings = 6;

/** A station with calls alone, and their full text: else the service would be making it while the list is opened. */
async function fillCalls(dir: string, calls: number): Promise<void> {
  if (existsSync(dir)) return;
  const service = openService({ dir });
  await service.call("app.setup", { role: "station", name: stationName, operator: "示例操作员" });
  await service.close();
  const db = openDatabase(dir);
  writeSamples(db, { identity: readIdentity(db), now: Date.now() }, { seed: 5, sessions: 0, opinions: 0, calls });
  indexMissing(db, "hotline");
  db.close();
}

/** Milliseconds from the press to the frame in which the first rows stand. */
async function timeOpening(page: Page): Promise<number> {
  await page.evaluate(() => {
    const state: { from: number; opened: Promise<number> | null } = { from: 0, opened: null };
    state.opened = new Promise((resolve) => {
      window.addEventListener(
        "click",
        (event) => {
          state.from = event.timeStamp;
          const look = (): void => {
            const isThere = document.querySelector('[role="grid"] .cell-title') !== null;
            if (isThere) resolve(performance.now() - state.from);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        },
        { capture: true, once: true },
      );
    });
    Object.assign(window, { opening: state });
  });
  await page.locator(".sidebar").getByText("热线", { exact: true }).click();
  return page.evaluate(
    () => (window as Window & { opening?: { opened: Promise<number> } }).opening?.opened ?? Promise.resolve(0),
  );
}

await runPhase(async (options) => {
  const profiles = join(options.folder, "profiles");
  mkdirSync(profiles, { recursive: true });
  const dir = join(options.folder, "calls");
  await fillCalls(dir, options.records);

  const bare = await openWindow(join(root, "scripts/bench/window/empty/main.cjs"), [], join(profiles, "empty"));
  await bare.page.evaluate(() => {
    document.body.style.height = "4000000px";
  });
  const bareFrames = await scrolledFrames(bare.page);
  await bare.close();

  const app = await openWindow(root, ["--data", dir], join(profiles, "calls"));
  const { page } = app;
  const opened: number[] = [];
  for (let opening = 0; opening < openings; opening += 1) {
    opened.push(await timeOpening(page));
    await page.locator(".sidebar").getByText("今日", { exact: true }).click();
    await page.waitForTimeout(500);
  }
  await timeOpening(page);
  const frames = await scrolledFrames(page);
  const end = await page.locator('[role="grid"]').evaluate((grid) => grid.scrollTop);
  if (end < 5_000) throw new Error(`the list did not scroll: ${end}`);
  await app.close();
  return {
    firstOpening: opened[0] ?? 0,
    opening: p50(opened.slice(1)),
    frameP50: p50(frames),
    frameP95: p95(frames),
    bareP50: p50(bareFrames),
    bareP95: p95(bareFrames),
  };
});

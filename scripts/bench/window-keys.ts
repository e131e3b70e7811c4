/**
 * A key in the largest form there is: a consultation with long texts, thirty problems and twenty measures. Beside it the
 * same keys in a bare text area of an empty Electron window.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openService } from "../../db/service.ts";
import { runPhase, stationFolder } from "./phase.ts";
import { p50, p95 } from "./timing.ts";
import { openWindow, root } from "./window/electron.ts";
import { keystrokesToPaint } from "./window/keystrokes.ts";

const text = "the quick brown fox jumps over the lazy dog ".repeat(3);
const problems = 30;
const measures = 20;
const title = "最大的表单";

async function addLargestRecord(dir: string): Promise<void> {
  const service = openService({ dir });
  const long = "村民代表、乡贤和部门负责人围坐在一起，把问题一条一条说清楚。".repeat(60);
  await service.call("record.save", {
    kind: "session",
    // After all the samples, so that it is the first in the list.
    fields: {
      title,
      startAt: "2099-01-01T09:00",
      background: long,
      process: long,
      agreedOpinions: long,
      outcome: long,
    },
    problems: Array.from({ length: problems }, (_, index) => ({
      id: null,
      fields: { text: `第${index + 1}个问题`, state: "todo", unit: "住建局" },
    })),
    measures: Array.from({ length: measures }, (_, index) => ({
      id: null,
      fields: { name: `成效${index + 1}`, amount: index, unit: "人" },
    })),
  });
  await service.close();
}

await runPhase(async (options) => {
  const profiles = join(options.folder, "profiles");
  mkdirSync(profiles, { recursive: true });
  await addLargestRecord(stationFolder(options));

  const bare = await openWindow(join(root, "scripts/bench/window/empty/main.cjs"), [], join(profiles, "empty"));
  await bare.page.evaluate(() => document.body.append(document.createElement("textarea")));
  const bareTimes = await keystrokesToPaint(bare.page, bare.page.locator("textarea"), text);
  await bare.close();

  const app = await openWindow(root, ["--data", stationFolder(options)], join(profiles, "station"));
  const { page } = app;
  await page.locator(".sidebar").getByText("协商活动").click();
  await page.getByRole("grid").getByText(title).dblclick();
  const results: Record<string, number> = { bareP50: p50(bareTimes), bareP95: p95(bareTimes) };
  for (const field of ["title", "process"] as const) {
    const control = page.locator(`[data-field="${field}"] :is(input, textarea)`).first();
    const times = await keystrokesToPaint(page, control, text);
    results[`${field}P50`] = p50(times);
    results[`${field}P95`] = p95(times);
  }
  await app.close();
  return results;
});

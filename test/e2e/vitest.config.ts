/** `npm run e2e`. One window at a time, each file in a process of its own. */
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  test: {
    include: ["test/e2e/**/*.e2e.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // A window that has just opened may take seconds on a machine that has other things to do.
    expect: { poll: { timeout: 10_000 } },
    pool: "forks",
    fileParallelism: false,
    sequence: { concurrent: false },
    // A machine without Electron or Chromium skips; a run that finds nothing at all is a mistake.
    passWithNoTests: false,
  },
});

import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/e2e/**"],
    testTimeout: 90_000,
    // better-sqlite3 is a native module: processes, not threads.
    pool: "forks",
    // Otherwise one core of an office PC's two stays idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});

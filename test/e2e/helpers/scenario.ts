/** A folder and a window for each scenario of a file, killed and removed afterwards whatever happened. */
import { afterEach, beforeEach } from "vitest";
import { makeWorkplace, type Workplace } from "./folders.ts";
import { launchApp, type LaunchOptions, type RunningApp } from "./launch.ts";

export interface Scenario {
  readonly workplace: Workplace;
  /** Starts the app on the scenario's folder; a second time, as after a restart. */
  launch(options?: Pick<LaunchOptions, "resize">): Promise<RunningApp>;
}

/** Call once at the top of a file. The result is the current scenario's. */
export function scenario(): Scenario {
  let workplace: Workplace | null = null;
  let running: RunningApp | null = null;
  beforeEach(() => {
    workplace = makeWorkplace();
  });
  afterEach(async () => {
    await running?.kill().catch(() => {});
    running = null;
    workplace?.dispose();
  });
  return {
    get workplace() {
      if (workplace === null) throw new Error("no scenario is running");
      return workplace;
    },
    async launch(options = {}) {
      return (running = await launchApp({ dataDir: this.workplace.dataDir, ...options }));
    },
  };
}

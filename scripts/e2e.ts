/**
 * `npm run e2e [-- ARGUMENTS of vitest]`: the scenarios in a real window. Says in one line each what is skipped because
 * this machine lacks it; wraps itself in xvfb-run where there is no display.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildIfNeeded } from "./start/build.ts";
import { findElectron } from "./start/electron-binary.ts";
import { onScreen } from "./start/screen.ts";
import { chromiumBinary, sharedData } from "../test/e2e/helpers/environment.ts";

const root = join(import.meta.dirname, "..");
const vitest = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config",
  "test/e2e/vitest.config.ts",
  ...process.argv.slice(2),
];

async function run(): Promise<number> {
  const screen = onScreen([process.execPath, vitest]);
  const electron = findElectron(root, process.env);
  const skip = (zh: string, en: string): boolean => process.stdout.write(`e2e 跳过 ${zh} (skipping ${en})\n`);
  if (electron === null) {
    skip(
      "全部 Electron 场景：没有 Electron，请设置 ELECTRON_OVERRIDE_DIST_PATH",
      "all Electron scenarios: no Electron binary, set ELECTRON_OVERRIDE_DIST_PATH",
    );
  } else if (screen === null) {
    skip("全部 Electron 场景：没有显示器，也没有 xvfb-run", "all Electron scenarios: no display and no xvfb-run");
  }
  if (sharedData === null)
    skip("真实台账场景：没有 ../shared/data", "scenarios on the real ledgers: no ../shared/data");
  if (chromiumBinary === null) skip("浏览器场景：没有 Chromium", "the loopback host's scenarios: no Chromium");
  await buildIfNeeded(root);
  const [command, args] = screen ?? [process.execPath, vitest];
  const env = { ...process.env, E2E_ELECTRON: screen === null ? "" : (electron ?? "") };
  const child = spawn(command, args, { cwd: root, stdio: "inherit", env });
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

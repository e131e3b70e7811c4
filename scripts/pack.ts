/**
 * `npm run pack [-- ARGUMENTS of electron-builder]`: the unpacked program in dist/, or with `--linux`, `--win` the
 * installers. With ELECTRON_OVERRIDE_DIST_PATH it packs that Electron; an unpacked program of it keeps the fuse open that
 * a test driver needs, an installer never does.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { readPackArguments } from "./pack/arguments.ts";
import { buildIfNeeded } from "./start/build.ts";

const root = join(import.meta.dirname, "..");

try {
  const { args, isForTestDriver } = readPackArguments(process.argv.slice(2), process.env);
  await buildIfNeeded(root);
  if (isForTestDriver)
    process.stdout.write(
      "这个免安装目录留有测试用的调试入口，不要发到办公电脑 (this folder is open to a test driver: not for an office PC)\n",
    );
  const result = spawnSync(process.execPath, [join(root, "node_modules/electron-builder/cli.js"), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  process.exitCode = result.status ?? 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

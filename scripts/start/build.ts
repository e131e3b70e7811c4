/** Builds out/ when a source is newer than it. */
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = ["electron", "renderer", "db", "electron.vite.config.ts", "vite.renderer.config.ts", "package.json"];
const outputs = ["out/main/main.cjs", "out/main/service.cjs", "out/preload/preload.cjs", "out/renderer/index.html"];

/** @throws Error when the build fails; it has said why on the terminal */
export async function buildIfNeeded(root: string): Promise<void> {
  const built = Math.min(...outputs.map((file) => modified(join(root, file))));
  const newest = Math.max(...sources.map((path) => newestUnder(join(root, path))));
  if (newest < built) return;
  process.stdout.write("正在构建… (building)\n");
  await buildApp(root);
}

async function buildApp(root: string): Promise<void> {
  const script = join(root, "node_modules/electron-vite/bin/electron-vite.js");
  const child = spawn(process.execPath, [script, "build", "--logLevel", "warn"], { cwd: root, stdio: "inherit" });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error("构建失败 (the build failed)");
}

/** 0 when there is none. */
function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestUnder(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  // The folder's own time tells of a deleted file.
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestUnder(join(path, name))));
}

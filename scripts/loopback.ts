/**
 * The loopback host alone: `node scripts/loopback.ts [--dev] [--data DIR] [--port N] [--open] [--backup-every=S] [--sysroot=DIR]`.
 * `--dev` serves the renderer live through Vite instead of out/renderer.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findDataPlaces } from "../electron/host/paths.ts";
import { runLoopback } from "./loopback/run.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    dev: { type: "boolean", default: false },
    port: { type: "string" },
    "backup-every": { type: "string" },
    sysroot: { type: "string" },
    open: { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "..");
const built = join(root, "out/renderer");
if (!values.dev && !existsSync(join(built, "index.html"))) {
  console.error("还没有构建页面，请先运行 npm run build，或加 --dev (no built page: npm run build, or --dev)");
  process.exit(1);
}
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
await runLoopback({
  places: findDataPlaces(values.data === undefined ? [] : ["--data", values.data], process.env),
  args: process.argv.slice(2),
  pages: values.dev ? "live" : { built },
  version,
  openBrowser: values.open,
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
});

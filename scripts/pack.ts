/**
 * `npm run pack [-- ARGUMENTS of electron-builder]`: the unpacked program in dist/, or with `--linux`, `--win` the
 * installers. With ELECTRON_OVERRIDE_DIST_PATH it packs that Electron, leaving the fuse open that a test driver needs.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildIfNeeded } from "./start/build.ts";

const root = join(import.meta.dirname, "..");
const given = process.argv.slice(2);
const distFolder = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? "";

function localElectron(folder: string): readonly string[] {
  const version = readFileSync(join(folder, "version"), "utf8").trim().replace(/^v/, "");
  return [
    `-c.electronDist=${folder}`,
    `-c.electronVersion=${version}`,
    "-c.electronFuses.enableNodeCliInspectArguments=true",
  ];
}

await buildIfNeeded(root);
const result = spawnSync(
  process.execPath,
  [
    join(root, "node_modules/electron-builder/cli.js"),
    ...(given.some((arg) => /^--(win|linux|mac)/.test(arg)) ? [] : ["--dir"]),
    "--publish",
    "never",
    ...(distFolder === "" ? [] : localElectron(distFolder)),
    ...given,
  ],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = result.status ?? 1;

/** What electron-builder is started with. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface PackArguments {
  readonly args: readonly string[];
  /** The packed program lets a test driver in. */
  readonly isForTestDriver: boolean;
}

/** `--linux`, `-w` and their like: what electron-builder makes installers for, unless `--dir` is there too. */
const systems = /^(?:--(?:win|windows|linux|mac|macos)(?:=.*)?|-[wlmo]+)$/;
const driverFuse = "electronFuses.enableNodeCliInspectArguments";

/**
 * @param given after `npm run pack --`
 * @param env ELECTRON_OVERRIDE_DIST_PATH: the Electron to pack instead of a downloaded one
 * @throws Error when an installer would get a test driver's program, or the Electron has no version
 */
export function readPackArguments(given: readonly string[], env: NodeJS.ProcessEnv): PackArguments {
  const isPrepackaged = given.some((arg) => /^(?:--prepackaged|--pd)(?:=|$)/.test(arg));
  // Its folder was packed by another run, past the look at its driver and fuses.
  if (isPrepackaged)
    throw new Error(
      "安装包只由这次打包的目录生成，不接受 --prepackaged (installers are made of what this run packs: no --prepackaged)",
    );
  const isFolderOnly = given.includes("--dir") || !given.some((arg) => systems.test(arg));
  if (!isFolderOnly && given.some((arg) => arg.includes(driverFuse)))
    throw new Error(
      "安装包不能留测试用的调试入口，只有免安装目录（--dir）可以 (no installer with the test driver's fuse open; use --dir)",
    );
  const folder = env["ELECTRON_OVERRIDE_DIST_PATH"] ?? "";
  const isForTestDriver = isFolderOnly && folder !== "";
  return {
    args: [
      ...(isFolderOnly && !given.includes("--dir") ? ["--dir"] : []),
      "--publish",
      "never",
      ...(folder === "" ? [] : [`-c.electronDist=${folder}`, `-c.electronVersion=${versionOf(folder)}`]),
      ...(isForTestDriver ? [`-c.${driverFuse}=true`] : []),
      ...given,
    ],
    isForTestDriver,
  };
}

function versionOf(folder: string): string {
  return readFileSync(join(folder, "version"), "utf8").trim().replace(/^v/, "");
}

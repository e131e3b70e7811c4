/** What the look at a packed program lets through, with the drivers of every system as they come with the package. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import afterPack, { type PackContext } from "../../scripts/pack/after-pack.ts";
import { readPackArguments } from "../../scripts/pack/arguments.ts";
import { targetOf } from "../../scripts/pack/binary.ts";
import { makeFolder } from "../helpers/folder.ts";

const prebuilds = join(import.meta.dirname, "../../node_modules/better-sqlite3/prebuilds");
const driverFolder = "resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds";
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const shipped = "00000100";
const withDriverFuse = "00010100";

let folder: string;
beforeEach(() => (folder = makeFolder()));

function add(file: string, source: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  copyFileSync(join(prebuilds, source), join(folder, file));
}

/** A program with the header of `source` and a fuse wire behind it. */
function addProgram(file: string, source: string, fuses: string): void {
  const wire = Buffer.from(`${sentinel}\u0001${String.fromCharCode(fuses.length)}${fuses}`, "latin1");
  writeFileSync(join(folder, file), Buffer.concat([readFileSync(join(prebuilds, source)), wire]));
}

/** An archive whose header names one file, packed or not. */
function addArchive(name: string, unpacked: boolean): void {
  const json = JSON.stringify({ files: { node_modules: { files: { [name]: { size: 3, unpacked, offset: "0" } } } } });
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(json.length + 8, 4);
  sizes.writeUInt32LE(json.length + 4, 8);
  sizes.writeUInt32LE(json.length, 12);
  writeFileSync(join(folder, "resources/app.asar"), Buffer.concat([sizes, Buffer.from(`${json}abc`)]));
}

interface Made {
  readonly system?: string;
  readonly arch?: number;
  readonly installer?: boolean;
}

const x64 = 1;
const arm64 = 3;

function look({ system = "win32", arch = x64, installer = true }: Made = {}): Promise<void> {
  const context: PackContext = {
    appOutDir: folder,
    electronPlatformName: system,
    arch,
    targets: [{ name: installer ? "nsis" : "dir" }],
    packager: {
      appInfo: { productFilename: "连心桥" },
      ...(system === "linux" ? { executableName: "lianxinqiao" } : {}),
      config: {},
      generateFuseConfig: () => Promise.resolve({}),
      addElectronFuses: () => Promise.resolve(1),
    },
  };
  return afterPack(context);
}

describe("在 Linux 上打出的 Windows 程序", () => {
  test("带着一个 Windows 驱动：通过", async () => {
    addProgram("连心桥.exe", "win32-x64.node", shipped);
    add(`${driverFolder}/win32-x64.node`, "win32-x64.node");
    addArchive("win32-x64.node", true);
    await expect(look()).resolves.toBeUndefined();
  });

  test("带着打包机自己的 Linux 驱动：不通过，名字改成 Windows 的也不通过", async () => {
    addProgram("连心桥.exe", "win32-x64.node", shipped);
    add(`${driverFolder}/linux-x64.node`, "linux-x64.node");
    await expect(look()).rejects.toThrow(/linux-x64\.node is for linux-x64, not for win32-x64/);
    rmSync(join(folder, driverFolder), { recursive: true });
    add(`${driverFolder}/win32-x64.node`, "linux-x64.node");
    await expect(look()).rejects.toThrow(/win32-x64\.node is for linux-x64, not for win32-x64/);
  });

  test.each([
    ["别的处理器的驱动", ["win32-arm64.node"], /is for win32-arm64, not for win32-x64/],
    ["两个驱动", ["win32-x64.node", "win32-arm64.node"], /2 native modules instead of one/],
    ["没有驱动", [], /0 native modules instead of one: none/],
  ])("%s：不通过", async (_name, drivers, message) => {
    addProgram("连心桥.exe", "win32-x64.node", shipped);
    for (const driver of drivers) add(`${driverFolder}/${driver}`, driver);
    await expect(look()).rejects.toThrow(message);
  });

  test("驱动打进了归档里，系统读不到：不通过", async () => {
    addProgram("连心桥.exe", "win32-x64.node", shipped);
    mkdirSync(join(folder, "resources"));
    addArchive("win32-x64.node", false);
    await expect(look()).rejects.toThrow(/app\.asar\/node_modules\/win32-x64\.node is for an archive/);
  });

  test("程序本身是 Linux 的：不通过", async () => {
    addProgram("连心桥.exe", "linux-x64.node", shipped);
    add(`${driverFolder}/win32-x64.node`, "win32-x64.node");
    await expect(look()).rejects.toThrow(/the program 连心桥\.exe is for linux-x64, not for win32-x64/);
  });
});

describe("Linux 程序", () => {
  test("x64 和 arm64 各带自己的驱动：通过；musl 的驱动在办公电脑上打不开：不通过", async () => {
    addProgram("lianxinqiao", "linux-arm64.node", shipped);
    add(`${driverFolder}/linux-arm64.node`, "linux-arm64.node");
    await expect(look({ system: "linux", arch: arm64 })).resolves.toBeUndefined();
    await expect(look({ system: "linux", arch: x64 })).rejects.toThrow(/is for linux-arm64, not for linux-x64/);
    copyFileSync(join(prebuilds, "linuxmusl-arm64.node"), join(folder, `${driverFolder}/linux-arm64.node`));
    await expect(look({ system: "linux", arch: arm64 })).rejects.toThrow(/is for linuxmusl-arm64/);
  });
});

describe("测试用的调试入口", () => {
  beforeEach(() => {
    addProgram("连心桥.exe", "win32-x64.node", withDriverFuse);
    add(`${driverFolder}/win32-x64.node`, "win32-x64.node");
  });

  test("开着就不生成安装包；只打目录可以", async () => {
    await expect(look()).rejects.toThrow(/the fuse enableNodeCliInspectArguments does not stand as shipped/);
    await expect(look({ installer: false })).resolves.toBeUndefined();
  });

  test("程序里没有保险丝可读：不生成安装包", async () => {
    copyFileSync(join(prebuilds, "win32-x64.node"), join(folder, "连心桥.exe"));
    await expect(look()).rejects.toThrow(/no fuse wire/);
  });
});

describe("npm run pack 的参数", () => {
  const dist = (): NodeJS.ProcessEnv => {
    writeFileSync(join(folder, "version"), "v33.2.1\n");
    return { ELECTRON_OVERRIDE_DIST_PATH: folder };
  };
  const opensFuse = (args: readonly string[]) => args.includes("-c.electronFuses.enableNodeCliInspectArguments=true");

  test("用本机的 Electron 打目录给测试，打安装包时不开调试入口", () => {
    for (const given of [[], ["--win", "--dir"], ["--dir"]])
      expect(opensFuse(readPackArguments(given, dist()).args)).toBe(true);
    for (const given of [["--win"], ["-l"], ["-wl"], ["--linux", "deb"], ["--linux=deb"]]) {
      const { args, isForTestDriver } = readPackArguments(given, dist());
      expect([opensFuse(args), isForTestDriver, args.includes("--dir")]).toEqual([false, false, false]);
    }
    expect(readPackArguments([], {})).toMatchObject({ isForTestDriver: false });
  });

  test("安装包要求开调试入口，或要用别处打好的目录：说明原因并拒绝", () => {
    const fuse = "-c.electronFuses.enableNodeCliInspectArguments=true";
    expect(() => readPackArguments(["--win", fuse], {})).toThrow(/安装包不能留/);
    for (const given of [["--linux", "--prepackaged", "dist/linux-unpacked"], ["--pd=dist/x"]])
      expect(() => readPackArguments(given, {})).toThrow(/--prepackaged/);
  });
});

test("文件头说明系统和处理器，截断的和别的文件什么都不是", () => {
  for (const [file, system, processor] of [
    ["linux-x64", "linux", "x64"],
    ["linuxmusl-arm64", "linuxmusl", "arm64"],
    ["win32-arm64", "win32", "arm64"],
    ["darwin-x64", "darwin", "x64"],
    ["darwin-arm64", "darwin", "arm64"],
  ] as const)
    expect(targetOf(readFileSync(join(prebuilds, `${file}.node`)))).toEqual({ system, processor });
  const windows = readFileSync(join(prebuilds, "win32-x64.node"));
  for (const length of [0, 20, 64, 130]) expect(targetOf(windows.subarray(0, length))).toBeNull();
  expect(targetOf(Buffer.from("module.exports = 1;".repeat(9)))).toBeNull();
});

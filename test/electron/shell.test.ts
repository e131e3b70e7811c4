/** The shell's small parts that need no Electron. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backupSeconds, findDataPlaces, rememberFolder, sysrootArgument } from "../../electron/host/paths.ts";
import { throttled } from "../../electron/host/serve.ts";
import { maskNumbers, openLog } from "../../electron/log.ts";
import { isReachable, readWindowState, writeWindowState } from "../../electron/window-state.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shell-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("window state", () => {
  const state = { bounds: { x: 10, y: 20, width: 1_280, height: 700 }, maximized: false };

  test("is kept", () => {
    const file = join(folder, "window.json");
    writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  test.each(["", "{", "[]", '{"bounds":{"x":1,"y":1,"width":1,"height":1},"maximized":false}', '{"bounds":{"x":"1"}}'])(
    "%j is not one",
    (text) => {
      const file = join(folder, "window.json");
      writeFileSync(file, text);
      expect(readWindowState(file)).toBeNull();
    },
  );

  test("a window on a monitor that is gone is not reachable", () => {
    const displays = [{ x: 0, y: 0, width: 1_366, height: 768 }];
    expect(isReachable({ x: 10, y: 20, width: 1_280, height: 700 }, displays)).toBe(true);
    expect(isReachable({ x: 1_400, y: 20, width: 1_280, height: 700 }, displays)).toBe(false);
    expect(isReachable({ x: 10, y: -300, width: 1_280, height: 700 }, displays)).toBe(false);
    expect(isReachable({ x: 10, y: 750, width: 1_280, height: 700 }, displays)).toBe(false);
  });

  test("a folder that cannot be written is no error", () => {
    writeWindowState(join(folder, "missing", "window.json"), state);
  });
});

describe("log", () => {
  test.each([
    ["身份证 450123199001011234 的韦某", "身份证 *** 的韦某"],
    ["45012319900101123X", "***"],
    ["电话13878123456、0772-1234567", "电话***、***"],
    ["编号 9002，端口 38481", "编号 9002，端口 38481"],
  ])("%j is written as %j", (given, expected) => {
    expect(maskNumbers(given)).toBe(expected);
  });

  test("lines are written in order", async () => {
    const log = openLog(join(folder, "logs"), () => new Date(0));
    log("一");
    log("二 13878123456");
    await expect
      .poll(() => {
        try {
          return readFileSync(join(folder, "logs/main.log"), "utf8");
        } catch {
          return "";
        }
      })
      .toBe("1970-01-01T00:00:00.000Z 一\n1970-01-01T00:00:00.000Z 二 ***\n");
  });
});

describe("data places", () => {
  test("the default, the variable and the argument, in rising order", () => {
    const places = (args: string[], env: NodeJS.ProcessEnv = {}) =>
      findDataPlaces(args, { XDG_CONFIG_HOME: "/c", APPDATA: "/c", ...env });
    if (process.platform !== "darwin")
      expect(places([])).toEqual({
        dataDir: join("/c/lianxinqiao/data"),
        userData: join("/c/lianxinqiao"),
        origin: "usual",
        sampleDir: join("/c/lianxinqiao/sample"),
      });
    expect(places([], { LIANXINQIAO_DATA: "/v" }).dataDir).toBe(resolve("/v"));
    expect(places([".", "--data", "/a b/数据"], { LIANXINQIAO_DATA: "/v" }).dataDir).toBe(resolve("/a b/数据"));
    expect(places(["--data=/a"]).dataDir).toBe(resolve("/a"));
    expect(() => places(["--data"])).toThrow("--data");
    if (process.platform === "linux")
      expect(findDataPlaces([], {}).userData).toBe(join(homedir(), ".config/lianxinqiao"));
  });

  test("a folder chosen in the window is remembered, but never wins over a named one; a broken note counts as none", () => {
    const env = { XDG_CONFIG_HOME: folder, APPDATA: "", HOME: "/" };
    env.APPDATA = env.XDG_CONFIG_HOME;
    if (process.platform === "darwin") return;
    const usual = findDataPlaces([], env);
    const named = findDataPlaces(["--data", "/named"], env);
    rememberFolder(named, "/elsewhere");
    expect(findDataPlaces([], env)).toEqual(usual);
    rememberFolder(usual, "/选定 的");
    expect(findDataPlaces([], env)).toMatchObject({
      dataDir: resolve("/选定 的"),
      userData: usual.userData,
      origin: "chosen",
    });
    expect(findDataPlaces(["--data", "/named"], env)).toEqual(named);
    expect(readdirSync(usual.userData)).toEqual(["config.json"]);
    writeFileSync(join(usual.userData, "config.json"), "{");
    expect(findDataPlaces([], env)).toEqual(usual);
  });

  test("backup seconds and sysroot come from the command line", () => {
    expect(backupSeconds([])).toBeNull();
    expect(backupSeconds([".", "--backup-every=2"])).toBe(2);
    expect(() => backupSeconds(["--backup-every=soon"])).toThrow("--backup-every");
    expect(sysrootArgument([".", "--sysroot=/x"])).toBe("/x");
    expect(sysrootArgument([])).toBeNull();
  });

  test("each data folder has a browser profile of its own, so a lock of its own", () => {
    const profile = (dir: string): string => findDataPlaces(["--data", dir], {}).userData;
    expect(profile("/a")).toBe(profile("/a/"));
    expect(profile("/a")).not.toBe(profile("/b"));
  });
});

test("progress is thinned out, but each step's end passes", () => {
  const seen: number[] = [];
  let now = 0;
  const report = throttled(
    (progress) => seen.push(progress.done),
    () => now,
  );
  for (let done = 1; done <= 100; done++) {
    now += 10;
    report({ step: { zh: "行", en: "row" }, done, total: 100 });
  }
  expect(seen.length).toBeLessThan(25);
  expect(seen.at(-1)).toBe(100);
});

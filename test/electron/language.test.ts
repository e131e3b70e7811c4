/** What the main process says when there is no page, in the language that the page spoke last. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emergencyTexts, pageFailure, startFailure } from "../../electron/emergency-texts.ts";
import { readLanguage, rememberLanguage } from "../../electron/host/language.ts";
import { backupSeconds, findDataPlaces } from "../../electron/host/paths.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "language-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test("窗口换成英文，下次启动出错时说英文；换回来就说中文", () => {
  rememberLanguage(folder, "en");
  expect(readLanguage(folder, "zh-CN")).toBe("en");
  rememberLanguage(folder, "zh");
  expect(readLanguage(folder, "en-GB")).toBe("zh");
});

test("还没有打开过、记下的坏了：看这台电脑的语言", () => {
  for (const content of [null, "", "{", '{"language":"fr"}']) {
    if (content !== null) writeFileSync(join(folder, "language.json"), content);
    expect(["zh-CN", "zh", "zh-Hans-CN", "en-GB", "de", ""].map((locale) => readLanguage(folder, locale))).toEqual([
      "zh",
      "zh",
      "zh",
      "en",
      "en",
      "en",
    ]);
  }
  expect(readLanguage(null, "zh-CN")).toBe("zh");
});

test("英文的紧急对话框和第一个菜单没有中文，中文的有", () => {
  const errors = [
    thrown(() => findDataPlaces(["--data"], { HOME: folder })),
    thrown(() => backupSeconds(["--backup-every=abc"])),
    new Error("EACCES: permission denied"),
  ];
  const said = (language: "zh" | "en") => [
    ...errors.flatMap((error) => Object.values(startFailure(error, language))),
    ...Object.values(pageFailure(language)).flat(),
    ...Object.values(emergencyTexts).map((text) => text[language]),
  ];
  expect(said("en").filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  expect(said("zh").filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  expect(said("en")).toContain("Nothing was changed. --data needs a folder");
});

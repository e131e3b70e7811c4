import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "../../renderer/text/en.ts";
import { labelsIn } from "../../renderer/text/labels.ts";
import { zh } from "../../renderer/text/zh.ts";
import { textLeaves } from "./helpers/text-leaves.ts";
import { columnsOf } from "../../db/schema/kinds.ts";

/** Words of a Chinese window that stay Latin: keys, file types, examples. */
const allowed =
  /\{\{\w+\}\}|F4|chmod -R go-rwx|exFAT|FAT|MB|HEIC|Delete|blobs|Ctrl|Shift|Alt|Esc|Excel|Word|WPS|PDF|CSV|\.?xlsx|\.?csv|\.?xls|UTF-8|GB18030|wzh|gzf|Tab|;\w+|English|[A-Z]:\\\S*|xzrx|USB|U盘|SHA-256|ID|\.\w+/g;

describe("texts", () => {
  test("both languages have the same keys and the same places for values", () => {
    const places = (text: string) =>
      [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)]
        .map((match) => match[1] ?? "")
        .toSorted((a, b) => a.localeCompare(b));
    const chinese = new Map(textLeaves(zh));
    const english = new Map(textLeaves(en));
    for (const [key, text] of english) {
      const many = key.endsWith("_one") ? english.get(key.slice(0, -"_one".length)) : undefined;
      if (many === undefined) continue;
      english.delete(key);
      // “Yesterday” needs no number.
      expect(places(many), key).toEqual(expect.arrayContaining(places(text)));
    }
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
    for (const [key, text] of chinese) expect(places(english.get(key) ?? ""), key).toEqual(places(text));
  });

  test("the Chinese ones hold no English", () => {
    const foreign = textLeaves(zh).filter(([, text]) => /[A-Za-z]{2,}/.test(text.replaceAll(allowed, "")));
    expect(foreign).toEqual([]);
  });

  test("each is used somewhere", () => {
    const root = join(import.meta.dirname, "../..");
    const isText = (file: string) => /^text\/(?!labels|when|sizes|times|sentences)/u.test(file.replaceAll("\\", "/"));
    const source = ["renderer", "electron"]
      .flatMap((top) =>
        readdirSync(join(root, top), { recursive: true, encoding: "utf8" })
          .filter((file) => /\.tsx?$/u.test(file) && !isText(file))
          .map((file) => readFileSync(join(root, top, file), "utf8")),
      )
      .join("\n");
    const written = new Set([...source.matchAll(/"([\w.]+)"/gu)].map(([, key = ""]) => key));
    const made = [...source.matchAll(/`([a-z]\w*\.(?:[\w.]|\$\{[^}]*\})+)`/gu)].map(
      ([, key = ""]) => new RegExp(`^${key.replaceAll(".", "\\.").replaceAll(/\$\{[^}]*\}/gu, "[\\w.]+")}$`, "u"),
    );
    const unused = textLeaves(zh).filter(([key]) => !written.has(key) && !made.some((pattern) => pattern.test(key)));
    expect(unused.map(([key]) => key)).toEqual([]);
  });

  test("none is empty", () => {
    expect([...textLeaves(zh), ...textLeaves(en)].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

describe("values as a person reads them", () => {
  const meta = (name: string) => {
    const column = columnsOf("hotline").find((one) => one.name === name);
    if (column === undefined) throw new Error(name);
    return column.meta;
  };
  const labels = labelsIn("zh");

  test("codes become their names, moments lose their T, empty stays empty", () => {
    expect(labels.value(meta("line"), "enterprise")).toBe("企业热线");
    expect(labels.value(meta("line"), "codeOfANewerProgram")).toBe("codeOfANewerProgram");
    expect(labels.value(meta("calledAt"), "2024-03-05T09:30")).toBe("2024-03-05 09:30");
    expect(labels.value(meta("urgent"), true)).toBe("是");
    expect(labels.value(meta("note"), null)).toBe("");
  });

  test("fields of different kinds keep their own names", () => {
    expect(labels.field("hotline", "calledAt")).toBe("来电时间");
    expect(labels.field("session", "startAt")).toBe("开始时间");
  });
});

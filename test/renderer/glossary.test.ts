/** One English word for one Chinese term, whoever wrote the text. */
import { describe, expect, test } from "vitest";
import { errorCatalogue } from "../../db/schema/errors.ts";
import { eventTypes } from "../../db/schema/event.ts";
import { glossary } from "../../db/schema/glossary.ts";
import { columnsOf, kinds, listedKinds, type Kind, mainKinds } from "../../db/schema/kinds.ts";
import { listFields } from "../../db/schema/list-fields.ts";
import { en } from "../../renderer/text/en.ts";
import { zh } from "../../renderer/text/zh.ts";
import { textLeaves } from "./helpers/text-leaves.ts";

interface Pair {
  readonly from: string;
  readonly zh: string;
  readonly en: string;
}

function windowTexts(): Pair[] {
  const english = new Map(textLeaves(en));
  return textLeaves(zh).map(([key, text]) => ({ from: key, zh: text, en: english.get(key) ?? "" }));
}

function schemaTexts(): Pair[] {
  const options = (from: string, table: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {}) =>
    Object.entries(table).map(([code, option]) => ({ from: `${from}.${code}`, zh: option.zh, en: option.en }));
  return [
    ...options("kinds", kinds),
    ...mainKinds.map((kind) => ({ from: `${kind} document`, ...kinds[kind].document })),
    ...options("events", eventTypes),
    ...(Object.keys(kinds) as Kind[]).flatMap((kind) =>
      columnsOf(kind).flatMap(({ name, meta }) => [
        { from: `${kind}.${name}`, zh: meta.zh, en: meta.en },
        ...options(`${kind}.${name}`, meta.options),
      ]),
    ),
    ...listedKinds.flatMap((kind) =>
      listFields(kind).flatMap((field) => [
        { from: `${kind} list ${field.name}`, zh: field.zh, en: field.en },
        ...options(`${kind} list ${field.name}`, field.options),
      ]),
    ),
  ];
}

const errorTexts = (): Pair[] =>
  Object.entries(errorCatalogue).map(([name, text]) => ({ from: `error ${name}`, zh: text.zh, en: text.en }));

/** Terms that `text` holds; a longer one hides the shorter ones within it. */
function termsIn(text: string): readonly { readonly zh: string; readonly stem: RegExp }[] {
  let rest = text;
  return glossary
    .toSorted((a, b) => b.zh.length - a.zh.length)
    .flatMap((term) => {
      if (!rest.includes(term.zh)) return [];
      rest = rest.replaceAll(term.zh, "");
      return [{ zh: term.zh, stem: new RegExp(term.stem ?? term.en, "iu") }];
    });
}

/** Names, buttons, titles. A longer sentence may well say a thing in other words. */
const SHORT = 16;

/** What the settings are searched by is no text that anybody reads. */
const isName = ({ from, zh: text }: Pair): boolean => text.length <= SHORT && !from.startsWith("settings.words.");

const strays = (pairs: readonly Pair[]): string[] =>
  pairs.flatMap((pair) =>
    termsIn(pair.zh)
      .filter(({ stem }) => !stem.test(pair.en))
      .map(({ zh: term }) => `${term}: ${pair.from}: ${pair.zh} | ${pair.en}`),
  );

describe("同一个词，英文只有一种说法", () => {
  test("界面文字", () => expect(strays(windowTexts().filter(isName))).toEqual([]));
  test("字段、选项和种类", () => expect(strays(schemaTexts())).toEqual([]));
  test("计数是1时不说复数", () => {
    const english = new Map(textLeaves(en));
    const plural = [...english].filter(
      ([key, text]) =>
        !key.endsWith("_one") &&
        /\{\{count\}\} (?!is\b|was\b|has\b)[a-z]+s\b/u.test(text) &&
        !english.has(`${key}_one`),
    );
    expect(plural).toEqual([]);
  });
  test("错误信息", () => expect(strays(errorTexts())).toEqual([]));
});

/** What a clerk types into the search box, by sort of query, drawn from the records that are there. */
import type { ReadableDb } from "../../db/sqlite/connection.ts";
import { initialsOf } from "../../db/text/pinyin.ts";
import { columnsOf, mainKinds, type MainKind } from "../../db/schema/kinds.ts";
import { makeRandom, type Random } from "../../db/sample/random.ts";

export interface Query {
  readonly kind: MainKind;
  readonly search: string;
}

const perSort = 40;

const texts: Readonly<Record<MainKind, { readonly text: string; readonly name: string }>> = {
  session: { text: "background", name: "convener" },
  opinion: { text: "facts", name: `"reporters" ->> 0` },
  hotline: { text: "content", name: "caller" },
};

interface Sample {
  readonly kind: MainKind;
  readonly text: string;
  readonly name: string;
  readonly phone: string | null;
}

function samplesOf(db: ReadableDb, kind: MainKind, random: Random): Sample[] {
  const { text, name } = texts[kind];
  const last = db.value<number>(`SELECT max("rid") FROM "${kind}"`) ?? 0;
  return Array.from({ length: perSort }, () => random.int(1, Math.max(1, last))).flatMap((rid) =>
    db.all<Sample>(
      `SELECT '${kind}' AS "kind", ${text} AS "text", ${name} AS "name", ${columnsOf(kind).some((column) => column.name === "phone") ? `"phone"` : "NULL"} AS "phone"
       FROM "${kind}" WHERE "rid" >= ? AND ${text} IS NOT NULL AND ${name} IS NOT NULL ORDER BY "rid" LIMIT 1`,
      [rid],
    ),
  );
}

/** A run of Chinese characters somewhere in the text. */
function cut(random: Random, text: string, length: number): string {
  const runs = (text.match(/\p{Script=Han}+/gu) ?? []).filter((run) => run.length >= length);
  const run = runs.length === 0 ? "建议公开进度" : random.pick(runs);
  const start = random.int(0, Math.max(0, run.length - length));
  return run.slice(start, start + length);
}

const broadWords = ["建议", "村", "的", "反映", "镇", "明确", "1"];

export function queriesOf(db: ReadableDb): ReadonlyMap<string, readonly Query[]> {
  const random = makeRandom(3);
  const samples = mainKinds.flatMap((kind) => samplesOf(db, kind, random));
  const each = (search: (sample: Sample) => string | null): Query[] =>
    samples.flatMap((sample) => {
      const typed = search(sample);
      return typed === null ? [] : [{ kind: sample.kind, search: typed }];
    });
  return new Map([
    ["一个字", each(({ text }) => cut(random, text, 1))],
    ["两个字", each(({ text }) => cut(random, text, 2))],
    ["四到六个字", each(({ text }) => cut(random, text, random.int(4, 6)))],
    ["几个词", each(({ text }) => [cut(random, text, 2), cut(random, text, 3), cut(random, text, 2)].join(" "))],
    ["姓名", each(({ name }) => name)],
    ["拼音首字母", each(({ name }) => initialsOf(name))],
    ["电话后四位", each(({ phone }) => phone?.slice(-4) ?? null)],
    ["宽泛的词", each(() => random.pick(broadWords))],
    ["没有的词", each(({ text }) => `${cut(random, text, 2)}镉`)],
  ]);
}

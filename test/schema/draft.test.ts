import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftContentSchema, LONGEST_DRAFT } from "../../db/schema/draft.ts";
import { eventTypes } from "../../db/schema/event.ts";
import { kinds, mainKinds } from "../../db/schema/kinds.ts";
import { fieldsOfStep } from "../../renderer/forms/event-steps.ts";
import { draftContent, restoreDraft } from "../../renderer/values/draft-content.ts";
import { mended } from "../../db/schema/plain-text.ts";
import { startValues } from "../../renderer/values/form-values.ts";
import { open, makeFolder, makeStation } from "../helpers/folder.ts";

/** As the page sends it: over a port, or as JSON. */
const sent = <T>(value: T): T => structuredClone(value);

/** Anything a field may hold while somebody types: no value yet, text that is no date, a number in place of a text. */
const anything = fc.jsonValue({ maxDepth: 5 });

describe("草稿收得下写了一半的任何内容", () => {
  test("放进去什么，重启以后取回来就是什么：字段缺哪个都行，类型不对也行", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const put = new Map<string, unknown>();
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ unit: "binary" }), anything), async (content) => {
        // JSON has one zero; half a character or a control character is mended where it enters.
        const expected: unknown = mended(JSON.parse(JSON.stringify(content)));
        const [draft, place] = [`draft:${put.size}`, `place:${put.size}`];
        await station.call("draft.put", { key: draft, kind: "hotline", recordId: null, content: sent(content) });
        await station.call("typed.put", { place, recordId: null, content: sent(content) });
        put.set(String(put.size), expected);
        expect((await station.call("draft.get", { key: draft }))?.content).toEqual(expected);
      }),
      { numRuns: 50 },
    );
    await station.close();
    const again = open(dir);
    const typed = await again.call("typed.list", {});
    expect(typed).toHaveLength(put.size);
    for (const { place, content } of typed) expect(content).toEqual(put.get(place.slice(6)));
    expect(await again.call("draft.list", {})).toHaveLength(put.size);
  });

  test("每一种办理事项，写到任何一步都存得下", async () => {
    const station = await makeStation();
    const steps = mainKinds.flatMap((kind) => kinds[kind].steps.all);
    expect(new Set(steps).size).toBe(Object.keys(eventTypes).length - 1);
    for (const type of steps) {
      // A field that was not touched yet is there without a value, as the form registers it.
      const untouched = Object.fromEntries(fieldsOfStep(type).map((name) => [name, undefined]));
      const event = { type, ...untouched, text: "写到一", at: "2026-11-2" };
      const base = startValues("hotline", { content: "路灯不亮" });
      const content = draftContent(base, base, event);
      await station.call("draft.put", { key: "edit", kind: "hotline", recordId: null, content: sent(content) });
      const back = restoreDraft(base, (await station.call("draft.get", { key: "edit" }))?.content ?? {});
      expect(back.event).toEqual({ type, text: "写到一", at: "2026-11-2" });
    }
  });

  test("不是数的数、不成日期的日期、半个表情符号都不丢掉其他内容", () => {
    const half = "😀".slice(0, 1);
    const content = { amount: Number.NaN, day: new Date(Number.NaN), rows: [undefined, 1], note: `路灯${half}` };
    expect(JSON.parse(draftContentSchema.parse(content))).toEqual({
      amount: null,
      day: null,
      rows: [null, 1],
      note: `路灯${half}`,
    });
  });

  test("太大的、不是对象的、自己套自己的，讲明白就拒绝，原来的草稿不动", async () => {
    const station = await makeStation();
    const draft = { key: "new", kind: "session", recordId: null } as const;
    await station.call("draft.put", { ...draft, content: { fields: { title: "议题" } } });
    const loop: Record<string, unknown> = {};
    loop["again"] = [loop, loop];
    for (const content of [null, "字", ["字"], { text: "字".repeat(LONGEST_DRAFT) }, loop])
      await expect(station.call("draft.put", { ...draft, content })).rejects.toMatchObject({ number: 2001 });
    expect((await station.call("draft.list", {})).map(({ title }) => title)).toEqual(["议题"]);
  });
});

describe("表单以外写下的字", () => {
  test("重启以后还在，用掉以后不在；不混进今日的草稿", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    await station.call("typed.put", { place: "filterName.opinion", recordId: null, content: { value: "本季" } });
    await station.call("typed.put", { place: "filterName.opinion", recordId: null, content: { value: "本季度未报" } });
    await station.close();
    const again = open(dir);
    expect(await again.call("typed.list", {})).toMatchObject([
      { place: "filterName.opinion", content: { value: "本季度未报" } },
    ]);
    expect((await again.call("today.get", {})).drafts).toEqual([]);
    expect(await again.call("typed.discard", { place: "filterName.opinion" })).toEqual({ discarded: true });
    expect(await again.call("typed.list", {})).toEqual([]);
  });

  test("第一次打开、还没有数据库时写下的名称也在，设置完就没有了", async () => {
    const dir = makeFolder();
    const content = { value: { role: "station", name: "桐岭镇", operator: "" } };
    const first = open(dir);
    await first.call("typed.put", { place: "setup.who", recordId: null, content });
    await first.close();
    const again = open(dir);
    expect((await again.call("app.status", {})).role).toBeNull();
    expect(await again.call("typed.list", {})).toMatchObject([{ place: "setup.who", content }]);
    await again.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    expect(await again.call("typed.list", {})).toEqual([]);
    await again.close();
    expect(await open(dir).call("typed.list", {})).toEqual([]);
  });
});

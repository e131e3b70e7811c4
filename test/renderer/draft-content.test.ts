import { describe, expect, test } from "vitest";
import { draftContent, restoreDraft } from "../../renderer/values/draft-content.ts";
import { blankRow, rebase, saveInput, startValues, type FormValues } from "../../renderer/values/form-values.ts";

const saved = (fields: Record<string, unknown>): FormValues => startValues("session", fields);
const typed = (base: FormValues, fields: Record<string, unknown>): FormValues => ({
  ...base,
  fields: { ...base.fields, ...fields },
});

/** As it comes back from disk. */
const stored = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

describe("a draft", () => {
  test("is not made for a form without changes", () => {
    const base = saved({ title: "路灯" });
    expect(draftContent(base, typed(base, { place: "" }), null)).toBeNull();
    expect(draftContent(base, { ...base, problems: [blankRow("problem")] }, null)).toBeNull();
  });

  test("opens as it was", () => {
    const base = saved({});
    const current = {
      ...typed(base, { title: "村道硬", residentCount: 23 }),
      problems: [{ ...blankRow("problem"), fields: { text: "没有路灯", state: "todo" } }],
    };
    const restored = restoreDraft(base, stored(draftContent(base, current, null)));
    expect(restored.values).toEqual(current);
  });

  test("keeps a step that was begun beside the form", () => {
    const base = saved({ title: "路灯" });
    const event = { type: "assigned", text: "请于三日内" };
    expect(restoreDraft(base, stored(draftContent(base, base, event))).event).toEqual(event);
  });

  test("does not bring back the old value of a field that the district changed meanwhile", () => {
    const before = saved({ title: "路灯", place: "旧址" });
    const draft = stored(draftContent(before, typed(before, { title: "路灯维修" }), null));
    const now = saved({ title: "路灯", place: "新址" });
    expect(restoreDraft(now, draft).values.fields).toMatchObject({ title: "路灯维修", place: "新址" });
  });

  test("that is damaged or of a newer program still opens what it can", () => {
    const base = saved({ title: "路灯" });
    expect(
      restoreDraft(base, { fields: { title: "甲", unknownField: 1 }, problems: "x", event: 3 }).values.fields["title"],
    ).toBe("甲");
    expect(restoreDraft(base, {}).values).toEqual(base);
  });
});

test("a record that changes under an open form keeps what was typed and takes the rest", () => {
  const before = saved({ title: "路灯", place: "旧址" });
  const after = saved({ title: "路灯（二期）", place: "新址" });
  const result = rebase(before, after, typed(before, { title: "路灯维修" }));
  expect(result.fields).toMatchObject({ title: "路灯维修", place: "新址" });
});

describe("saving", () => {
  test("sends every field of a new record and only the changed ones of a saved one", () => {
    const base = saved({ title: "路灯", place: "村委会" });
    const current = typed(base, { title: "路灯维修" });
    expect(saveInput("session", "id", "key", base, current).fields).toEqual({ title: "路灯维修" });
    expect(Object.keys(saveInput("session", null, "key", base, current).fields).length).toBeGreaterThan(10);
  });

  test("sends child rows only when they changed", () => {
    const base = saved({});
    expect(saveInput("session", "id", "key", base, base).problems).toBeUndefined();
    const row = { id: null, fields: { text: "没有路灯", state: "todo" } };
    const problems = [{ ...row, key: "row" }];
    expect(saveInput("session", "id", "key", base, { ...base, problems }).problems).toEqual([row]);
  });
});

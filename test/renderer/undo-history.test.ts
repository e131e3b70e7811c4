import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PAUSE_MS, UndoHistory, type ChangeFacts } from "../../renderer/forms/undo-history.ts";
import { sharedValues } from "../../renderer/forms/shared-values.ts";
import { blankRow, startValues, type ChildRow, type FormValues } from "../../renderer/values/form-values.ts";

const typedFields = new Set(["title", "background", "text", "residentCount"]);
const isTyped = (path: string) => typedFields.has(path.split(".").at(-1) ?? "");
const row = (key: string, text: string | null = null): ChildRow => ({ ...blankRow("problem"), key, fields: { text } });

/** A form as RHF holds it (changed in place), a clock, and the history beside it. */
function desk(start: FormValues = startValues("session", {})) {
  const form = structuredClone(start);
  const history = new UndoHistory(start, isTyped);
  let now = 0;
  const note = (facts: Partial<ChangeFacts> = {}) => history.change(form, { now, composition: null, ...facts });
  return {
    form,
    history,
    wait: (ms: number) => (now += ms),
    note,
    set(name: string, value: unknown, composition: number | null = null) {
      now += 100;
      form.fields[name] = value;
      note({ composition });
    },
    type(name: string, text: string) {
      const before = form.fields[name];
      const base = typeof before === "string" ? before : "";
      for (let length = 1; length <= text.length; length += 1) this.set(name, base + text.slice(0, length));
    },
    value: (name: string) => history.present.fields[name],
  };
}

describe("撤销：连续打的字是一步", () => {
  test("一口气打完的字一起撤销、一起重做", () => {
    const { history, value, ...paper } = desk();
    paper.type("title", "路灯维修");
    expect(value("title")).toBe("路灯维修");
    expect(history.undo()).toMatchObject({ place: "fields.title" });
    expect(value("title")).toBeNull();
    expect(history.canUndo).toBe(false);
    expect(history.redo()).toMatchObject({ caret: 4 });
    expect(value("title")).toBe("路灯维修");
  });

  test("停顿、句号、换到别的字段、由写转删，都另起一步", () => {
    const paper = desk();
    paper.type("background", "第一句。");
    paper.type("background", "第二句");
    paper.wait(PAUSE_MS + 1);
    paper.type("background", "停顿后");
    paper.type("title", "标题");
    paper.set("background", "第一句。第二句停顿");
    paper.set("background", "第一句。第二句停");
    const seen: unknown[] = [];
    while (paper.history.canUndo) {
      paper.history.undo();
      seen.push([paper.value("background"), paper.value("title")]);
    }
    expect(seen).toEqual([
      ["第一句。第二句停顿后", "标题"],
      ["第一句。第二句停顿后", null],
      ["第一句。第二句", null],
      ["第一句。", null],
      [null, null],
    ]);
  });

  test("粘贴的一段、离开字段之后的字，各是一步", () => {
    const paper = desk();
    paper.type("background", "前言");
    paper.set("background", "前言一段从别处粘贴来的长长的文字共二十几个字");
    paper.type("background", "后");
    paper.history.seal();
    paper.type("background", "记");
    const seen: unknown[] = [];
    while (paper.history.undo() !== null) seen.push(paper.value("background"));
    expect(seen.map((text) => String(text).length)).toEqual([23, 22, 2, 4]);
  });
});

describe("撤销：输入法", () => {
  test("一次拼写（ni hao → 你好）不管停多久都是一步的一部分", () => {
    const paper = desk();
    paper.set("title", "n", 1);
    paper.wait(60_000);
    paper.set("title", "ni", 1);
    paper.set("title", "ni h", 1);
    paper.set("title", "n", 1);
    paper.set("title", "你好", 1);
    paper.set("title", "你好s", 2);
    paper.set("title", "你好世界", 2);
    expect(paper.history.undo()).not.toBeNull();
    expect(paper.value("title")).toBeNull();
    paper.history.redo();
    expect(paper.value("title")).toBe("你好世界");
  });

  test("拼写到一半取消，不留下一步空的", () => {
    const paper = desk();
    paper.set("title", "n", 1);
    paper.set("title", "", 1);
    paper.history.endComposition();
    expect(paper.history.canUndo).toBe(false);
    paper.set("title", "你", 2);
    paper.history.endComposition();
    paper.history.undo();
    expect(paper.value("title")).toBe("");
    expect(paper.history.canUndo).toBe(false);
  });
});

describe("撤销：选项、日期和子行", () => {
  test("每选一次是一步，即使在同一刻", () => {
    const paper = desk();
    paper.set("form", "small");
    paper.set("form", "key");
    paper.history.undo();
    expect(paper.value("form")).toBe("small");
  });

  test("加一行、填一格、移一行、删一行各是一步，光标回到那一行", () => {
    const paper = desk();
    paper.form.problems.push(row("a"), row("b", "水渠"));
    paper.note();
    (paper.form.problems[0] as ChildRow).fields["text"] = "路灯";
    paper.note();
    paper.form.problems.reverse();
    paper.note();
    paper.form.problems.shift();
    paper.note();
    expect(paper.history.undo()?.place).toBe("problems.0");
    expect(paper.history.present.problems.map(({ key }) => key)).toEqual(["b", "a"]);
    paper.history.undo();
    expect(paper.history.undo()?.place).toBe("problems.0.fields.text");
    expect(paper.history.undo()?.place).toBe("problems");
    expect(paper.history.present.problems).toEqual([]);
  });

  test("保存后新行有了编号：撤销再重做，还是那一行，不会另建一行", () => {
    const paper = desk();
    paper.form.problems.push(row("new-1", "路灯"));
    paper.note();
    paper.history.adopt(new Map([["new-1", "0190-saved"]]));
    paper.history.external(structuredClone(paper.history.present));
    expect(paper.history.present.problems[0]).toMatchObject({ id: "0190-saved", key: "0190-saved" });
    paper.history.undo();
    expect(paper.history.present.problems).toEqual([]);
    paper.history.redo();
    expect(paper.history.present.problems[0]).toMatchObject({ id: "0190-saved" });
  });

  test("别处改了行数，关于这张表的步骤作废，字段的步骤还在", () => {
    const paper = desk();
    paper.type("title", "路灯");
    paper.form.problems.push(row("a", "水渠"));
    paper.note();
    const imported = structuredClone(paper.history.present);
    imported.problems.push(row("district", "新增"));
    paper.history.external(imported);
    paper.history.undo();
    expect(paper.history.present.problems).toHaveLength(2);
    expect(paper.value("title")).toBeNull();
  });
});

const change = fc.oneof(
  fc.record({ act: fc.constant("text" as const), text: fc.string({ maxLength: 20 }), composition: fc.boolean() }),
  fc.record({ act: fc.constant("choice" as const), code: fc.constantFrom("small", "key", null) }),
  fc.record({ act: fc.constantFrom("add" as const, "remove" as const, "swap" as const), at: fc.nat(5) }),
  fc.record({ act: fc.constant("cell" as const), at: fc.nat(5), text: fc.string({ maxLength: 5 }) }),
  fc.record({ act: fc.constantFrom("undo" as const, "redo" as const, "seal" as const) }),
  fc.record({ act: fc.constant("wait" as const), ms: fc.nat(3_000) }),
);

/** "", blanks and null are the same emptiness. */
const shown = (values: FormValues): unknown =>
  JSON.parse(
    JSON.stringify(values, (_key, value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value)),
  );

test("不管怎么改：全部撤销回到开头，全部重做回到结尾，界面上的值始终与历史一致", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const start = startValues("session", { title: "开头" });
      let form = structuredClone(start);
      const history = new UndoHistory(start, isTyped);
      let now = 0;
      let rows = 0;
      for (const step of changes) {
        const composition = step.act === "text" && step.composition ? 1 : null;
        const length = form.problems.length;
        if (step.act === "wait") now += step.ms;
        else if (step.act === "seal") history.seal();
        else if (step.act === "undo" || step.act === "redo") {
          const applied = history[step.act]();
          if (applied !== null) form = structuredClone(history.present);
        } else {
          if (step.act === "text") form.fields["title"] = step.text;
          if (step.act === "choice") form.fields["form"] = step.code;
          if (step.act === "add") form.problems.splice(step.at % (length + 1), 0, row(`row-${(rows += 1)}`));
          if (step.act === "remove") form.problems.splice(step.at, 1);
          if (step.act === "swap" && length > 1) form.problems.push(...form.problems.splice(step.at % length, 1));
          const cell = form.problems[step.act === "cell" ? step.at : -1];
          if (step.act === "cell" && cell !== undefined) cell.fields["text"] = step.text;
          history.change(form, { now, composition });
        }
        expect(shown(history.present)).toEqual(shown(form));
      }
      while (history.canRedo) history.redo();
      const end = history.present;
      while (history.canUndo) history.undo();
      expect(shown(history.present)).toEqual(shown(start));
      while (history.canRedo) history.redo();
      expect(shown(history.present)).toEqual(shown(end));
    }),
    { numRuns: 500 },
  );
});

test("一次按键只复制改了的字段，其余与上一份共用", () => {
  const start = { ...startValues("session", { title: "路灯", memberIds: ["a"] }), problems: [row("a", "水渠")] };
  const form = structuredClone(start);
  expect(sharedValues(start, form)).toBe(start);
  form.fields["title"] = "路灯坏";
  const next = sharedValues(start, form);
  expect(next.problems).toBe(start.problems);
  expect(next.fields["memberIds"]).toBe(start.fields["memberIds"]);
  (form.problems[0] as ChildRow).fields["text"] = "水渠断";
  expect(sharedValues(next, form).problems[0]).toEqual(form.problems[0]);
  expect(next.problems[0]?.fields["text"]).toBe("水渠");
});

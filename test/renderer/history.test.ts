import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../../db/api/operations.ts";
import type { Kind } from "../../db/schema/kinds.ts";
import { between, historySteps, isNothing } from "../../renderer/forms/history.ts";
import { diffText, shortened } from "../../renderer/forms/text-diff.ts";

let position = 0;
const entry = (
  op: HistoryEntry["op"],
  set: Record<string, unknown> | null,
  more: Partial<HistoryEntry> & { kind?: Kind } = {},
): HistoryEntry => {
  position += 1;
  return {
    position,
    tx: `tx-${position}`,
    kind: "session",
    record: "s",
    at: position * 1_000,
    operator: "韦丽萍",
    op,
    side: "station",
    pc: null,
    set,
    ...more,
  };
};

describe("历史版本", () => {
  test("每次保存从旧值到新值，最近的在前，内部字段不显示", () => {
    const first = entry("create", { title: "路灯", place: "旧址", importKey: "x" });
    const steps = historySteps("session", "s", [entry("update", { place: "新址" }), first]);
    expect(steps.map(({ difference }) => difference?.changes)).toEqual([
      [{ field: "place", before: "旧址", after: "新址" }],
      [
        { field: "title", before: null, after: "路灯" },
        { field: "place", before: null, after: "旧址" },
      ],
    ]);
  });

  test("同一次保存里的问题、附件和办理事项算一步；删掉的问题也看得到，恢复时连它一起回来", () => {
    const problem = { kind: "problem", record: "p" } as const;
    const entries = [
      entry("create", { title: "路灯" }, { tx: "a" }),
      entry("create", { sessionId: "s", text: "没有路灯", state: "todo", position: 0 }, { ...problem, tx: "a" }),
      entry("update", { state: "solved" }, { ...problem, tx: "b" }),
      entry("create", { recordId: "s", type: "remark", text: "已约供电所" }, { kind: "event", record: "e", tx: "c" }),
      entry("delete", {}, { ...problem, tx: "d" }),
    ];
    const [removed, remark, solved, created] = historySteps("session", "s", entries);
    expect(created?.difference?.rows).toMatchObject([{ kind: "problem", type: "added", fields: { text: "没有路灯" } }]);
    expect(solved?.difference?.rows).toMatchObject([
      { type: "changed", changes: [{ field: "state", before: "todo", after: "solved" }] },
    ]);
    expect(remark?.difference?.rows).toMatchObject([{ kind: "event", fields: { text: "已约供电所" } }]);
    expect(removed?.difference?.rows).toMatchObject([{ type: "removed", fields: { text: "没有路灯" } }]);
    expect(removed?.values?.problems).toEqual([]);
    expect(solved?.values?.problems).toMatchObject([{ id: "p", fields: { text: "没有路灯", state: "solved" } }]);
  });

  test("清除过的内容写明已清除，也回不到那一版", () => {
    const steps = historySteps("hotline", "h", [
      entry("create", null, { kind: "hotline", record: "h" }),
      entry("erase", { line: "residents", content: "（已按申请删除）" }, { kind: "hotline", record: "h" }),
      entry("update", { note: "已回访" }, { kind: "hotline", record: "h" }),
    ]);
    expect(steps.map(({ difference, values }) => [difference === null, values === null])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  test("删除再恢复的记录，恢复那一步没有改内容", () => {
    const set = { title: "路灯" };
    const [restored, deleted] = historySteps("session", "s", [
      entry("create", set),
      entry("delete", {}),
      entry("create", set),
    ]);
    expect(deleted?.values).toBeNull();
    expect(restored?.difference?.changes).toEqual([]);
    expect(restored?.values?.fields["title"]).toBe("路灯");
  });

  test("只换了顺序也说出来", () => {
    const row = (key: string) => ({ id: key, key, fields: { text: key } });
    const start = { fields: {}, problems: [row("a"), row("b")], measures: [], attachments: [] };
    const moved = { ...start, problems: start.problems.toReversed() };
    expect(between("session", start, moved)).toEqual({ changes: [], rows: [], isReordered: true });
    expect(isNothing(between("session", start, start))).toBe(true);
  });
});

describe("长文字的比较", () => {
  const before = "桥面开裂，已有三处，请交通部门尽快维修。";

  test("只标出改了的字，数字和英文不拆开", () => {
    expect(diffText(before, "桥面开裂，已有12处，请交通部门尽快维修。")).toEqual([
      { type: "same", text: "桥面开裂，已有" },
      { type: "removed", text: "三" },
      { type: "inserted", text: "12" },
      { type: "same", text: "处，请交通部门尽快维修。" },
    ]);
  });

  test("没有改的长段落只留改动前后的几个字", () => {
    const long = "这一段没有变化，".repeat(20);
    const [head, removed] = shortened(diffText(`${long}三处`, `${long}五处`));
    expect(head?.text).toMatch(/^……这一段没有变化，这一段没有变化，$|^…….{12}$/u);
    expect(removed).toEqual({ type: "removed", text: "三" });
  });

  test("不管两段文字怎么不同：去掉加上的就是旧文，去掉删掉的就是新文", () => {
    const text = fc.string({
      unit: fc.constantFrom("桥", "面", "开", "裂", "a", "1", "，", "\n", "𠮷"),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, text, (from, to) => {
        const parts = diffText(from, to);
        const without = (type: string) =>
          parts
            .filter((part) => part.type !== type)
            .map((part) => part.text)
            .join("");
        expect(without("inserted")).toBe(from);
        expect(without("removed")).toBe(to);
      }),
      { numRuns: 400 },
    );
  });
});

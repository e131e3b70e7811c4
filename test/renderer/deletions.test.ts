import { expect, test } from "vitest";
import { bringBackLast, forgetDeletions, noteUndoable } from "../../renderer/stores/deletions.ts";

test("Ctrl+Z 从最后删除的一件件找回；已经从“最近删除”恢复的跳过，成批的还剩一条就还在", () => {
  const back: string[] = [];
  const note = (name: string, ...ids: string[]) =>
    noteUndoable(ids, async () => {
      back.push(name);
    });
  note("一条", "a");
  const undoMany = note("一批", "b", "c");
  note("另一条", "d");
  forgetDeletions(["d", "b"]);
  expect(bringBackLast()).toBe(true);
  expect(back).toEqual(["一批"]);
  undoMany();
  expect(back, "撤销按钮不会再来一次").toEqual(["一批"]);
  expect([bringBackLast(), bringBackLast()]).toEqual([true, false]);
  expect(back).toEqual(["一批", "一条"]);
});

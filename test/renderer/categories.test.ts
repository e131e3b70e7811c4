import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { categoryState, type CategoryLists } from "../../db/schema/categories.ts";
import { changeOf } from "../../renderer/screens/settings/categories/change.ts";
import { editKeyOf } from "../../renderer/screens/settings/categories/edit-keys.ts";
import { newRowAt, usesBelow, visibleRows } from "../../renderer/screens/settings/categories/rows.ts";
import * as edit from "../../renderer/screens/settings/categories/tree.ts";

const saved: CategoryLists = {
  categories: ["城乡建设/住房保障/公租房", "城乡建设/住房保障/棚改", "城乡建设/供水", "农村农业/水利/灌溉", "教育"],
  categoriesOff: ["城乡建设/供水"],
  categoriesRenamed: [],
};
const tree = edit.toTree(saved);

/** The edit must have been possible. */
function made(edited: edit.Edited | null): edit.Tree {
  if (edited === null || "refused" in edited) throw new Error(JSON.stringify(edited));
  return edited.tree;
}
const paths = (of: edit.Tree) => edit.toLists(of, saved).categories;
const after = (of: edit.Tree): CategoryLists => edit.toLists(of, saved);

describe("类别的树", () => {
  test("打开再存，一个字不变；停用的还是停用", () => {
    expect(edit.toLists(tree, saved)).toEqual(saved);
    expect(changeOf(tree, tree)).toBeNull();
  });

  test("加同级、加下一级；同名的、第四级的、空的不收，说明为什么", () => {
    const beside = made(edit.add(tree, { after: "城乡建设/供水" }, "　道路/照明 "));
    expect(paths(beside)[3]).toBe("城乡建设/道路、照明");
    expect(paths(made(edit.add(tree, { below: "教育" }, "校园周边")))).toContain("教育/校园周边");
    expect(paths(made(edit.add(tree, { below: null }, "交通")))).toHaveLength(6);
    expect(edit.add(tree, { after: "教育" }, "城乡建设")).toEqual({ refused: "taken" });
    expect(edit.add(tree, { below: "农村农业/水利/灌溉" }, "喷灌")).toEqual({ refused: "tooDeep" });
    expect(edit.rename(tree, "教育", " ")).toEqual({ refused: "empty" });
  });

  test("改名：清单是新名，旧记录的类别认得出现在叫什么，下级跟着走", () => {
    const renamed = after(made(edit.rename(tree, "城乡建设", "住房和城乡建设")));
    expect(renamed.categories[0]).toBe("住房和城乡建设/住房保障/公租房");
    expect(renamed.categoriesRenamed).toEqual([{ from: "城乡建设", to: "住房和城乡建设" }]);
    expect(renamed.categoriesOff).toEqual(["住房和城乡建设/供水"]);
    expect(categoryState(renamed, "城乡建设/住房保障/棚改")).toEqual({
      is: "renamed",
      to: "住房和城乡建设/住房保障/棚改",
    });
    // A second renaming, saved on another day.
    const again = edit.toLists(made(edit.rename(edit.toTree(renamed), "住房和城乡建设", "城建")), renamed);
    expect(categoryState(again, "城乡建设/住房保障/棚改")).toEqual({ is: "renamed", to: "城建/住房保障/棚改" });
    const back = edit.toLists(made(edit.rename(edit.toTree(again), "城建", "城乡建设")), again);
    expect(categoryState(back, "城乡建设/住房保障/棚改")).toEqual({ is: "offered" });
    expect(categoryState(back, "城建/住房保障/棚改")).toEqual({ is: "renamed", to: "城乡建设/住房保障/棚改" });
  });

  test("移到别的上级、升一级、降一级：旧记录也认得出", () => {
    const moved = after(made(edit.moveTo(tree, "城乡建设/住房保障", "农村农业")));
    expect(categoryState(moved, "城乡建设/住房保障/公租房")).toEqual({
      is: "renamed",
      to: "农村农业/住房保障/公租房",
    });
    expect(paths(made(edit.changeLevel(tree, "农村农业/水利", "out")))).toEqual([
      ...saved.categories.slice(0, 3),
      "农村农业",
      "水利/灌溉",
      "教育",
    ]);
    expect(paths(made(edit.changeLevel(tree, "教育", "in")))).toContain("农村农业/教育");
    expect(edit.changeLevel(tree, "农村农业", "in")).toEqual({ refused: "tooDeep" });
    expect(edit.changeLevel(tree, "城乡建设", "in")).toBeNull();
    expect(edit.moveTo(tree, "城乡建设", "城乡建设/供水")).toEqual({ refused: "intoItself" });
  });

  test("上移、下移只换顺序；到头了不动", () => {
    expect(paths(made(edit.shift(tree, "教育", -1))).slice(3)).toEqual(["教育", "农村农业/水利/灌溉"]);
    expect(edit.shift(tree, "教育", 1)).toBeNull();
    expect(changeOf(tree, made(edit.shift(tree, "教育", -1)))).toMatchObject({ isReordered: true, moved: 0 });
  });

  test("停用：清单里还有，录入不再提示，旧记录照样认得；去掉的也只是不在清单里", () => {
    const off = after(edit.setOff(tree, "城乡建设/住房保障", true));
    expect(off.categories).toEqual(saved.categories);
    expect(categoryState(off, "城乡建设/住房保障/公租房")).toEqual({ is: "off" });
    expect(categoryState(off, "教育")).toEqual({ is: "offered" });
    const gone = after(edit.remove(tree, "农村农业/水利/灌溉"));
    expect(gone.categories).toContain("农村农业/水利");
    expect(categoryState(gone, "农村农业/水利/灌溉")).toEqual({ is: "unlisted" });
    expect(categoryState({ ...gone, categories: [] }, "随便写的")).toEqual({ is: "offered" });
  });

  test("换成粘贴来的清单：原有的保留状态，改动逐项数出来", () => {
    const pasted = edit.replaceBy(tree, ["城乡建设/供水", "城乡建设/供气", "教育"]);
    expect(after(pasted)).toEqual({
      categories: ["城乡建设/供水", "城乡建设/供气", "教育"],
      categoriesOff: ["城乡建设/供水"],
      categoriesRenamed: [],
    });
    expect(changeOf(tree, pasted)).toMatchObject({ added: 1, moved: 0, stopped: 0 });
    expect(changeOf(tree, pasted)?.removed).toHaveLength(6);
  });

  test("随便怎么改，保存再打开都是同一棵树；只改名和移动时，每条旧记录都找得到现在的类别", () => {
    const step = fc.record({
      does: fc.constantFrom("rename", "up", "down", "in", "out", "off"),
      at: fc.nat(20),
      name: fc.constantFrom("甲", "乙", "丙", "丁", "戊"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let now = tree;
        for (const { does, at, name } of steps) {
          const nodes = edit.walk(now);
          const id = nodes[at % nodes.length]?.node.id ?? "";
          if (does === "off") now = edit.setOff(now, id, true);
          else {
            const edited =
              does === "rename"
                ? edit.rename(now, id, name)
                : does === "in" || does === "out"
                  ? edit.changeLevel(now, id, does)
                  : edit.shift(now, id, does === "up" ? -1 : 1);
            if (edited !== null && "tree" in edited) now = edited.tree;
          }
        }
        const lists = after(now);
        expect(edit.toLists(edit.toTree(lists), lists)).toEqual(lists);
        for (const { node } of edit.walk(now)) {
          const { is } = categoryState(lists, node.was ?? "");
          expect(["offered", "off", "renamed"]).toContain(is);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("树上看得到的", () => {
  test("收起时只有一级；找到的连同上级一起展开", () => {
    const names = (open: string[], found: string[] | null) =>
      visibleRows(tree, new Set(open), found === null ? null : new Set(found)).map(({ node }) => node.name);
    expect(names([], null)).toEqual(["城乡建设", "农村农业", "教育"]);
    expect(names(["城乡建设"], null)).toEqual(["城乡建设", "住房保障", "供水", "农村农业", "教育"]);
    expect(names([], ["农村农业/水利/灌溉"])).toEqual(["农村农业", "水利", "灌溉"]);
  });

  test("新的一行写在该在的位置；使用次数连下级一起数", () => {
    const rows = visibleRows(tree, new Set(["城乡建设"]), null);
    expect(newRowAt(rows, { after: "城乡建设" })).toEqual({ index: 3, level: 1 });
    expect(newRowAt(rows, { below: "城乡建设" })).toEqual({ index: 3, level: 2 });
    expect(newRowAt(rows, { below: null })).toEqual({ index: 5, level: 1 });
    const uses = new Map([["城乡建设/供水", 3] as const, ["城乡建设", 1] as const, ["城乡建设规划", 9] as const]);
    expect(usesBelow("城乡建设", uses)).toBe(4);
  });

  test("按键：输入法的键不算", () => {
    const press = (key: string, more: object = {}) =>
      editKeyOf({
        key,
        keyCode: 0,
        isComposing: false,
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        shiftKey: false,
        ...more,
      });
    expect(press("F2")).toBe("rename");
    expect(press("ArrowUp", { altKey: true })).toBe("up");
    expect(press("z", { ctrlKey: true, shiftKey: true })).toBe("redo");
    expect(press("Enter", { shiftKey: true })).toBeNull();
    expect(press("a")).toBeNull();
  });
});

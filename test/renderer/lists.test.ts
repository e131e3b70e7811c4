import { describe, expect, test } from "vitest";
import type { ListedRecord } from "../../db/api/operations.ts";
import { listFields, listField } from "../../db/schema/list-fields.ts";
import { operatorsFor } from "../../db/schema/list-operators.ts";
import { defaultPreferences, type SavedFilter } from "../../db/schema/preferences.ts";
import { listedKinds } from "../../db/schema/kinds.ts";
import { conditionOf, draftOf, isReversed, withField } from "../../renderer/screens/records/filter-draft.ts";
import { cellText } from "../../renderer/screens/records/list-cell.tsx";
import { columnNames, possibleColumns, shownColumns } from "../../renderer/screens/records/list-columns.ts";
import { loadedIds, pressed, stretch, toggled } from "../../renderer/screens/records/picking.ts";
import { commandOfPress } from "../../renderer/commands/use-keys.ts";
import type { KeyPress } from "../../renderer/keys/keyboard.ts";
import { labelsIn } from "../../renderer/text/labels.ts";
import { noFilters, useLists } from "../../renderer/stores/lists.ts";
import { applyFilter, filterKey, filterOfPress, filtersOf, withFilter } from "../../renderer/stores/saved-filters.ts";

describe("列头", () => {
  test("按一下升序，再按降序，第三下回到原来的次序；Shift 加一级", () => {
    const once = pressed([], "unit", false);
    expect(once).toEqual([{ field: "unit", descending: false }]);
    const twice = pressed(once, "unit", false);
    expect(twice).toEqual([{ field: "unit", descending: true }]);
    expect(pressed(twice, "unit", false)).toEqual([]);
    const further = pressed(twice, "caller", true);
    expect(further.map(({ field }) => field)).toEqual(["unit", "caller"]);
    expect(pressed(further, "unit", true).map(({ field }) => field)).toEqual(["caller"]);
    expect(pressed(further, "line", false).map(({ field }) => field)).toEqual(["line"]);
  });
});

test("格子里太长的字截断，不留半个字", () => {
  const long = `${"字".repeat(119)}𠮷${"字".repeat(9)}`;
  const record: ListedRecord = {
    id: "r",
    kind: "opinion",
    station: "s",
    fields: { facts: `${long}\n第二行`, sessionId: "l" },
    title: "",
    date: null,
    state: null,
    dueOn: null,
    warning: null,
    delivery: "saved",
    createdAt: 0,
    updatedAt: 0,
    more: { sessionId: long },
  };
  const context = {
    labels: labelsIn("zh"),
    stationName: () => undefined,
    memberNames: new Map<string, string>(),
    onOpen: () => {},
    opener: "",
  };
  for (const name of ["facts", "sessionId"]) {
    const field = listField("opinion", name);
    if (field === undefined) throw new Error(name);
    expect(cellText(record, field, context)).toBe("字".repeat(119));
  }
});

describe("选择", () => {
  test("往回选也是一段；没有读到的行要去问", () => {
    expect(stretch(5, 2)).toEqual({ offset: 2, limit: 4 });
    const at = (index: number) => (index < 4 ? { id: `r${index}` } : undefined);
    expect(loadedIds(at, stretch(1, 3))).toEqual(["r1", "r2", "r3"]);
    expect(loadedIds(at, stretch(2, 6))).toBeNull();
    expect([...toggled(toggled(new Set(["a"]), "b"), "a")]).toEqual(["b"]);
  });

  test("换了筛选就不再选着看不见的行；换次序、移动光标不影响选择", () => {
    const { filter, pick, place } = useLists.getState();
    const picked = () => useLists.getState().byKind.hotline?.picked.size;
    pick("hotline", new Set(["a", "b"]));
    filter("hotline", { order: [{ field: "unit", descending: false }] });
    place("hotline", { selected: 3 });
    expect(picked()).toBe(2);
    filter("hotline", { search: "路灯" });
    expect(picked()).toBe(0);
    filter("hotline", noFilters);
  });
});

describe("列", () => {
  test("每种列表平常的列都存在；选过的列按选的次序，去掉的字段不再出现", () => {
    for (const kind of listedKinds) {
      for (const isDistrict of [false, true]) {
        const names = columnNames(kind, isDistrict, defaultPreferences);
        expect(shownColumns(kind, isDistrict, defaultPreferences, "zh").map(({ field }) => field.name)).toEqual(names);
        expect(names.includes("station"), kind).toBe(isDistrict);
      }
    }
    const chosen = {
      ...defaultPreferences,
      listColumns: { hotline: ["unit", "notThereAnyMore", "caller", "station"] },
    };
    expect(columnNames("hotline", false, chosen)).toEqual(["unit", "caller"]);
    expect(columnNames("hotline", true, chosen)).toEqual(["unit", "caller", "station"]);
    expect(possibleColumns("hotline", false).some(({ name }) => name === "station")).toBe(false);
  });
});

describe("筛选条件", () => {
  test("选了字段就有常用的问法；没填完的不能用", () => {
    for (const kind of listedKinds) {
      for (const field of listFields(kind)) expect(withField(field).is, field.name).toBe(operatorsFor(field)[0]);
    }
    const field = listField("hotline", "caller");
    if (field === undefined) throw new Error("no caller");
    const draft = withField(field);
    expect(conditionOf(draft)).toBeNull();
    expect(conditionOf({ ...draft, text: "  " })).toBeNull();
    expect(conditionOf({ ...draft, text: "韦" })).toEqual({ field: "caller", is: "contains", text: "韦" });
    expect(conditionOf({ ...draft, is: "between" })).toBeNull();
    expect(conditionOf({ ...draft, is: "range", min: 0 })).toEqual({ field: "caller", is: "range", min: 0, max: null });
  });

  test("“从”比“到”晚、最小比最大还大，不能用；同一天、同一个数可以", () => {
    const dates = { ...draftOf(undefined), field: "calledAt", is: "between" as const };
    const reversed = { ...dates, from: "2026-11-27", to: "2026-11-20" };
    expect(isReversed(reversed)).toBe(true);
    expect(conditionOf(reversed)).toBeNull();
    expect(isReversed({ ...reversed, to: "2026-11-2" })).toBe(false);
    expect(conditionOf({ ...reversed, to: "2026-11-27" })).not.toBeNull();
    const numbers = { ...dates, field: "residentCount", is: "range" as const, min: 5 };
    expect(conditionOf({ ...numbers, max: 4 })).toBeNull();
    expect(conditionOf({ ...numbers, max: 5 })).not.toBeNull();
  });

  test("改一个条件时，原来的内容都在", () => {
    const condition = { field: "calledAt", is: "between" as const, from: "2026-01-01", to: null };
    expect(conditionOf(draftOf(condition))).toEqual(condition);
  });
});

describe("常用筛选的按键", () => {
  const saved = (name: string, kind: "hotline" | "opinion" = "hotline"): SavedFilter => ({
    ...noFilters,
    id: `${kind}-${name}`,
    kind,
    name,
    where: [],
    order: [],
  });
  const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
    key,
    keyCode: 0,
    isComposing: false,
    ctrlKey: true,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  });

  test("Ctrl+1 到 Ctrl+9，按各自列表里的次序；拼写时不算，也不与别的命令相撞", () => {
    expect([press("1"), press("9")].map(filterOfPress)).toEqual([0, 8]);
    expect(filterKey(8)).toBe("Ctrl+9");
    expect(filterKey(9)).toBeNull();
    const others = [
      press("0"),
      press("1", { ctrlKey: false }),
      press("1", { altKey: true }),
      press("1", { isComposing: true }),
      press("2", { keyCode: 229 }),
    ];
    expect(others.map(filterOfPress)).toEqual([null, null, null, null, null]);
    for (let digit = 1; digit <= 9; digit += 1) expect(commandOfPress(press(String(digit)))).toBeNull();
    expect(filtersOf([saved("甲"), saved("乙", "opinion"), saved("丙")], "hotline").map(({ name }) => name)).toEqual([
      "甲",
      "丙",
    ]);
  });

  test("同名再存一次，还是原来的位置和按键；别的列表里的同名不动", () => {
    const all = [saved("甲", "opinion"), saved("甲"), saved("乙")];
    const changed = { ...saved("甲"), id: "new", search: "路灯" };
    expect(withFilter(all, changed)).toEqual([all[0], changed, all[2]]);
    expect(withFilter(all, saved("丁")).at(-1)?.name).toBe("丁");
  });

  test("用上它，原来的查找和筛选都换掉", () => {
    useLists.getState().filter("hotline", { search: "旧", due: true });
    applyFilter({ ...saved("甲"), year: 2026, order: [{ field: "unit", descending: true }] });
    expect(useLists.getState().byKind.hotline).toMatchObject({ search: "", due: false, year: 2026, selected: 0 });
    expect(useLists.getState().byKind.hotline?.order).toEqual([{ field: "unit", descending: true }]);
  });
});

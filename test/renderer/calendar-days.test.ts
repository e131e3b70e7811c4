import { describe, expect, test } from "vitest";
import { dayByKey, weeksAround } from "../../renderer/forms/fields/calendar-days.ts";

describe("日历的按键", () => {
  test.each([
    ["ArrowLeft", "2026-11-30"],
    ["ArrowRight", "2026-12-02"],
    ["ArrowUp", "2026-11-24"],
    ["ArrowDown", "2026-12-08"],
    ["PageUp", "2026-11-01"],
    ["PageDown", "2027-01-01"],
    ["Home", "2026-11-30"],
    ["End", "2026-12-06"],
  ])("%s 从 2026-12-01 到 %s", (key, day) => {
    expect(dayByKey("2026-12-01", key, false)).toBe(day);
  });

  test("翻到没有这一天的月份，停在月底；按住 Shift 翻一年", () => {
    expect(dayByKey("2026-01-31", "PageDown", false)).toBe("2026-02-28");
    expect(dayByKey("2028-03-31", "PageUp", false)).toBe("2028-02-29");
    expect(dayByKey("2028-02-29", "PageDown", true)).toBe("2029-02-28");
  });

  test("别的键不归日历；年份到头就不动了", () => {
    expect(dayByKey("2026-12-01", "Enter", false)).toBeNull();
    expect(dayByKey("9999-12-31", "ArrowRight", false)).toBe("9999-12-31");
    expect(dayByKey("0001-01-01", "PageUp", false)).toBe("0001-01-01");
  });
});

test("日历总是六周，从星期一起，月里的每一天都在", () => {
  for (const month of ["2026-02", "2026-03", "2026-11", "2028-02"]) {
    const days = weeksAround(`${month}-15`).flat();
    expect(days).toHaveLength(42);
    expect(new Date(`${days[0] ?? ""}T00:00:00Z`).getUTCDay()).toBe(1);
    expect(days.find((day) => day.startsWith(month))).toBe(`${month}-01`);
    expect(new Set(days).size).toBe(42);
  }
});

import { describe, expect, test } from "vitest";
import { clockOf, dayOf, joinMoment, momentOf, splitMoment } from "../../renderer/text/times.ts";
import { isMoment } from "../../db/schema/typed-dates.ts";

describe("a moment", () => {
  test("keeps its time apart, and may have none", () => {
    expect(splitMoment("2024-03-05T09:30")).toEqual({ date: "2024-03-05", time: "09:30" });
    expect(splitMoment("2024-03-05")).toEqual({ date: "2024-03-05", time: null });
    expect(splitMoment(null)).toEqual({ date: null, time: null });
    expect(joinMoment("2024-03-05", "09:30")).toBe("2024-03-05T09:30");
    expect(joinMoment("2024-03-05", null)).toBe("2024-03-05");
  });

  test("keeps either half while it is no date or no time, also the time alone", () => {
    for (const [date, time] of [
      ["1126", "09:30"],
      ["2026-11-26", "九点多"],
      [null, "09:30"],
      ["1126", null],
    ] as const)
      expect(splitMoment(joinMoment(date, time))).toEqual({ date, time });
  });

  test("日期里打了大写的 T，字留在日期里，时间不动", () => {
    for (const [date, time] of [
      ["Tuesday", "09:30"],
      ["2026-11-20T", "09:00"],
      ["2026-11-26T25:00", "09:30"],
      ["2026-11-26T", null],
      ["T", null],
      ["TT", "T9"],
    ] as const) {
      const value = joinMoment(date, time);
      expect(splitMoment(value)).toEqual({ date, time });
      expect(isMoment(value)).toBe(false);
    }
  });

  test("is written in the PC's own time", () => {
    const at = new Date(2024, 1, 29, 9, 5);
    expect(momentOf(at)).toBe("2024-02-29T09:05");
    expect(dayOf(at)).toBe("2024-02-29");
  });

  test("of today shows its clock, of another day the day too", () => {
    const now = new Date(2024, 2, 5, 12, 0).getTime();
    expect(clockOf(new Date(2024, 2, 5, 10, 32).getTime(), now)).toBe("10:32");
    expect(clockOf(new Date(2024, 2, 4, 10, 32).getTime(), now)).toBe("03-04 10:32");
  });
});

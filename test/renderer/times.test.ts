import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat.js";
import { describe, expect, test } from "vitest";
import {
  clockOf,
  dateFormats,
  dayOf,
  finishedDate,
  joinMoment,
  momentOf,
  parseTime,
  splitMoment,
} from "../../renderer/forms/times.ts";

dayjs.extend(customParseFormat);

describe("a time of day as typed", () => {
  test.each([
    ["930", "09:30"],
    ["0930", "09:30"],
    ["1505", "15:05"],
    ["9:30", "09:30"],
    ["9：05", "09:05"],
    ["９：３０", "09:30"],
    ["9", "09:00"],
    ["15", "15:00"],
    ["9点", "09:00"],
    ["9点半", "09:30"],
    ["10点一刻", "10:15"],
    ["9时5分", "09:05"],
    ["上午9点", "09:00"],
    ["下午3点20分", "15:20"],
    ["下午 3:20", "15:20"],
    ["中午12点", "12:00"],
    ["中午1点", "13:00"],
    ["晚上8点半", "20:30"],
  ])("%s is %s", (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  test.each(["", "25", "9:60", "2460", "早", "9:3:1", "约9点", "99999"])("%s is none", (typed) => {
    expect(parseTime(typed)).toBeNull();
  });
});

describe("a date as typed", () => {
  const read = (typed: string) => {
    const format = dateFormats.find((one) => dayjs(typed, one, true).isValid());
    return format === undefined ? null : dayjs(typed, format, true).format("YYYY-MM-DD");
  };

  test.each([
    ["20240229", "2024-02-29"],
    ["2024-02-29", "2024-02-29"],
    ["2024-3-5", "2024-03-05"],
    ["2024.3.5", "2024-03-05"],
    ["2024/03/05", "2024-03-05"],
    ["2024年3月5日", "2024-03-05"],
  ])("%s is %s", (typed, date) => {
    expect(read(typed)).toBe(date);
  });

  test("without a year is this year's", () => {
    expect(read("3月5日")).toBe(`${new Date().getFullYear()}-03-05`);
    expect(read("3.5")).toBe(`${new Date().getFullYear()}-03-05`);
  });

  test.each(["20230229", "2024-13-01", "3月", "abc"])("%s is none", (typed) => {
    expect(read(typed)).toBeNull();
  });
});

test("a typed date counts as finished when nothing can follow it", () => {
  expect(finishedDate("20240229")).toBe("2024-02-29");
  expect(finishedDate("2024-03-05")).toBe("2024-03-05");
  expect(finishedDate("2024年3月5日")).toBe("2024-03-05");
  for (const open of ["2024.3.1", "202403", "2024-3-5", "20230229", "20241301", ""])
    expect(finishedDate(open), open).toBeNull();
});

describe("a moment", () => {
  test("keeps its time apart, and may have none", () => {
    expect(splitMoment("2024-03-05T09:30")).toEqual({ date: "2024-03-05", time: "09:30" });
    expect(splitMoment("2024-03-05")).toEqual({ date: "2024-03-05", time: null });
    expect(splitMoment(null)).toEqual({ date: null, time: null });
    expect(joinMoment("2024-03-05", "09:30")).toBe("2024-03-05T09:30");
    expect(joinMoment("2024-03-05", null)).toBe("2024-03-05");
    expect(joinMoment(null, "09:30")).toBeNull();
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

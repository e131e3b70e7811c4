import { describe, expect, test } from "vitest";
import {
  farYearOf,
  finishedDate,
  finishedTime,
  isDay,
  isMoment,
  readDate,
  readDateAndTime,
  readTime,
} from "../../db/schema/typed-dates.ts";

const today = "2026-11-27";
const dateOf = (typed: string): string | null => {
  const read = readDate(typed, today);
  return "date" in read ? read.date : null;
};
const problemOf = (typed: string): string | null => {
  const read = readDate(typed, today);
  return "problem" in read ? read.problem : null;
};

const two = (value: number): string => String(value).padStart(2, "0");
const fullWidth = (text: string): string =>
  text.replaceAll(/[!-~]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfe_e0));

/** Every day of a leap year and of the year after it. */
const days = Array.from({ length: 731 }, (_, index) =>
  new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10),
);

/** Every way in which a day is written with its year. */
function writings(day: string): string[] {
  const [year = "", month = "", date = ""] = day.split("-");
  const [m, d] = [String(Number(month)), String(Number(date))];
  const signs = ["-", ".", "/", "、", " ", " - ", "—", "。"];
  const plain = [
    `${year}${month}${date}`,
    ...signs.flatMap((sign) => [[year, month, date].join(sign), [year, m, d].join(sign)]),
    `${year}年${m}月${d}日`,
    `${year}年${month}月${date}号`,
    `${year}年${m}月${d}`,
    `${year}.${m}-${d}`,
  ];
  return [...plain, ...plain.map(fullWidth), ...plain.map((text) => ` \u200E${text}\u202C `)];
}

describe("写日期的各种写法", () => {
  test("两年里的每一天，每一种分隔符，全角半角，都读成那一天", () => {
    for (const day of days) for (const typed of writings(day)) expect(dateOf(typed), typed).toBe(day);
  });

  test("不写年份的是今年", () => {
    for (const day of days.filter((one) => one.startsWith("2025"))) {
      const [, month = "", date = ""] = day.split("-").map((part) => String(Number(part)));
      for (const typed of [
        `${month}/${date}`,
        `${month}-${date}`,
        `${month}.${date}`,
        `${month}月${date}日`,
        `${month}月${date}`,
      ])
        expect(dateOf(typed), typed).toBe(`2026-${two(Number(month))}-${two(Number(date))}`);
    }
  });

  test.each([
    ["今天", "2026-11-27"],
    ["昨天", "2026-11-26"],
    ["前天", "2026-11-25"],
    ["明天", "2026-11-28"],
    ["昨日", "2026-11-26"],
    ["26-11-26", "2026-11-26"],
    ["25年3月5日", "2025-03-05"],
    ["二〇二六年三月五日", "2026-03-05"],
    ["二零二六年十二月三十一日", "2026-12-31"],
    ["三月廿五日", "2026-03-25"],
    ["十月十日", "2026-10-10"],
    ["1926-11-26", "1926-11-26"],
    ["2026年11月26日星期四", "2026-11-26"],
    ["2026年11月26日（周四）", "2026-11-26"],
    ["11月29日 星期天", "2026-11-29"],
    ["二〇二六年十一月二十六", "2026-11-26"],
    ["11.26.", "2026-11-26"],
    ["2026-11-26.", "2026-11-26"],
    ["2026年11月26日。", "2026-11-26"],
    [String.raw`2026\11\26`, "2026-11-26"],
    ["yesterday", "2026-11-26"],
    ["Today", "2026-11-27"],
    ["TOMORROW", "2026-11-28"],
    ["Nov 26", "2026-11-26"],
    ["November 26, 2025", "2025-11-26"],
    ["26 Nov 2026", "2026-11-26"],
    ["26-Nov-2026", "2026-11-26"],
    ["1 May", "2026-05-01"],
    ["Sept. 9", "2026-09-09"],
  ])("%s 是 %s", (typed, date) => {
    expect(dateOf(typed)).toBe(date);
  });

  test("昨天跨年、跨月", () => {
    expect(readDate("昨天", "2027-01-01")).toEqual({ date: "2026-12-31" });
    expect(readDate("前天", "2028-03-01")).toEqual({ date: "2028-02-28" });
  });

  test.each([
    "1126",
    "261126",
    "202611",
    "2026",
    "11",
    "2026年",
    "11月",
    "3/5/2024",
    "12/31/2023",
    "11-12-13",
    "abc",
    "上周三",
    "2026年11月26日星期五",
    "2026-11-26（周日）",
    "星期四",
    "11.",
    "2026.11.",
    "2026--11--26",
    "Nov",
    "26 Nov 26",
    "Mart 5",
    "2026-11-26 9:30",
    "",
  ])("说不准的不猜：%s", (typed) => {
    expect(problemOf(typed)).toBe("unknown");
  });

  test.each(["2026-02-29", "2026-13-01", "2026-11-31", "20261301", "11/31", "2026-00-10", "2026年2月30日", "31 Nov"])(
    "没有这一天：%s",
    (typed) => {
      expect(problemOf(typed)).toBe("noSuchDay");
    },
  );
});

test("还可能接着写的，不算写完", () => {
  for (const typed of ["20261126", "2026-11-26", "2026/11/26", "2026年3月5日", "２０２６－１１－２６"])
    expect(finishedDate(typed, today), typed).not.toBeNull();
  for (const typed of ["2026-11-2", "2026.3.1", "2026112", "11/26", "11/2", "今天", "20261301", ""])
    expect(finishedDate(typed, today), typed).toBeNull();
  expect(finishedTime("09:30")).toBe("09:30");
  expect(finishedTime("0930")).toBe("09:30");
  for (const typed of ["9", "93", "9:3", "下午3点"]) expect(finishedTime(typed), typed).toBeNull();
});

describe("时间", () => {
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
    ["9点整", "09:00"],
    ["9点半", "09:30"],
    ["10点一刻", "10:15"],
    ["9时5分", "09:05"],
    ["15时30分", "15:30"],
    ["上午9点", "09:00"],
    ["下午3点20分", "15:20"],
    ["下午 3:20", "15:20"],
    ["中午12点", "12:00"],
    ["中午1点", "13:00"],
    ["傍晚6点", "18:00"],
    ["晚上8点半", "20:30"],
    ["凌晨12点", "00:00"],
    ["09:30:00", "09:30"],
    ["9:30:59", "09:30"],
  ])("%s 是 %s", (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  test.each(["", "25", "9:60", "2460", "早", "9:3:1", "9:30:60", "9:30:", "约9点", "99999"])("%s 不是时间", (typed) => {
    expect(readTime(typed)).toBeNull();
  });

  test.each([
    ["2026-11-26 9:30", "2026-11-26", "09:30"],
    ["2026-11-26T09:30", "2026-11-26", "09:30"],
    ["11月26日下午3点", "2026-11-26", "15:00"],
    ["昨天 15:20", "2026-11-26", "15:20"],
    ["今天上午9点半", "2026-11-27", "09:30"],
    ["20261126 0930", "2026-11-26", "09:30"],
    ["2026-11-26 09:30:00", "2026-11-26", "09:30"],
    ["2026年11月26日星期四 9:30", "2026-11-26", "09:30"],
    ["26 Nov 2026 9:30", "2026-11-26", "09:30"],
  ])("日期和时间一起写：%s", (typed, date, time) => {
    expect(readDateAndTime(typed, today)).toEqual({ date, time });
  });

  test("只有日期，或后面不是时间的，不算", () => {
    for (const typed of ["2026-11-26", "11月26日", "2026-11-26 左右", "2026 11 26", "9:30"])
      expect(readDateAndTime(typed, today), typed).toBeNull();
  });
});

test("存下来的日期和时间认得出，别的都不是", () => {
  expect(isDay("2026-11-26")).toBe(true);
  for (const text of ["2026-11-2", "1126", "2026-02-30", "2026-11-26T09:30", "", null]) expect(isDay(text)).toBe(false);
  for (const text of ["2026-11-26", "2026-11-26T09:30"]) expect(isMoment(text)).toBe(true);
  for (const text of ["2026-11-26T9:30", "T09:30", "1126T09:30", "2026-11-26T", null])
    expect(isMoment(text)).toBe(false);
});

test("两位数的年份前面补了零（0050、0000）：照写的年份读，不当成 1950、1900，并提醒年份太远", () => {
  for (const typed of ["0050-01-01", "0050年1月1日", "00500101", "1 Jan 0050"])
    expect(readDate(typed, today), typed).toEqual({ date: "0050-01-01" });
  expect(readDate("0000-02-29", today)).toEqual({ date: "0000-02-29" });
  expect(farYearOf("0050-01-01", today)).toBe(50);
});

test("年份离现在很远才提醒", () => {
  expect(farYearOf("1926-11-26", today)).toBe(1926);
  expect(farYearOf("2062-11-26", today)).toBe(2062);
  for (const date of ["2016-01-01", "2026-11-26", "2028-12-31"]) expect(farYearOf(date, today)).toBeNull();
});

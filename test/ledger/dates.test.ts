import { describe, expect, test } from "vitest";
import type { CellValue } from "../../db/spreadsheet/cells.ts";
import { cellRemarkText } from "../../db/schema/cell-remarks.ts";
import { parseMoment, serialToMoment } from "../../db/spreadsheet/dates.ts";

const read = (cell: CellValue, year: number | null = 2023, date1904 = false) => parseMoment(cell, { year, date1904 });
const value = (cell: CellValue, year: number | null = 2023) => {
  const result = read(cell, year);
  return result.ok ? result.value : cellRemarkText(result.reason);
};

describe("台账里的日期写法", () => {
  test.each<[CellValue, string]>([
    ["20230318", "2023-03-18"],
    [20230318, "2023-03-18"],
    ["2023/08/16", "2023-08-16"],
    ["2023/8/6", "2023-08-06"],
    ["2023.2.4", "2023-02-04"],
    ["2023-03-18", "2023-03-18"],
    ["２０２３年10月16日 ", "2023-10-16"],
    ["　２０２３ 年 10 月 16 日", "2023-10-16"],
    ["2023年8月1号", "2023-08-01"],
    ["2023、3、5", "2023-03-05"],
    ["2023。3。5", "2023-03-05"],
    ["2019/4/25 9:32:09", "2019-04-25T09:32"],
    ["2019-04-08T08:37:20", "2019-04-08T08:37"],
    ["202303180932", "2023-03-18T09:32"],
    ["20230318 9:30", "2023-03-18T09:30"],
    ["2024年3月5日 下午3:20", "2024-03-05T15:20"],
    ["2024年3月5日下午3点半", "2024-03-05T15:30"],
    ["2024年3月5日 9时30分", "2024-03-05T09:30"],
    ["2024年3月5日（星期二）10:00", "2024-03-05T10:00"],
    ["3月5日", "2023-03-05"],
    ["3.5", "2023-03-05"],
    [3.5, "2023-03-05"],
    ["3.10", "2023-03-10"],
    ["23.3.5", "2023-03-05"],
    [45244, "2023-11-14"],
    ["45244", "2023-11-14"],
    [45244.5, "2023-11-14T12:00"],
    [45244.397_326_39, "2023-11-14T09:32"],
    [{ moment: "2023-03-07T00:00:00" }, "2023-03-07"],
    [{ moment: "2019-04-08T08:37:20" }, "2019-04-08T08:37"],
  ])("%j 读作 %s", (cell, expected) => {
    expect(value(cell)).toBe(expected);
  });

  test("没有的日子不猜，说出原因", () => {
    expect(value("2023年2月30日")).toBe("2023年2月没有30日");
    expect(value("2023/13/1")).toBe("没有13月");
    expect(value("20230230")).toBe("2023年2月没有30日");
    expect(value("2023/2/29")).toBe("2023年2月没有29日");
    expect(value("2024/2/29")).toBe("2024-02-29");
    expect(value("2203.3.5")).toBe("年份不合理（2203年）");
    for (const text of ["0050-01-01", "00500101", "0050年1月1日"]) expect(value(text)).toBe("年份不合理（50年）");
    expect(value("2023年3月5日 25:00")).toContain("没有这个时间");
    expect(value("2023年3月")).toBe("只写到月，缺少日");
    expect(value("202303")).toBe("只写到月，缺少日");
    for (const text of ["待定", "3", "7", 7, "13812345678", "2023.3.151", "2023-03-18 7"]) {
      expect(read(text).ok, String(text)).toBe(false);
    }
  });

  test("没写年份、台账也看不出年度时，请人选年度", () => {
    expect(value("3月5日", null)).toBe("没有写年份，请选择台账年度");
    expect(value("23.3.5", null)).toBe("年份只写了两位，请写全");
  });

  test("只写上午、带说明的日期保留原文", () => {
    expect(read("2024年3月5日 上午")).toMatchObject({ ok: true, value: "2024-03-05", lossy: true });
    expect(read("2024年3月5日（因雨改期）")).toMatchObject({ ok: true, value: "2024-03-05", lossy: true });
  });

  test("一格里写了起止时间", () => {
    expect(read("2023年3月5日 9:00-11:30")).toMatchObject({ value: "2023-03-05T09:00", end: "2023-03-05T11:30" });
    expect(read("3月5日下午2点至4点")).toMatchObject({ value: "2023-03-05T14:00", end: "2023-03-05T16:00" });
    expect(read("2023年3月5日至7日")).toMatchObject({ value: "2023-03-05", end: "2023-03-07" });
    expect(read("2023.12.30-2024.1.2")).toMatchObject({ value: "2023-12-30", end: "2024-01-02" });
  });

  test("数字格里的 3.1 分不清3月1日还是3月10日，提醒核对", () => {
    expect(read(3.1)).toMatchObject({
      ok: true,
      value: "2023-03-01",
      doubt: { code: "firstOrTenth", params: { text: "3.1", month: "3", day: "10" } },
    });
    expect(read("3.1")).toMatchObject({ ok: true, doubt: null });
  });

  test("苹果电脑旧表格从1904年数起", () => {
    expect(read(43_782, null, true)).toMatchObject({ value: "2023-11-14" });
    expect(serialToMoment(43_782, true)).toBe("2023-11-14");
  });
});

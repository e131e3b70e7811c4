import { describe, expect, test } from "vitest";
import chineseDays from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { publishedYears } from "../../db/calendar/calendar.ts";
import { publishedHolidays } from "../../db/calendar/holidays.ts";
import { readPack, WrongDate } from "../../db/calendar/pack.ts";

/** The notice for 2026 as the State Council published it. */
const notice2026 = `国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

const published = (year: string) => ({ year, ...publishedYears()[year] });

describe("节假日安排文件", () => {
  test("国务院通知的文字：和程序自带的2026年一天不差", () => {
    expect(readPack(notice2026)).toEqual([published("2026")]);
  });

  test("跨年的元旦（12月30日至1月1日）和“与周末连休”的说法", () => {
    const text = `关于2029年部分节假日安排的通知。一、元旦：2028年12月30日至2029年1月1日放假，共3天。
      二、清明节：4月4日放假，与周末连休。三、中秋节、国庆节：9月29日至10月3日放假，9月24日上班。`;
    expect(readPack(text)).toEqual([
      {
        year: "2029",
        off: [
          "2028-12-30",
          "2028-12-31",
          "2029-01-01",
          "2029-04-04",
          "2029-09-29",
          "2029-09-30",
          "2029-10-01",
          "2029-10-02",
          "2029-10-03",
        ],
        work: ["2029-09-24"],
      },
    ]);
  });

  test("chinese-days 的公开数据：2019年以来逐年与程序自带的一致", () => {
    const years = readPack(JSON.stringify(chineseDays)) ?? [];
    const known = years.filter(({ year }) => Object.hasOwn(publishedHolidays, year));
    expect(known.map(({ year }) => year)).toEqual(["2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"]);
    for (const year of known) expect(year).toEqual(published(year.year));
  });

  test("holiday-cn 的写法，和程序自己的写法", () => {
    const days = [
      { name: "元旦", date: "2027-01-01", isOffDay: true },
      { name: "元旦", date: "2027-01-03", isOffDay: false },
    ];
    const expected = [{ year: "2027", off: ["2027-01-01"], work: ["2027-01-03"] }];
    expect(readPack(JSON.stringify({ year: 2027, papers: [], days }))).toEqual(expected);
    expect(readPack(JSON.stringify({ "2027": { off: ["2027-01-01"], work: ["2027-01-03"] } }))).toEqual(expected);
  });

  test("别的文件认不出来，就说认不出来；日期不存在、同一天又放又上，拒绝整个文件", () => {
    for (const text of ["", "[]", "{", "姓名,电话\n韦志华,1", JSON.stringify({ 名称: "台账" })])
      expect(readPack(text)).toBeNull();
    for (const year of [
      { off: ["2027-02-30"], work: [] },
      { off: ["2027-10-01"], work: ["2027-10-01"] },
      { off: ["2031-01-01"], work: [] },
    ])
      expect(() => readPack(JSON.stringify({ "2027": year }))).toThrow(WrongDate);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeCalendar } from "../../db/calendar/calendar.ts";
import { addDays, dayOf, isWeekend } from "../../db/calendar/days.ts";
import { dueDate } from "../../db/kinds/hotline/due.ts";
import { publishedHolidays } from "../../db/calendar/holidays.ts";
import { defaultSettings, type DueRule, type Settings } from "../../db/schema/settings.ts";

type Rules = Pick<Settings, "dueRules" | "holidays">;

const withRule = (rule: DueRule, holidays: Settings["holidays"] = {}): Rules => ({
  dueRules: { ...defaultSettings.dueRules, help: rule },
  holidays,
});
const due = (calledAt: string, rule: DueRule, holidays: Settings["holidays"] = {}) =>
  dueDate({ calledAt, demandType: "help", urgent: false }, withRule(rule, holidays));
const working = (days: number): DueRule => ({ days, unit: "working" });
const calendarDays = (days: number): DueRule => ({ days, unit: "calendar" });

describe("办结期限", () => {
  test("从次日起算：周一来电的咨询，三个工作日是周四", () => {
    expect(dueDate({ calledAt: "2026-03-16T09:00", demandType: "enquiry", urgent: false }, defaultSettings).dueOn).toBe(
      "2026-03-19",
    );
  });

  test("周末不计：周五来电，一个工作日是下周一", () => {
    expect(due("2026-03-20T17:55", working(1)).dueOn).toBe("2026-03-23");
  });

  test("春节放假不计，调休上班的周六周日要计，说明里逐日写清", () => {
    const { dueOn, summary, steps } = due("2026-02-12T10:00", working(3));
    expect(dueOn).toBe("2026-02-24");
    expect(summary.zh).toBe("求助：3个工作日。2026年2月12日（周四）来电，从次日起算：");
    expect(steps.map(({ counted }) => counted)).toEqual([1, 2, null, 3]);
  });

  test("计算步骤可以列成表：每一天计不计、为什么，相连的同因假日合成一行", () => {
    expect(due("2026-02-12T10:00", working(3)).steps).toEqual([
      { from: "2026-02-13", to: "2026-02-13", counted: 1, reason: null, name: null },
      { from: "2026-02-14", to: "2026-02-14", counted: 2, reason: "shifted", name: null },
      { from: "2026-02-15", to: "2026-02-23", counted: null, reason: "holiday", name: "春节" },
      { from: "2026-02-24", to: "2026-02-24", counted: 3, reason: null, name: null },
    ]);
  });

  test("自然日天天都计，末日是假日也不顺延", () => {
    expect(due("2026-09-28", calendarDays(3)).dueOn).toBe("2026-10-01");
  });

  test("紧急诉求当日办结，节假日也一样，不论选了什么类型", () => {
    const input = { calledAt: "2026-10-01T22:00", demandType: null, urgent: true };
    expect(dueDate(input, defaultSettings)).toEqual({
      dueOn: "2026-10-01",
      summary: {
        zh: "紧急诉求：当日办结。2026年10月1日（周四）来电，期限就是当天。",
        en: expect.any(String) as string,
      },
      steps: [],
      unknownYear: null,
    });
  });

  test("跨到还没有公布安排的年份，不猜，说清楚缺什么", () => {
    const { dueOn, summary, unknownYear } = due("2026-12-28", working(7));
    expect(dueOn).toBeNull();
    expect(unknownYear).toBe("2027");
    expect(summary.zh).toContain("2027年节假日安排尚未公布");
  });

  test("设置里导入了那一年的安排，就照它计算", () => {
    const pack = { "2027": { off: ["2027-01-01", "2027-01-02", "2027-01-03"], work: ["2027-01-09"] } };
    expect(due("2026-12-30", working(2), pack).dueOn).toBe("2027-01-04");
    expect(due("2027-01-08", working(1), pack).dueOn).toBe("2027-01-09");
  });

  test("设置里的某一年取代程序自带的那一年，可以更正", () => {
    const corrected = { "2026": { off: [], work: [] } };
    expect(due("2026-02-16", working(1), corrected).dueOn).toBe("2026-02-17");
  });

  test("通知里涉及上一年年末的日子也算数", () => {
    expect(due("2026-12-30", working(1), { "2027": { off: ["2026-12-31", "2027-01-01"], work: [] } }).dueOn).toBe(
      "2027-01-04",
    );
  });

  test("没有选类型、来电时间不完整时不给日期，说明原因", () => {
    expect(dueDate({ calledAt: "2026-03-16", demandType: null, urgent: false }, defaultSettings)).toEqual({
      dueOn: null,
      summary: { zh: "还没有选择诉求类型，无法计算办结期限。", en: expect.any(String) as string },
      steps: [],
      unknownYear: null,
    });
    for (const calledAt of ["", "2026-03", "2026-02-30", "昨天"]) {
      expect(dueDate({ calledAt, demandType: "help", urgent: false }, defaultSettings).summary.zh).toBe(
        "来电时间不完整，无法计算办结期限。",
      );
    }
  });
});

describe("自带的节假日表", () => {
  test("2019–2026年都有，调休上班的都是周末", () => {
    expect(Object.keys(publishedHolidays)).toEqual(["2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"]);
    const holidays = Object.values(publishedHolidays).flat();
    expect(holidays.flatMap(({ work }) => work).filter((day) => !isWeekend(day))).toEqual([]);
    expect(holidays.filter(({ from, to }) => from > to)).toEqual([]);
  });

  test.each([
    ["2023-09-29", false], // 中秋节
    ["2023-10-07", true], // 国庆调休
    ["2024-02-09", true], // 2024年除夕不放假
    ["2025-01-26", true],
    ["2025-10-08", false],
    ["2026-01-04", true],
    ["2026-02-23", false],
  ])("%s 上班：%s", (day, isWorking) => {
    expect(makeCalendar({})(day)?.isWorking).toBe(isWorking);
  });
});

describe("规律", () => {
  const day = fc
    .date({ min: new Date("2019-01-01"), max: new Date("2026-06-30"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const days = fc.integer({ min: 1, max: 60 });
  const calendar = makeCalendar({});
  const workingBetween = (from: string, to: string): number => {
    let total = 0;
    for (let current = addDays(from, 1); current <= to; current = addDays(current, 1))
      total += calendar(current)?.isWorking === true ? 1 : 0;
    return total;
  };

  test("期限本身是工作日，从次日到期限正好是规定的工作日数", () => {
    fc.assert(
      fc.property(day, days, (start, amount) => {
        const { dueOn } = due(start, working(amount));
        expect(dueOn).not.toBeNull();
        expect(calendar(dueOn ?? "")?.isWorking).toBe(true);
        expect(workingBetween(start, dueOn ?? "")).toBe(amount);
      }),
    );
  });

  test("来电晚一天，期限不会更早；天数多一天，期限一定更晚", () => {
    fc.assert(
      fc.property(day, days, (start, amount) => {
        const first = due(start, working(amount)).dueOn ?? "";
        expect((due(addDays(start, 1), working(amount)).dueOn ?? "") >= first).toBe(true);
        expect((due(start, working(amount + 1)).dueOn ?? "") > first).toBe(true);
      }),
    );
  });

  test("自然日等于日期相加；工作日期限不早于同样天数的自然日", () => {
    fc.assert(
      fc.property(day, days, (start, amount) => {
        const plain = due(start, calendarDays(amount)).dueOn ?? "";
        expect(plain).toBe(addDays(start, amount));
        expect((due(start, working(amount)).dueOn ?? "") >= plain).toBe(true);
      }),
    );
  });

  test("说明里数出的天数就是规定的天数，时刻不影响期限", () => {
    fc.assert(
      fc.property(day, days, (start, amount) => {
        const counted = due(`${start}T23:59`, working(amount));
        expect(counted).toEqual(due(start, working(amount)));
        expect(counted.steps.filter(({ counted: at }) => at !== null)).toHaveLength(amount);
      }),
    );
  });

  test("任何文字当作来电时间都不会出错", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const called = dayOf(text);
        expect(
          dueDate({ calledAt: text, demandType: "help", urgent: false }, defaultSettings).dueOn === null ||
            called !== null,
        ).toBe(true);
      }),
    );
  });
});

import i18n from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { columnsOf, kinds, type Kind } from "../../db/schema/kinds.ts";
import { readableDates } from "../../renderer/forms/read-dates.ts";
import { joinMoment } from "../../renderer/text/times.ts";
import { validationMessage } from "../../renderer/forms/validation.ts";
import { zh } from "../../renderer/text/zh.ts";

beforeAll(async () => {
  await i18n.init({ lng: "zh", resources: { zh: { translation: zh } }, interpolation: { escapeValue: false } });
});

function messageOf(kind: Kind, name: string, value: string): string | undefined {
  const field: z.ZodType | undefined = Object.entries<z.ZodType>(kinds[kind].fields.shape).find(
    ([one]) => one === name,
  )?.[1];
  return field?.safeParse(value, { error: validationMessage }).error?.issues[0]?.message;
}

describe("保存时说日期看不懂", () => {
  test("只有日期的栏不提时间怎么写", () => {
    expect(columnsOf("problem").find(({ name }) => name === "dueOn")?.meta.type).toBe("date");
    expect(messageOf("problem", "dueOn", "2026.1")).toBe("日期看不懂：2026.1。请写成 2026-11-26 或 11月26日");
  });

  test("带时间的栏两样都说，原样引用写下的字", () => {
    const unread = joinMoment("Tuesday", "09:30") ?? "";
    expect(messageOf("hotline", "calledAt", unread)).toBe(
      "日期看不懂：Tuesday 09:30。请写成 2026-11-26 或 11月26日，时间写成 9:30",
    );
  });
});

test("还在日期栏里的“日期T时间”，保存时也分得开；没有这个钟点的原样留着", () => {
  const whole = joinMoment("2026-11-26T09:30", null);
  expect(readableDates("hotline", { calledAt: whole }, "2026-11-27")).toEqual({ calledAt: "2026-11-26T09:30" });
  const beside = joinMoment("2026-11-26T25:00", "09:30");
  expect(readableDates("hotline", { calledAt: beside }, "2026-11-27")).toEqual({});
});

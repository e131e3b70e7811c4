import { describe, expect, test } from "vitest";
import { kinds, listedKinds, mainKinds } from "../../db/schema/kinds.ts";
import { charactersOf } from "../../renderer/values/characters.ts";
import { likelySteps } from "../../db/schema/steps.ts";
import { fieldsOfStep, neededBy } from "../../renderer/forms/event-steps.ts";
import { forgottenFields } from "../../renderer/kinds/register.ts";
import { moveSelection } from "../../renderer/screens/records/selection.ts";
import { sizeText } from "../../renderer/text/sizes.ts";
import { namedDate } from "../../renderer/screens/today/named-date.ts";
import { labelsIn } from "../../renderer/text/labels.ts";

describe("办理过程", () => {
  test("offers in every state only steps of the kind", () => {
    for (const kind of mainKinds) {
      for (const state of ["received", "assigned", "accepted", "closed", "collected", "submitted", "returned", null]) {
        for (const type of likelySteps(kinds[kind].steps, state)) expect(kinds[kind].steps.all).toContain(type);
      }
    }
  });

  test("never requires a field that the step does not show", () => {
    for (const type of new Set(mainKinds.flatMap((kind) => kinds[kind].steps.all))) {
      for (const name of neededBy(type)) expect(fieldsOfStep(type)).toContain(name);
    }
  });
});

test("every field of every form has a place in its layout", () => {
  for (const kind of listedKinds) expect(forgottenFields(kind), kind).toEqual([]);
});

test("an opinion's length counts characters and punctuation, not spaces or line breaks", () => {
  expect(charactersOf(["水渠 失修，\n插秧缺水。", null, "𠮷"])).toBe(11);
});

describe("the keyboard in a list", () => {
  test("moves through it and stops at its ends", () => {
    expect(moveSelection("ArrowDown", 0, 3, 10)).toBe(1);
    expect(moveSelection("ArrowDown", 2, 3, 10)).toBe(2);
    expect(moveSelection("ArrowUp", 0, 3, 10)).toBe(0);
    expect(moveSelection("PageDown", 0, 100, 10)).toBe(10);
    expect(moveSelection("End", 0, 100_000, 10)).toBe(99_999);
    expect(moveSelection("Home", 50, 100, 10)).toBe(0);
  });

  test("leaves other keys and empty lists alone", () => {
    expect(moveSelection("a", 0, 3, 10)).toBeNull();
    expect(moveSelection("ArrowDown", 0, 0, 10)).toBeNull();
  });
});

test("a file's size reads as in Windows", () => {
  expect(sizeText(512)).toBe("512 B");
  expect(sizeText(2_048)).toBe("2 KB");
  expect(sizeText(3_500_000)).toBe("3.3 MB");
  expect(sizeText(null)).toBe("");
});

describe("今日的记录列表", () => {
  test("状态旁边的日期写明是什么日期，免得当成审阅那天", () => {
    expect(namedDate({ kind: "opinion", date: "2026-11-24" }, labelsIn("zh"))).toBe("收集日期 2026-11-24");
    expect(namedDate({ kind: "hotline", date: "2026-11-24T09:30" }, labelsIn("en"))).toMatch(/^[A-Z].* 2026-11-24$/u);
    expect(namedDate({ kind: "opinion", date: null }, labelsIn("zh"))).toBe("");
  });
});

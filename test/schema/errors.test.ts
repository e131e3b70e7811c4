import { expect, test } from "vitest";
import { errorCatalogue } from "../../db/schema/errors.ts";
import { diskErrors } from "../../db/schema/errors/disk.ts";
import { exchangeErrors } from "../../db/schema/errors/exchange.ts";
import { inputErrors } from "../../db/schema/errors/input.ts";
import { programErrors } from "../../db/schema/errors/program.ts";
import { spreadsheetErrors } from "../../db/schema/errors/spreadsheet.ts";

const groups = [diskErrors, inputErrors, spreadsheetErrors, exchangeErrors, programErrors];

test("错误编号各不相同，名字也不在两处出现", () => {
  const names = groups.flatMap((group) => Object.keys(group));
  expect(new Set(names).size).toBe(names.length);
  const numbers = Object.values(errorCatalogue).map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("中英文的说明用同样的参数", () => {
  const parameters = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  for (const [name, { zh, en }] of Object.entries(errorCatalogue)) {
    expect(parameters(en), name).toEqual(parameters(zh));
  }
});

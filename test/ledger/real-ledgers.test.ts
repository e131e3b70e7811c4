/** Runs on the stations' ledgers when they lie beside the project; they are no part of the repository. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { kinds, type ListedKind } from "../../db/schema/kinds.ts";
import { planLedger, type SheetPlan } from "../../db/ledger/plan.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";

const data = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const present = existsSync(`${data}ledgers/expected.json`);

const expectedSchema = z.record(z.string(), z.record(z.string(), z.union([z.number(), z.string()])));

async function planned(path: string, kind?: ListedKind): Promise<SheetPlan> {
  const plan = await planLedger(await readLedgerFile(data + path), { kind });
  const [sheet] = plan.sheets;
  if (sheet === undefined || plan.sheets.length > 1) throw new Error(`${path}: ${plan.sheets.length} sheets`);
  for (const { fields } of sheet.rows) kinds[sheet.kind].fields.parse(fields);
  return sheet;
}

const count = ({ rows }: SheetPlan, field: string, value: string): number =>
  rows.filter(({ fields }) => fields[field] === value).length;
const sum = ({ rows }: SheetPlan, ...fields: readonly string[]): number =>
  rows.reduce((all, row) => all + fields.reduce((part, field) => part + Number(row.fields[field] ?? 0), 0), 0);
const events = ({ rows }: SheetPlan, wanted: Readonly<Record<string, string>>): number =>
  rows.filter((row) =>
    row.events.some(
      (event) =>
        Object.entries(event).filter(([key, value]) => wanted[key] === value).length === Object.keys(wanted).length,
    ),
  ).length;

if (!present) console.error(`跳过真实台账的测试：没有找到 ${data}ledgers`);

describe.skipIf(!present)("真实台账与公布的数字一致", () => {
  const expected = present
    ? expectedSchema.parse(JSON.parse(readFileSync(`${data}ledgers/expected.json`, "utf8")))
    : {};

  test("武宣热线", async () => {
    const file = "热线台账-武宣2023.xlsx";
    const sheet = await planned(`ledgers/${file}`);
    const satisfied = events(sheet, { type: "callback", grade: "satisfied" });
    expect({
      kind: sheet.kind,
      year: sheet.year,
      records: sheet.rows.length,
      enterprise: count(sheet, "line", "enterprise"),
      masses: count(sheet, "line", "resident"),
      immediate: count(sheet, "handling", "immediate"),
      satisfactionRate: satisfied / events(sheet, { type: "callback" }),
    }).toEqual(expected[file]);
    expect(sheet.headerRows).toEqual([3]);
    expect(sheet.problems).toEqual([]);
    expect(events(sheet, { type: "closed" })).toBe(152);
    expect(sheet.rows.every(({ fields }) => /^1\d{10}$/.test(String(fields["phone"])))).toBe(true);
    expect(sheet.rows.filter(({ fields }) => fields["enterprise"] !== null).length).toBe(85);
    expect(sheet.skipped).toEqual([
      { row: 156, reason: "total", text: "合计 | 共152件" },
      { row: 157, toRow: 456, reason: "empty", text: "" },
    ]);
  });

  test("荣昌协商活动", async () => {
    const file = "协商活动台账-荣昌2023.xlsx";
    const sheet = await planned(`ledgers/${file}`);
    expect({
      kind: sheet.kind,
      year: sheet.year,
      records: sheet.rows.length,
      attendances: sum(sheet, "memberCount", "residentCount", "departmentCount"),
      problemsSolved: sum(sheet, "statedProblemsSolved"),
    }).toEqual(expected[file]);
    expect(sheet.problems).toEqual([]);
    expect(sheet.skipped).toEqual([]);
  });

  test("南川社情民意", async () => {
    const file = "社情民意台账-南川2024-GB18030.csv";
    const sheet = await planned(`ledgers/${file}`);
    expect({
      kind: sheet.kind,
      year: sheet.year,
      records: sheet.rows.length,
      compiled: events(sheet, { type: "submitted" }),
      national: events(sheet, { type: "passedOn", passedTo: "nationalCommittee" }),
      city: events(sheet, { type: "passedOn", passedTo: "cityDepartment" }),
      leader: events(sheet, { type: "instructed", level: "city" }),
    }).toEqual(expected[file]);
    expect(sheet.problems).toEqual([]);
  });

  test("群众留言及答复：120 条，条条有答复，可作热线也可作社情民意", async () => {
    for (const kind of ["hotline", "opinion"] as const) {
      const sheet = await planned("messages/群众留言及答复.xlsx", kind);
      expect(sheet.rows.length).toBe(120);
      const replies = sheet.rows.flatMap((row) => row.events.filter(({ type }) => type === "replied"));
      expect(replies.filter(({ at, text }) => at !== null && text !== null).length).toBe(120);
      expect(sheet.problems.every(({ severity }) => severity === "warning")).toBe(true);
    }
  });

  test("三级分类不是台账", async () => {
    await expect(planned("messages/三级分类.xlsx")).rejects.toMatchObject({ code: "ledgerNoHeader" });
  });

  test("每一行的指纹都不同，再读一次还是一样", async () => {
    for (const file of Object.keys(expected)) {
      const [first, second] = [await planned(`ledgers/${file}`), await planned(`ledgers/${file}`)];
      const keys = first.rows.map(({ importKey }) => importKey);
      expect(new Set(keys).size).toBe(keys.length);
      expect(second.rows.map(({ importKey }) => importKey)).toEqual(keys);
    }
  });
});

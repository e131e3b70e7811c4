import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import type { Input } from "../../db/api/operations.ts";
import type { Service } from "../../db/service.ts";
import { aCall, makeFolder, makeStation } from "../helpers/folder.ts";

const columns = ["number", "caller", "phone", "demandType", "urgent", "content", "state", "unit", "calledAt"];
const header = ["编号", "诉求人", "联系电话", "诉求类型", "紧急", "诉求内容", "状态", "承办单位", "来电时间"];
const formula = `=HYPERLINK("http://坏网址","点我")`;

async function stationWithTwo(): Promise<Service> {
  const station = await makeStation();
  const save = (fields: object) => station.call("record.save", { kind: "hotline", fields: { ...aCall, ...fields } });
  await save({
    caller: "＝cmd|' /C calc'!A0",
    phone: "07720123456",
    content: formula,
    demandType: "help",
    urgent: true,
  });
  const { record } = await save({ caller: "曾德明", content: "路灯,“坏”了\n两处", calledAt: "2026-03-19" });
  await station.call("event.add", {
    recordId: record.id,
    fields: { type: "assigned", at: "2026-03-20", unit: "县住建局" },
  });
  return station;
}

const query: Input<"list.export">["query"] = {
  kind: "hotline",
  order: [{ field: "calledAt", descending: false }],
};

describe("导出列表", () => {
  test("CSV：带 BOM，按选的列和次序，代码变成中文，公式前有撇号", async () => {
    const station = await stationWithTwo();
    const file = join(makeFolder(), "热线.csv");
    expect(await station.call("list.export", { query, columns, file })).toEqual({ file, rows: 2 });
    const text = readFileSync(file, "utf8");
    expect(text.startsWith("\uFEFF编号,")).toBe(true);
    const rows = parse(text, { bom: true });
    expect(rows[0]).toEqual(header);
    expect(rows[1]).toEqual([
      "2026-0001",
      "'＝cmd|' /C calc'!A0",
      "07720123456",
      "求助",
      "是",
      `'${formula}`,
      "已受理",
      "",
      "2026-03-18 09:10",
    ]);
    expect(rows[2]?.slice(5, 8)).toEqual(["路灯,“坏”了\n两处", "已交办", "县住建局"]);
  });

  test("xlsx：电话和等号开头的都是文本，表头固定，只导出筛选出来的", async () => {
    const station = await stationWithTwo();
    const folder = makeFolder();
    const file = join(folder, "热线.xlsx");
    await station.call("list.export", { query, columns, file });
    const book = await readXlsx(readFileSync(file));
    expect(book.sheets[0]?.rows[0]).toEqual(header);
    expect(book.sheets[0]?.rows[1]?.slice(1, 6)).toEqual(["＝cmd|' /C calc'!A0", "07720123456", "求助", "是", formula]);
    const one = join(folder, "交办的.xlsx");
    const where = [{ field: "state", is: "any" as const, values: ["assigned"] }];
    expect((await station.call("list.export", { query: { ...query, where }, columns, file: one })).rows).toBe(1);
    await expect(station.call("list.export", { query, columns, file: one })).rejects.toMatchObject({
      code: "fileExists",
    });
  });

  const hasOffice = spawnSync("soffice", ["--version"]).status === 0;
  test.skipIf(!hasOffice)("用 LibreOffice 打开：没有公式被算，电话的零还在", { timeout: 60_000 }, async () => {
    const station = await stationWithTwo();
    const folder = makeFolder();
    await station.call("list.export", { query, columns, file: join(folder, "热线.xlsx") });
    const profile = `-env:UserInstallation=file://${encodeURI(join(folder, "profile"))}`;
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76";
    execFileSync(
      "soffice",
      [profile, "--headless", "--convert-to", filter, "--outdir", folder, join(folder, "热线.xlsx")],
      {
        stdio: "ignore",
      },
    );
    const rows = parse(readFileSync(join(folder, "热线.csv"), "utf8"), { bom: true });
    expect(rows[1]?.slice(1, 6)).toEqual(["＝cmd|' /C calc'!A0", "07720123456", "求助", "是", formula]);
  });

  test("取消之后不留半个文件", async () => {
    const station = await makeStation();
    for (let index = 0; index < 3; index += 1) await station.call("record.save", { kind: "hotline", fields: aCall });
    const folder = makeFolder();
    const abort = new AbortController();
    const file = join(folder, "热线.csv");
    const work = station.call(
      "list.export",
      { query, columns, file },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(work).rejects.toMatchObject({ code: "cancelled" });
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});

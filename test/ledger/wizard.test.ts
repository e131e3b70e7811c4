/** The import wizard's operations on a station's PC: look, correct, import, stop, undo. */
import { writeFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Input, LedgerRow } from "../../db/api/operations.ts";
import type { Task } from "../../db/tasks/task.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { World, quietTask, type Pc } from "../helpers/exchange.ts";
import { csvText, gb18030, hotlineHeader, xlsx, type Grid } from "./fixtures.ts";

const call = (day: string, content: string, more: Partial<Record<string, string>> = {}): string[] =>
  hotlineHeader.map((header) => {
    const own = { 来电时间: day, 热线类别: "群众热线", 来电人: "韦志华", 反映事项: content, 办理方式: "即时办理" };
    return more[header] ?? (own as Record<string, string>)[header] ?? "";
  });

interface Desk {
  readonly pc: Pc;
  readonly file: (name: string, rows: Grid) => Promise<string>;
}

async function desk(): Promise<Desk> {
  const world = World.make();
  const pc = await world.pc();
  return {
    pc,
    file: async (name, rows) => {
      const path = join(world.stick, name);
      await writeFile(path, name.endsWith(".csv") ? gb18030(csvText(rows)) : await xlsx({ name: "台账", rows }));
      return path;
    },
  };
}

const rowsOf = async (
  pc: Pc,
  input: Omit<Input<"ledger.rows">, "offset" | "limit" | "sheet">,
): Promise<readonly LedgerRow[]> =>
  (await pc.call("ledger.rows", { ...input, sheet: "台账", offset: 0, limit: 500 })).rows;

const total = async (pc: Pc, kind: Input<"record.list">["kind"]): Promise<number> =>
  (await pc.call("record.list", { kind })).total;

describe("预览里改错", () => {
  test("改一格就重新核对这一行；不改的行照旧；改过的值导入，指纹仍按原表", async () => {
    const { pc, file } = await desk();
    const path = await file("热线台账2023.xlsx", [
      hotlineHeader,
      call("2023-02-30", "路灯不亮"),
      call("2023-03-01", "水管漏水"),
    ]);
    const before = await rowsOf(pc, { file: path });
    expect(before.map(({ state }) => state)).toEqual(["error", "new"]);
    expect(before[0]?.problems).toEqual([
      {
        column: 1,
        severity: "error",
        remark: { code: "noSuchDay", params: { year: 2023, month: 2, day: 30 }, isKept: false },
      },
    ]);
    const edits = { 台账: { "2": { cells: { "1": "2023年2月28日" } } } };
    const after = await rowsOf(pc, { file: path, edits });
    expect(after.map(({ state, edited, problems }) => [state, edited, problems.length])).toEqual([
      ["new", [1], 0],
      ["new", [], 0],
    ]);
    expect((await pc.call("ledger.import", { file: path, edits })).imported).toBe(2);
    const { records } = await pc.call("record.list", { kind: "hotline", sort: "date" });
    expect(records.map(({ date }) => date).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      "2023-02-28",
      "2023-03-01",
    ]);
    // The same file again, uncorrected: its row is the record that came from it.
    const again = await pc.call("ledger.preview", { file: path, edits });
    expect(again.states).toMatchObject({ known: 2, new: 0 });
  });

  test("只看有问题的行；F8 按阅读顺序走到下一处、上一处，到头就说没有了", async () => {
    const { pc, file } = await desk();
    const path = await file("热线台账2023.xlsx", [
      hotlineHeader,
      call("2023-03-01", "甲"),
      call("2023-02-30", "乙"),
      call("2023-03-02", "丙"),
      call("2023-13-01", "丁", { 满意度: "说不清" }),
    ]);
    const problems = await rowsOf(pc, { file: path, only: "problems" });
    expect(problems.map(({ row }) => row)).toEqual([3, 5]);
    const input = { file: path, sheet: "台账", only: "all" as const };
    const walk = async (direction: "next" | "previous", from: { index: number; column: number }) => {
      const found: (readonly [number, number | null])[] = [];
      for (let at = from; ;) {
        const next = await pc.call("ledger.find", { ...input, ...at, direction });
        if (next === null) return found;
        found.push([next.index, next.column]);
        at = { index: next.index, column: next.column ?? -1 };
      }
    };
    const forward = await walk("next", { index: 0, column: 0 });
    expect(forward).toEqual([
      [1, 1],
      [3, 1],
      [3, 10],
    ]);
    expect(await walk("previous", { index: 3, column: 11 })).toEqual(forward.toReversed());
  });

  test("要改正的行另存出来，在表格里改好再导入，一条不少", async () => {
    const { pc, file } = await desk();
    const path = await file("热线台账2023.xlsx", [
      hotlineHeader,
      call("2023-02-30", "路灯不亮", { 联系电话: "013988192468", 备注: "=1+1" }),
      call("2023-03-01", "水管漏水"),
    ]);
    expect((await pc.call("ledger.import", { file: path })).imported).toBe(1);
    const to = `${path}-改.xlsx`;
    expect(await pc.call("ledger.errors", { file: path, to })).toEqual({ file: to, rows: 1 });
    const { sheets } = await readLedgerFile(to);
    expect(sheets[0]?.rows[2]?.[0]).toContain("2月没有30日");
    const preview = await pc.call("ledger.preview", { file: to });
    expect(preview).toMatchObject({ kind: "hotline", states: { error: 1 }, warnings: 0 });
    const sheet = preview.sheets[0]?.sheet ?? "";
    const column = preview.sheets[0]?.columns.find(({ target }) => target === "calledAt")?.index ?? -1;
    const edits = { [sheet]: { "3": { cells: { [String(column)]: "2023-02-28" } } } };
    expect((await pc.call("ledger.import", { file: to, edits })).imported).toBe(1);
    const { records } = await pc.call("record.list", { kind: "hotline", search: "路灯" });
    expect(records[0]?.fields).toMatchObject({ phone: "013988192468", note: "=1+1" });
    await expect(pc.call("ledger.errors", { file: to, edits, to: `${to}2` })).rejects.toMatchObject({
      code: "ledgerNoErrors",
    });
  });

  test("文件改过就重新读，没改过只读一次", async () => {
    const { pc, file } = await desk();
    const path = await file("热线台账2023.csv", [hotlineHeader, call("2023-03-01", "甲")]);
    expect((await pc.call("ledger.open", { file: path })).encoding).toBe("GB18030");
    await file("热线台账2023.csv", [hotlineHeader, call("2023-03-01", "甲"), call("2023-03-02", "乙")]);
    await utimes(path, new Date(), new Date(Date.now() + 5_000));
    expect((await pc.call("ledger.preview", { file: path })).actions.add).toBe(2);
  });
});

describe("工作表和表头", () => {
  test("表头认错了可以指定：哪几行是表头、从哪一行起是记录；列的对应随之重来", async () => {
    const { pc, file } = await desk();
    const path = await file("热线登记.xlsx", [
      ["甲", "乙", "丙"],
      ["时间", "谁", "什么事"],
      ["（例）2023-01-01", "某某", "某事"],
      ["2023-03-01", "韦志华", "路灯不亮"],
    ]);
    const opened = await pc.call("ledger.open", { file: path });
    expect(opened.sheets[0]?.found).toBeNull();
    const layouts = {
      台账: { header: { first: 2, last: 2 }, dataFrom: 4, mapping: { "1": "caller", "2": "content" } },
    };
    const preview = await pc.call("ledger.preview", { file: path, kind: "hotline", layouts });
    expect(preview.sheets[0]).toMatchObject({ headerRows: [2], dataFrom: 4, missing: [], rows: 1 });
    const unmapped = await pc.call("ledger.preview", {
      file: path,
      kind: "hotline",
      layouts: { 台账: { header: { first: 2, last: 2 } } },
    });
    expect(unmapped.sheets[0]?.missing).toContain("content");
    expect((await pc.call("ledger.import", { file: path, kind: "hotline", layouts })).imported).toBe(1);
  });

  test("同一种表头有同样的记号，列序不同就不是", async () => {
    const { pc, file } = await desk();
    const layoutOf = async (name: string, header: readonly string[]) => {
      const rows = [[...header], call("2023-03-01", "甲")];
      return (await pc.call("ledger.preview", { file: await file(name, rows), kind: "hotline" })).sheets[0]?.layout;
    };
    const first = await layoutOf("热线1.xlsx", hotlineHeader);
    expect(await layoutOf("热线2.xlsx", hotlineHeader)).toBe(first);
    expect(await layoutOf("热线3.xlsx", hotlineHeader.toReversed())).not.toBe(first);
  });
});

describe("导入", () => {
  /** A clerk who presses 停止 once this many progress reports have come. */
  function stopAfter(reports: number): { task: Task; seen: () => number } {
    let seen = 0;
    const task: Task = {
      progress: ({ step }) => {
        if (step.zh === "写入记录") seen += 1;
      },
      throwIfCancelled: () => {
        if (seen >= reports) throw Object.assign(new Error("cancelled"), { code: "cancelled" });
      },
    };
    return { task, seen: () => seen };
  }

  test("中途停止，一条不留：没有记录、没有批次、日志也没有；再来一次照常", async () => {
    const { pc, file } = await desk();
    const rows = Array.from({ length: 700 }, (_, index) => call("2023-03-01", `第${index}件`));
    const path = await file("热线台账2023.xlsx", [hotlineHeader, ...rows]);
    const entries = (): number => pc.db.value<number>(`SELECT count(*) FROM "journal"`) ?? 0;
    const before = entries();
    const { task, seen } = stopAfter(2);
    await expect(pc.call("ledger.import", { file: path }, task)).rejects.toThrow();
    expect(seen()).toBe(2);
    expect(await total(pc, "hotline")).toBe(0);
    expect(entries()).toBe(before);
    expect(await pc.call("ledger.batches", {})).toEqual([]);
    expect((await pc.call("ledger.import", { file: path }, quietTask)).imported).toBe(700);
    expect((await pc.call("check.run", {})).ok).toBe(true);
  });

  test("日期、标题相同的记录只提醒，由办事员决定；不要的行可以逐行去掉", async () => {
    const { pc, file } = await desk();
    await pc.call("record.save", {
      kind: "hotline",
      fields: { line: "resident", calledAt: "2023-03-01T09:00", content: "路灯不亮" },
    });
    const path = await file("热线台账2023.xlsx", [
      hotlineHeader,
      call("2023-03-01", "路灯不亮"),
      call("2023-03-02", "水管漏水"),
      call("2023-03-03", "垃圾清运"),
    ]);
    expect((await rowsOf(pc, { file: path })).map(({ state, action }) => [state, action])).toEqual([
      ["likely", "add"],
      ["new", "add"],
      ["new", "add"],
    ]);
    const edits = { 台账: { "4": { action: "skip" as const } } };
    const result = await pc.call("ledger.import", { file: path, edits, onLikely: "skip" });
    expect(result).toMatchObject({ imported: 1, leftOut: 2 });
  });

  test("名册里没有的委员、村可以一起新增；活动就记到这些委员名下；撤销时一起撤", async () => {
    const { pc, file } = await desk();
    await pc.call("record.save", { kind: "member", fields: { name: "郭新", active: true } });
    const path = await file("协商活动台账2023.xlsx", [
      ["序号", "活动时间", "协商议题", "地点", "参加委员"],
      ["1", "2023-03-07", "路灯", "高峰村", "郭新、罗霞"],
      ["2", "2023-03-08", "水渠", "高峰村", "罗霞、钱敏"],
    ]);
    const { unregistered } = await pc.call("ledger.preview", { file: path });
    expect(unregistered).toEqual({
      members: [
        { name: "罗霞", rows: 2 },
        { name: "钱敏", rows: 1 },
      ],
      villages: [{ name: "高峰村", rows: 2 }],
    });
    const result = await pc.call("ledger.import", {
      file: path,
      register: { members: ["罗霞"], villages: ["高峰村"] },
    });
    expect(result).toMatchObject({ imported: 2, registered: 2 });
    const { records } = await pc.call("record.list", { kind: "session", sort: "date" });
    const counts = records.map(({ fields }) => [
      (fields["memberIds"] as readonly string[]).length,
      fields["memberCount"],
    ]);
    expect(counts.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect([await total(pc, "member"), await total(pc, "village")]).toEqual([2, 1]);
    const undone = await pc.call("ledger.undo", { batch: result.batch ?? "" });
    expect(undone.kept).toEqual([]);
    expect([await total(pc, "session"), await total(pc, "member"), await total(pc, "village")]).toEqual([0, 1, 0]);
  });
});

describe("委员名册", () => {
  const header = ["序号", "姓名", "身份", "界别", "届次", "工作单位", "职务", "联系电话", "名誉村主任"];

  test("多个身份、单位和职务分列、电话按原样；名册按标题认出来", async () => {
    const { pc, file } = await desk();
    const path = await file("委员名册.xlsx", [
      ["桐岭镇政协委员名册"],
      header,
      [
        "1",
        "韦 志华",
        "市政协委员、区人大代表",
        "农业和农村界",
        "十五届",
        "石桥合作社",
        "理事长",
        "013988192468",
        "石桥村",
      ],
      ["2", "覃丽", "市、区政协委员", "经济界", "十五届", "桐岭镇政府", "", "", ""],
      ["3", "李四", "社会贤达", "", "", "", "", "", ""],
    ]);
    const preview = await pc.call("ledger.preview", { file: path });
    expect(preview).toMatchObject({ kind: "member", actions: { add: 3 }, warnings: 1 });
    const result = await pc.call("ledger.import", { file: path });
    expect(result).toMatchObject({ kind: "member", imported: 3 });
    const { records } = await pc.call("record.list", { kind: "member", sort: "name" });
    const byName = new Map(records.map(({ title, fields }) => [title, fields]));
    expect(byName.get("韦志华")).toMatchObject({
      roles: ["cppccCity", "npcCounty"],
      sector: "农业和农村界",
      term: "十五届",
      employer: "石桥合作社 理事长",
      phone: "013988192468",
      honoraryVillage: "石桥村",
      active: true,
    });
    expect(byName.get("覃丽")?.["roles"]).toEqual(["cppccCity", "cppccCounty"]);
    expect(byName.get("李四")?.["note"]).toContain("身份：社会贤达");
  });

  test("已在名册的更新，空格子不动；同名不同人并排给办事员看；重复的行只进一次；撤销全部还原", async () => {
    const { pc, file } = await desk();
    const add = async (fields: Readonly<Record<string, string | boolean>>): Promise<string> =>
      (await pc.call("record.save", { kind: "member", fields: { active: true, ...fields } })).record.id;
    const wei = await add({ name: "韦志华", phone: "13900000001", employer: "旧单位", note: "老委员" });
    await add({ name: "覃丽", phone: "13900000002", employer: "镇中心校" });
    const path = await file("委员名册.xlsx", [
      header,
      ["1", "韦志华", "", "经济界", "", "新单位", "", "13900000001", ""],
      ["2", "覃丽", "", "", "", "县医院", "", "13900000009", ""],
      ["3", "陆远", "", "", "", "供销社", "", "", ""],
      ["4", "陆远", "", "", "", "供销社", "", "", ""],
    ]);
    const rows = await rowsOf(pc, { file: path });
    expect(rows.map(({ state, action }) => [state, action])).toEqual([
      ["same", "update"],
      ["namesake", "add"],
      ["new", "add"],
      ["repeated", "skip"],
    ]);
    expect(rows[1]?.candidates.map(({ fields }) => fields["employer"])).toEqual(["镇中心校"]);
    const result = await pc.call("ledger.import", { file: path });
    expect(result).toMatchObject({ imported: 2, updated: 1, leftOut: 1 });
    const fieldsOf = async (id: string) => (await pc.call("record.get", { id })).record;
    expect(await fieldsOf(wei)).toMatchObject({ employer: "新单位", sector: "经济界", note: "老委员", active: true });
    expect((await pc.call("ledger.preview", { file: path })).states).toMatchObject({ known: 3, repeated: 1 });
    await pc.call("ledger.undo", { batch: result.batch ?? "" });
    expect(await fieldsOf(wei)).toMatchObject({ employer: "旧单位", sector: null, note: "老委员" });
    expect(await total(pc, "member")).toBe(2);
  });

  test("同名的指定为同一人，就更新那一位", async () => {
    const { pc, file } = await desk();
    const saved = await pc.call("record.save", {
      kind: "member",
      fields: { name: "覃丽", phone: "1", employer: "甲", active: true },
    });
    const path = await file("委员名册.xlsx", [header, ["1", "覃丽", "", "", "", "乙", "", "2", ""]]);
    const edits = { 台账: { "2": { action: "update" as const, target: saved.record.id } } };
    expect(await pc.call("ledger.import", { file: path, edits })).toMatchObject({ imported: 0, updated: 1 });
    expect((await pc.call("record.get", { id: saved.record.id })).record).toMatchObject({ phone: "2", employer: "乙" });
  });
});

test("分类表：三列并成“一级/二级/三级”，合并格向下补齐；不是分类表就明说", async () => {
  const { pc, file } = await desk();
  const path = await file("分类.xlsx", [
    ["一级分类", "二级分类", "三级分类"],
    ["城乡建设", "安全生产", "事故处理"],
    ["", "", "安全隐患"],
    ["", "城市管理", "城管执法"],
    ["城乡建设", "安全生产", "事故处理"],
  ]);
  expect(await pc.call("ledger.categories", { file: path })).toEqual({
    categories: ["城乡建设/安全生产/事故处理", "城乡建设/安全生产/安全隐患", "城乡建设/城市管理/城管执法"],
  });
  expect((await pc.call("ledger.open", { file: path })).categories).toBe(3);
  const other = await file("热线台账2023.xlsx", [hotlineHeader, call("2023-03-01", "甲")]);
  await expect(pc.call("ledger.categories", { file: other })).rejects.toMatchObject({ code: "ledgerNoCategories" });
});

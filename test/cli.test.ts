import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeLedgerXlsx } from "../db/spreadsheet/ledger-xlsx.ts";
import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { runCli } from "../scripts/cli/run.ts";
import { answer, record, send, World } from "./helpers/exchange.ts";
import { makeFolder } from "./helpers/folder.ts";
import { sampleLedger } from "./helpers/sample-ledger.ts";

const script = join(import.meta.dirname, "..", "scripts", "cli.ts");

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, which is quicker than starting the program each time. */
async function cli(args: readonly string[], stdin = ""): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  const code = await runCli([...args, "--json"], {
    folder: process.cwd(),
    out: (text) => void (written.stdout += text),
    error: (text) => void (written.stderr += text),
    input: () => Promise.resolve(stdin),
  });
  return { code, ...written };
}

/** Starts the real program, as district IT would. */
function start(args: readonly string[], stdin = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args, "--json"], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

async function run<S extends z.ZodType>(schema: S, args: readonly string[], stdin?: string): Promise<z.output<S>> {
  const { code, stdout, stderr } = await cli(args, stdin);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return schema.parse(JSON.parse(stdout));
}

const anything = z.unknown();
const results = z.object({
  results: z.array(z.object({ outcome: z.string(), entries: z.number(), code: z.number().nullable() })),
});

describe("命令行", () => {
  test("从登记到回执走一遍：导入台账、导出、区县确认并导入、名册和回执回到联络站、两边年度数字一致", async () => {
    const folder = makeFolder();
    const [station, district, out] = [join(folder, "联络站"), join(folder, "区县"), join(folder, "U盘")];
    await run(anything, ["district", "init", district, "--name", "武宣县政协"]);
    await run(anything, ["station", "init", station, "--name", "桐岭镇联络站"]);
    const invitation = join(folder, "邀请.json");
    await run(anything, ["district", "invite", district, "--station", "桐岭镇联络站", "--out", invitation]);
    const joined = await run(z.object({ checkCode: z.string() }), ["station", "join", station, invitation]);

    const ledger = join(folder, "热线台账2023.xlsx");
    await writeFile(ledger, await writeLedgerXlsx(sampleLedger));
    const dry = await run(z.object({ batch: z.null(), imported: z.number(), skipped: z.number() }), [
      "ledger",
      "import",
      station,
      ledger,
      "--dry-run",
    ]);
    expect(dry.imported).toBe(2);
    const imported = await run(z.object({ batch: z.string(), kind: z.string(), imported: z.number() }), [
      "ledger",
      "import",
      station,
      ledger,
    ]);
    expect(imported).toMatchObject({ kind: "hotline", imported: 2 });
    const added = await run(
      z.object({ record: z.object({ id: z.string() }) }),
      ["record", "add", station, "--kind", "opinion"],
      JSON.stringify({ title: "关于路灯的建议", collectedOn: "2023-05-01" }),
    );
    const shown = await run(z.object({ title: z.string() }), ["record", "show", station, added.record.id]);
    expect(shown.title).toBe("关于路灯的建议");

    const joinFile = await run(z.object({ files: z.array(z.string()), isJoinFile: z.literal(true) }), [
      "bundle",
      "export",
      station,
      "--out",
      out,
    ]);
    const asked = await run(results, ["bundle", "import", district, joinFile.files[0] ?? ""]);
    expect(asked.results[0]).toMatchObject({ outcome: "held", code: 4010, entries: 0 });
    const stations = await run(
      z.object({ stations: z.array(z.object({ replicas: z.array(z.object({ replica: z.string() })) })) }),
      ["district", "stations", district],
    );
    const waiting = stations.stations[0]?.replicas[0]?.replica ?? "";
    const confirmed = await run(z.object({ answer: z.string() }), [
      "district",
      "stations",
      district,
      "--confirm",
      waiting,
      "--code",
      joined.checkCode,
    ]);
    await run(anything, ["station", "answer", station, confirmed.answer]);
    const exported = await run(z.object({ files: z.array(z.string()), entries: z.number() }), [
      "bundle",
      "export",
      station,
      "--out",
      out,
    ]);
    const [bundle = ""] = exported.files;
    expect((await run(results, ["bundle", "import", district, bundle])).results[0]?.outcome).toBe("imported");
    expect((await run(results, ["bundle", "import", district, bundle])).results[0]?.outcome).toBe("duplicate");

    await run(anything, ["district", "roster", district, "--out", join(out, "roster.json")]);
    await run(anything, ["station", "roster", station, join(out, "roster.json")]);
    await run(anything, ["receipt", "export", district, "--station", "桐岭镇联络站", "--out", out]);
    const receipt = readdirSync(out).find((name) => name.endsWith(".lxr")) ?? "";
    await run(anything, ["receipt", "import", station, join(out, receipt)]);
    const list = await run(z.object({ total: z.number(), records: z.array(z.object({ delivery: z.string() })) }), [
      "record",
      "list",
      station,
      "--kind",
      "hotline",
      "--search",
      "韦志华",
    ]);
    expect(list).toMatchObject({ total: 1, records: [{ delivery: "imported" }] });

    const figures = z.looseObject({
      hotline: z.object({ calls: z.number(), enterprise: z.number(), immediate: z.number() }),
      opinion: z.object({ collected: z.number() }),
    });
    const atStation = await run(figures, ["report", "year", station, "--year", "2023"]);
    const atDistrict = await run(figures, ["report", "year", district, "--year", "2023"]);
    expect(atStation).toMatchObject({ hotline: { calls: 2, enterprise: 1, immediate: 1 }, opinion: { collected: 1 } });
    expect([atDistrict.hotline, atDistrict.opinion]).toEqual([atStation.hotline, atStation.opinion]);

    for (const dir of [station, district])
      expect(await run(z.object({ ok: z.boolean() }), ["check", dir])).toMatchObject({ ok: true });
    await run(anything, ["backup", station, "--out", join(out, "备份.db")]);
    expect(existsSync(join(out, "备份.db"))).toBe(true);
    const undone = await run(z.object({ removed: z.number() }), ["ledger", "undo", station, imported.batch]);
    expect(undone.removed).toBe(2);
  }, 120_000);

  test("两边都改过的内容：列出来，按哪一方或第几个值决定，再列就没有了；决定不了的说原因", async () => {
    const world = World.make();
    const name = "桐岭镇联络站";
    const district = await world.district();
    const station = await world.enrolled(district, name);
    const ids = [await record(station, "石桥村停水"), await record(station, "石桥村路灯不亮")];
    const exchange = async () => {
      await send(world, station, district);
      await answer(world, district, station, name);
    };
    await exchange();
    for (const id of ids) {
      await station.call("record.save", { kind: "hotline", id, fields: { unit: "自来水公司" } });
      await district.call("record.save", { kind: "hotline", id, fields: { unit: "水利局" } });
    }
    await exchange();
    for (const pc of [station, district]) {
      const { dir } = pc;
      pc.close();
      const listed = z.object({
        total: z.number(),
        open: z.array(z.object({ id: z.string(), values: z.array(z.looseObject({ value: z.string() })) })),
      });
      const list = () => run(listed, ["conflict", "list", dir]);
      const values = [{ value: "水利局", side: "district" }, { value: "自来水公司" }];
      expect(await list()).toMatchObject({ total: 2, open: [{ values }, { values }] });
      const [first = "", second = ""] = ids.map((id) => `${id}.unit`);
      const decideWith = (id: string, use: string) => ["conflict", "decide", dir, id, "--use", use];
      for (const use of ["3", "0", "neither"])
        expect(JSON.parse((await cli(decideWith(first, use))).stderr)).toMatchObject({ code: 2008 });
      expect((await list()).total).toBe(2);
      const decided = z.object({ decided: z.literal(1) });
      await run(decided, decideWith(first, "station"));
      await run(decided, decideWith(second, "1"));
      expect(await list()).toMatchObject({ total: 0, open: [] });
      const shown = z.object({ record: z.looseObject({ unit: z.string() }) });
      expect(await run(shown, ["record", "show", dir, ids[0] ?? ""])).toMatchObject({ record: { unit: "自来水公司" } });
      expect(await run(shown, ["record", "show", dir, ids[1] ?? ""])).toMatchObject({ record: { unit: "水利局" } });
      for (const use of ["2", "station"]) {
        const again = await cli(decideWith(first, use));
        expect(again.code).toBe(1);
        expect(JSON.parse(again.stderr)).toMatchObject({
          message: expect.stringContaining("已经改过或决定过") as string,
        });
      }
    }
  }, 60_000);

  test("出错时退出码不为零，标准错误里是一个 {code, message}", async () => {
    const missing = await start(["record", "list", join(makeFolder(), "没有"), "--kind", "hotline"]);
    expect(missing.code).not.toBe(0);
    expect(missing.stdout).toBe("");
    expect(JSON.parse(missing.stderr)).toMatchObject({
      code: 1006,
      message: expect.stringContaining("没有连心桥的数据") as string,
    });
    const dir = join(makeFolder(), "站");
    expect((await start(["station", "init", dir, "--name", "站"])).code).toBe(0);
    const added = await start(
      ["record", "add", dir, "--kind", "opinion"],
      `{"title":"路灯","collectedOn":"2026-01-02"}`,
    );
    expect(JSON.parse(added.stdout)).toMatchObject({ title: "路灯" });
    const unknown = await cli(["record", "frobnicate"]);
    expect(JSON.parse(unknown.stderr)).toMatchObject({ code: 2008 });
  });
});

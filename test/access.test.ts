/** 谁可以做什么：写在每个操作旁边，只在分派的地方核对一次；该记的记进日志，里面没有内容。 */
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { api, operationNames } from "../db/api/operations.ts";
import { openService } from "../db/service.ts";
import { codeOf } from "./helpers/exchange.ts";
import { aCall, makeFolder, makeStation, open } from "./helpers/folder.ts";

const folder = mkdtempSync(join(tmpdir(), "lxq-access-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "没有", "这个文件");
/** An input that passes its schema, for every operation that asks for an office. */
const inputs: Readonly<Record<string, unknown>> = {
  "bundle.export": { folder: file },
  "bundle.import": { files: [file] },
  "bundle.unsent": {},
  "receipt.export": { station: "桐岭镇联络站", folder: file },
  "receipt.import": { file },
  "return.export": { station: "桐岭镇联络站", folder: file },
  "district.invite": { station: "桐岭镇联络站", file },
  "district.stations": {},
  "district.confirm": { replica: "x", code: "1" },
  "district.cancelInvitation": { invitation: "x" },
  "district.retire": { replica: "x" },
  "district.roster": { file },
  "station.invitation": { file },
  "station.join": { file },
  "station.answer": { code: "1" },
  "station.rename": { name: "桐岭镇联络站" },
  "station.nameSeen": {},
  "station.roster": { file },
  "district.address": {},
  "receiving.status": {},
  "receiving.contacts": {},
  "receiving.set": { isOn: false },
  "receiving.pause": { isPaused: true },
  "upload.run": {},
  "sending.stop": {},
};
const guarded = operationNames.filter((name) => api[name].access.office !== undefined);

describe("只有一种机关能做的操作", () => {
  test("上面列全了", () => {
    expect(guarded.toSorted()).toEqual(Object.keys(inputs).toSorted());
  });

  for (const role of ["station", "district"] as const)
    test(`${role === "station" ? "联络站" : "区县"}做不了对方的操作，自己的不说做不了`, async () => {
      const service = open(makeFolder());
      await service.call("app.setup", { role, name: "武宣县", operator: "李敏" });
      for (const name of guarded) {
        const code = await codeOf(service.callUntyped(name, inputs[name]));
        expect({ name, isRefused: code === "wrongRole" }).toEqual({
          name,
          isRefused: api[name].access.office !== role,
        });
      }
    });
});

test("示例数据：凡是会带走数据、接上区县的都不行", async () => {
  const dir = makeFolder();
  const service = open(join(dir, "数据"), { sampleDir: join(dir, "示例") });
  await service.call("sample.start", {});
  for (const name of operationNames.filter((one) => api[one].access.leavesThisPc === true)) {
    const input =
      name === "keys.export" ? { file, passphrase: "一二三四五六七八九十一二" } : (inputs[name] ?? { id: "x" });
    expect([name, await codeOf(service.callUntyped(name, input))]).toEqual([name, "sampleOnly"]);
  }
});

test("日志：注销、导出、换人各记一行，成没成、谁做的；平常的保存不记，记录的内容不进日志", async () => {
  const lines: string[] = [];
  const service = openService({ dir: makeFolder(), log: (line) => lines.push(line) });
  await service.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  const { operator } = await service.call("app.status", {});
  const fields = { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content: "饮水" };
  const { record } = await service.call("record.save", { kind: "hotline", fields });
  await service.call("record.erase", { id: record.id });
  await codeOf(service.call("bundle.export", { folder: makeFolder() }));
  await service.close();
  expect(lines).toEqual([
    expect.stringMatching(/^app\.setup by .+: done$/),
    `record.erase by ${operator?.id ?? ""}: done`,
    expect.stringMatching(new RegExp(`^bundle\\.export by ${operator?.id ?? ""}: error \\d+$`)),
  ]);
});

describe("保存到哪里", () => {
  const outputs = operationNames.filter((name) => api[name].access.writes !== undefined);

  test("凡是往用户指的文件或文件夹里写的操作都列在这里", () => {
    expect(outputs.toSorted()).toEqual([
      "backup.create",
      "bundle.export",
      "district.invite",
      "district.roster",
      "keys.export",
      "ledger.errors",
      "ledger.export",
      "list.export",
      "paper.exportTemplate",
      "paper.save",
      "paper.saveAll",
      "receipt.export",
      "return.export",
    ]);
  });

  test.skipIf(process.platform === "win32")(
    "密钥、数据库、备份、经由链接绕过去、文件夹：都不写，说清楚，原样不动",
    async () => {
      const base = makeFolder();
      const dir = join(base, "数据");
      const station = await makeStation(dir);
      symlinkSync(dir, join(base, "链接"));
      const before = readFileSync(join(dir, "lianxinqiao.db"));
      for (const path of [
        "数据/lianxinqiao.db",
        "数据/lianxinqiao.db-wal",
        "链接/keys.json",
        "数据/blobs/新文件",
        "数据/KEYS.JSON",
        "数据/keys.json. ",
        "链接/backups/还没有的/新文件",
        "还没有的/../链接/held/也没有/新文件",
        "数据",
      ])
        for (const [name, input] of [
          ["paper.exportTemplate", { kind: "hotline", file: join(base, path) }],
          ["keys.export", { file: join(base, path), passphrase: "一二三四五六七八九十一二" }],
          ["ledger.export", { kind: "hotline", file: join(base, path) }],
        ] as const)
          expect([path, name, await codeOf(station.callUntyped(name, input))]).toEqual([
            path,
            name,
            "fileNotForOutput",
          ]);
      expect(readFileSync(join(dir, "lianxinqiao.db")).equals(before)).toBe(true);
      const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
      const plan = (await station.call("preference.get", {})).backup;
      for (const path of ["数据/held", "链接/blobs/还没有的", "数据/backups"])
        for (const [name, input] of [
          ["paper.saveAll", { ids: [record.id], folder: join(base, path) }],
          ["bundle.export", { folder: join(base, path) }],
          ["preference.set", { values: { backup: { ...plan, second: join(base, path) } } }],
        ] as const)
          expect([path, name, await codeOf(station.callUntyped(name, input))]).toEqual([
            path,
            name,
            "fileNotForOutput",
          ]);
      const template = { kind: "hotline", file: join(dir, "..", "模板.docx") } as const;
      expect(await codeOf(station.call("paper.exportTemplate", template))).toBe("none");
    },
  );
});

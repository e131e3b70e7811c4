import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { setUp } from "../../db/exchange/setup.ts";
import { findIdentity } from "../../db/office/identity.ts";
import { databaseFile, openDatabase } from "../../db/database/open.ts";
import { clearTarget } from "../../db/data-folder/move.ts";
import { currentFolder } from "../../db/data-folder/moved.ts";
import { openService, type Service } from "../../db/service.ts";
import { codeOf } from "../helpers/exchange.ts";
import { aCall, makeFolder, makeStation, open } from "../helpers/folder.ts";

/** Whether this system lets a file be made one that nobody can delete: needs root and a file system that knows it. */
function canFreeze(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "lxq-freeze-"));
  const file = join(folder, "试");
  writeFileSync(file, "");
  try {
    execFileSync("chattr", ["+i", file], { stdio: "ignore" });
    execFileSync("chattr", ["-i", file], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A machine on which everything below `folder` is on a drive of that kind. */
function machineWith(folder: string, kind: "cifs" | "stick"): string {
  const root = makeFolder();
  mkdirSync(join(root, "proc"), { recursive: true });
  mkdirSync(join(root, "sys/class/block"), { recursive: true });
  const device = kind === "cifs" ? "//nas/共享" : "/dev/sdb1";
  const point = folder.replaceAll(" ", String.raw`\040`);
  writeFileSync(
    join(root, "proc/mounts"),
    `/dev/sda1 / ext4 rw 0 0\n${device} ${point} ${kind === "cifs" ? "cifs" : "vfat"} rw 0 0\n`,
  );
  const device1 = join(root, "sys/devices/usb1/1-1/block/sdb/sdb1");
  mkdirSync(device1, { recursive: true });
  symlinkSync(device1, join(root, "sys/class/block/sdb1"));
  mkdirSync(join(root, "sys/block/sdb"), { recursive: true });
  writeFileSync(join(root, "sys/block/sdb/removable"), "1\n");
  return root;
}

const onMachine = async (root: string) => (await import("../../db/data-folder/system.ts")).systemDrives(root);

const refusalOf = async (service: Service, folder: string): Promise<string> =>
  (await service.call("folder.inspect", { folder })).refusal?.name ?? "none";

describe("选择数据文件夹", () => {
  test("网络盘、U盘、不能写、不是文件夹：说明原因；本机文件夹可以", async () => {
    const base = makeFolder();
    const fresh = open(join(base, "默认"));
    expect(await refusalOf(fresh, String.raw`\\nas\共享\联络站`)).toBe("folderNetwork");
    expect(await refusalOf(fresh, "联络站")).toBe("folderInvalid");
    writeFileSync(join(base, "文件"), "");
    expect(await refusalOf(fresh, join(base, "文件"))).toBe("folderInvalid");
    expect(await refusalOf(fresh, "/proc/1/联络站")).toBe("folderReadOnly");
    expect(await refusalOf(fresh, join(base, "新建"))).toBe("none");
    expect(existsSync(join(base, "新建"))).toBe(false);
    const stick = open(join(base, "默认"), { drives: await onMachine(machineWith(base, "stick")) });
    expect(await refusalOf(stick, join(base, "数据"))).toBe("folderRemovable");
    const nas = open(join(base, "默认"), { drives: await onMachine(machineWith(base, "cifs")) });
    const report = await nas.call("folder.inspect", { folder: join(base, "数据") });
    expect(report.refusal).toMatchObject({ code: 1110 });
    expect(report.refusal?.message).toContain("//nas/共享");
    expect(await codeOf(nas.call("app.setup", { role: "station", name: "站", operator: "李", folder: base }))).toBe(
      "folderNetwork",
    );
    expect(readdirSync(base)).toEqual(["文件"]);
  });

  test("文件夹里有别的东西，就在里面新建一个；已有连心桥的数据，就说是谁的、可以打开", async () => {
    const base = makeFolder();
    const busy = join(base, "文档");
    mkdirSync(busy);
    writeFileSync(join(busy, "通知.docx"), "");
    const dir = join(base, "原有数据");
    await (await makeStation(dir)).close();
    const fresh = open(join(base, "默认"));
    expect(await fresh.call("folder.inspect", { folder: busy })).toMatchObject({
      folder: join(busy, "lianxinqiao-data"),
      refusal: null,
      existing: null,
    });
    expect(await fresh.call("folder.inspect", { folder: dir })).toMatchObject({
      folder: dir,
      existing: { name: "桐岭镇联络站", role: "station" },
    });
    expect(await codeOf(fresh.call("app.setup", { role: "station", name: "站", folder: dir }))).toBe("folderTaken");
    expect(await fresh.call("folder.open", { folder: dir })).toMatchObject({ name: "桐岭镇联络站", dir });
  });

  test("网盘同步的文件夹只提醒，不拦", async () => {
    const fresh = open(join(makeFolder(), "默认"));
    const report = await fresh.call("folder.inspect", { folder: join(makeFolder(), "我的坚果云", "数据") });
    expect(report).toMatchObject({ refusal: null, warnings: [{ kind: "cloud", service: "坚果云" }] });
  });

  test("设置到选定的文件夹里，默认的文件夹里什么也没有", async () => {
    const base = makeFolder();
    const chosen = join(base, "我的数据");
    const service = open(join(base, "默认"));
    await service.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏", folder: chosen });
    expect(await service.call("app.status", {})).toMatchObject({ dir: chosen, name: "桐岭镇联络站" });
    expect(existsSync(join(base, "默认"))).toBe(false);
    expect(existsSync(databaseFile(chosen))).toBe(true);
  });

  test("选过的文件夹不见了：说明，而不是从头再来", () => {
    const dir = join(makeFolder(), "不见了");
    expect(() => openService({ dir, mustExist: true })).toThrow(expect.objectContaining({ code: "databaseMissing" }));
  });
});

describe("示例数据", () => {
  test("与正式数据分开；不能加入区县、不能导出；一键结束，什么也不留", async () => {
    const base = makeFolder();
    const dir = join(base, "数据");
    const sampleDir = join(base, "示例");
    const service = open(dir, { sampleDir, clock: () => Date.UTC(2026, 5, 15) });
    expect(await service.call("sample.start", {})).toMatchObject({
      isSample: true,
      name: "示例联络站",
      dir: sampleDir,
    });
    const calls = await service.call("record.list", { kind: "hotline" });
    expect(calls.total).toBeGreaterThan(10);
    expect(calls.records.every(({ date }) => (date ?? "") <= "2026-06-15T23:59")).toBe(true);
    expect(await codeOf(service.call("bundle.export", { folder: base }))).toBe("sampleOnly");
    expect(await codeOf(service.call("station.join", { file: base }))).toBe("sampleOnly");
    expect((await service.call("check.run", {})).ok).toBe(true);
    expect(existsSync(dir)).toBe(false);
    expect(await service.call("sample.end", {})).toMatchObject({ isSample: false, role: null, dir });
    expect(existsSync(sampleDir)).toBe(false);
    await service.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    expect(await codeOf(service.call("sample.start", {}))).toBe("sampleNotNow");
  });

  test("试用中关机：下次打开还是正式数据的开头，可以继续试用", async () => {
    const base = makeFolder();
    const options = { sampleDir: join(base, "示例") };
    const first = open(join(base, "数据"), options);
    await first.call("sample.start", {});
    await first.call("record.save", { kind: "hotline", fields: { ...aCall, content: "试着记的" } });
    await first.close();
    const second = open(join(base, "数据"), options);
    expect(await second.call("app.status", {})).toMatchObject({ role: null, isSample: false });
    expect((await second.call("folder.status", {})).sample).toEqual({ canStart: true, exists: true });
    await second.call("sample.start", {});
    expect((await second.call("record.list", { kind: "hotline", search: "试着记的" })).total).toBe(1);
  });
});

describe("数据搬到另一个文件夹", () => {
  async function withPhoto(dir: string): Promise<Service> {
    const station = await makeStation(dir);
    const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
    const file = join(dir, "..", "照片.txt");
    writeFileSync(file, "照片");
    await station.call("attachment.add", { recordId: record.id, file, role: "photo" });
    await station.call("backup.now", {});
    return station;
  }

  test("记录、附件、备份、密钥都过去；旧的留到确认；旧路径打开的是新数据", async () => {
    const base = makeFolder();
    const from = join(base, "旧");
    const to = join(base, "新");
    const station = await withPhoto(from);
    const moved = await station.call("folder.move", { folder: to });
    expect(moved).toMatchObject({ dir: to, previous: from });
    await station.call("record.save", { kind: "hotline", fields: { ...aCall, content: "搬家以后" } });
    expect((await station.call("backup.list", { place: "here" })).backups).toHaveLength(1);
    expect((await station.call("check.run", {})).ok).toBe(true);
    const invite = await station.call("record.list", { kind: "hotline" });
    expect(invite.total).toBe(2);
    expect(readFileSync(join(to, "keys.json"), "utf8")).toBe(readFileSync(join(from, "keys.json"), "utf8"));
    await station.close();
    const again = open(from);
    expect(await again.call("app.status", {})).toMatchObject({ dir: to });
    expect((await again.call("record.list", { kind: "hotline" })).total).toBe(2);
    const forgotten = await again.call("folder.forget", {});
    expect(forgotten.previous).toBeNull();
    expect(readdirSync(from)).toEqual(["moved-to.json"]);
    expect((await again.call("record.list", { kind: "hotline" })).total).toBe(2);
  });

  test.skipIf(!canFreeze())(
    "旧文件夹里有一个删不掉的文件：说还剩什么，现在的数据不受影响；放开以后再删一次就干净了",
    async () => {
      const base = makeFolder();
      const from = join(base, "旧");
      const station = await withPhoto(from);
      mkdirSync(join(from, "opened"), { recursive: true });
      const stuck = join(from, "opened", "打开着.docx");
      writeFileSync(stuck, "文");
      await station.call("folder.move", { folder: join(base, "新") });
      execFileSync("chattr", ["+i", stuck]);
      try {
        await expect(station.call("folder.forget", {})).rejects.toMatchObject({
          code: "folderNotForgotten",
          params: { folder: from, detail: "opened" },
        });
        expect(readdirSync(from).toSorted()).toEqual(["moved-to.json", "opened"]);
        expect(await station.call("folder.status", {})).toMatchObject({ previous: from });
      } finally {
        execFileSync("chattr", ["-i", stuck]);
      }
      expect((await station.call("folder.forget", {})).previous).toBeNull();
      expect(readdirSync(from)).toEqual(["moved-to.json"]);
      expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
    },
  );

  test.skipIf(!canFreeze())("搬家没成，新文件夹里又有删不掉的：说没成的原因，不说旧文件夹没删干净", async () => {
    const base = makeFolder();
    const [from, to] = [join(base, "旧"), join(base, "新")];
    const station = await withPhoto(from);
    const stuck = join(to, "blobs", "打开着");
    const abort = new AbortController();
    const onProgress = () => {
      if (existsSync(stuck) || !existsSync(join(to, "blobs"))) return;
      writeFileSync(stuck, "");
      execFileSync("chattr", ["+i", stuck]);
      abort.abort();
    };
    try {
      const moving = station.call("folder.move", { folder: to }, { signal: abort.signal, onProgress });
      expect(await codeOf(moving)).toBe("cancelled");
      expect(currentFolder(from)).toBe(from);
    } finally {
      execFileSync("chattr", ["-i", stuck]);
    }
    expect(await station.call("folder.move", { folder: to })).toMatchObject({ dir: to });
    expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
  });

  test("取消或放不下：数据还在原处，没有记号", async () => {
    const base = makeFolder();
    const from = join(base, "旧");
    const station = await withPhoto(from);
    const abort = new AbortController();
    abort.abort();
    expect(await codeOf(station.call("folder.move", { folder: join(base, "新") }, { signal: abort.signal }))).toBe(
      "cancelled",
    );
    expect(await refusalOf(station, join(from, "里面"))).toBe("folderInvalid");
    expect(currentFolder(from)).toBe(from);
    expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
    expect(await station.call("folder.move", { folder: join(base, "新") })).toMatchObject({ dir: join(base, "新") });
  });

  test("新文件夹的盘不见了：说明，而不是打开旧的一份", async () => {
    const base = makeFolder();
    const station = await withPhoto(join(base, "旧"));
    await station.call("folder.move", { folder: join(base, "新") });
    await station.close();
    rmSync(join(base, "新"), { recursive: true });
    expect(() => openService({ dir: join(base, "旧") })).toThrow(expect.objectContaining({ code: "databaseMissing" }));
  });
});

describe("第一次使用和搬家的边角", () => {
  test("两次初始化同时进行：一次成功，另一次说已经有数据", async () => {
    const base = makeFolder();
    const begin = (service: Service, name: string, folder?: string) =>
      codeOf(
        service.call("app.setup", {
          role: "station",
          name,
          operator: "李",
          ...(folder === undefined ? {} : { folder }),
        }),
      );
    for (const [first, second] of [
      [undefined, undefined],
      [join(base, "甲"), join(base, "乙")],
      [join(base, "丙"), undefined],
    ]) {
      const service = open(join(base, `默认-${first ?? ""}`.replaceAll("/", "_")));
      const results = await Promise.all([begin(service, "一站", first), begin(service, "二站", second)]);
      expect(results.toSorted()).toEqual(["databaseExists", "none"]);
      const done = results[0] === "none" ? "一站" : "二站";
      expect((await service.call("app.status", {})).name).toBe(done);
    }
  });

  test("两个程序先后抢着初始化同一个文件夹：后一个不会盖掉前一个", async () => {
    const dir = join(makeFolder(), "数据");
    const late = openDatabase(dir, { create: true });
    const options = { role: "station", operatorId: null, now: 0 } as const;
    setUp(late, dir, { ...options, name: "一站" });
    expect(() => setUp(late, dir, { ...options, name: "二站" })).toThrow(
      expect.objectContaining({ code: "databaseExists" }),
    );
    expect(findIdentity(late)?.name).toBe("一站");
    late.close();
  });

  test("搬过十几次家：用最早的文件夹还找得到；互相指来指去也不会转不出来", async () => {
    const base = makeFolder();
    for (let hop = 0; hop < 25; hop += 1) {
      mkdirSync(join(base, String(hop)));
      writeFileSync(
        join(base, String(hop), "moved-to.json"),
        JSON.stringify({ to: join(base, String(hop + 1)), at: hop }),
      );
    }
    const last = join(base, "25");
    await (await makeStation(last)).close();
    expect((await open(join(base, "0")).call("app.status", {})).dir).toBe(last);
    writeFileSync(join(base, "25", "moved-to.json"), JSON.stringify({ to: join(base, "0"), at: 1 }));
    expect(currentFolder(join(base, "0"))).toBe(last);
  });

  test("没搬成的留下了日志：再搬一次还是搬到选的文件夹，不是里面的子文件夹", async () => {
    const base = makeFolder();
    const to = join(base, "新处");
    const service = await makeStation(join(base, "数据"));
    mkdirSync(to);
    for (const name of ["incoming.json", "lianxinqiao.db", "lianxinqiao.db-journal", "incoming.json.part"])
      writeFileSync(join(to, name), JSON.stringify({ from: join(base, "别处"), at: 1 }));
    await clearTarget(to);
    expect(existsSync(to)).toBe(false);
    await service.call("folder.move", { folder: to });
    expect((await service.call("app.status", {})).dir).toBe(to);
  });
});

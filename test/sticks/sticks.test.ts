/** 插上U盘：上面有什么、能做什么，一样一样认得出来；没有人按，什么也不动。 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Stick } from "../../db/api/operations.ts";
import { systemDrives } from "../../db/data-folder/system.ts";
import { compare, phone } from "../../scripts/common/enrol.ts";
import { answer, codeOf, quietTask, record, send, World, type Pc } from "../helpers/exchange.ts";
import { Machine } from "../helpers/machine.ts";

interface Scene {
  readonly world: World;
  readonly machine: Machine;
  readonly district: Pc;
  readonly station: Pc;
  /** A stick that is not put in yet. */
  readonly stick: string;
}

async function scene(): Promise<Scene> {
  const world = World.make();
  const machine = new Machine(world.folder("系统"));
  world.drives = systemDrives(machine.root);
  const district = await world.district();
  const station = await world.enrolled(district);
  const stick = join(world.root, "media", "工作 U盘");
  mkdirSync(stick, { recursive: true });
  return { world, machine, district, station, stick };
}

const sticksAt = async (pc: Pc): Promise<readonly Stick[]> => (await pc.call("stick.list", {})).sticks;

async function onlyStick(pc: Pc): Promise<Stick> {
  const sticks = await sticksAt(pc);
  if (sticks[0] === undefined || sticks.length !== 1) throw new Error(`${sticks.length} sticks`);
  return sticks[0];
}

const namesOn = (stick: string): string[] => readdirSync(stick).toSorted();

describe("联络站", () => {
  test("一来一回：插上就能导出，写完可以拔；区县导入、写回执；带回来一按就导入，记录显示已导入", async () => {
    const { machine, district, station, stick } = await scene();
    const id = await record(station, "水渠失修");
    expect(await sticksAt(station)).toEqual([]);
    machine.plug(stick);
    const seen = await onlyStick(station);
    expect(seen).toMatchObject({ label: "工作 U盘", kind: "stick", incoming: 0, outgoing: { type: "bundle" } });
    expect(namesOn(stick)).toEqual([]);
    expect(await station.call("stick.export", { id: seen.id })).toMatchObject({ records: 1, isFree: true });
    expect(namesOn(stick)).toEqual([expect.stringMatching(/^桐岭镇联络站-上报-.*-1\.lxq$/)]);
    // It carries everything already.
    expect(await onlyStick(station)).toMatchObject({ outgoing: null, incoming: 0, foreign: 0 });
    expect(await codeOf(station.call("stick.export", { id: seen.id }))).toBe("stickNothing");

    const there = await onlyStick(district);
    expect(there).toMatchObject({ incoming: 1, foreign: 0, outgoing: null });
    const taken = await district.call("stick.import", { id: there.id });
    expect(taken).toMatchObject({ bundles: [{ outcome: "imported", records: 1 }], isFree: true });
    const after = await onlyStick(district);
    expect(after).toMatchObject({ incoming: 0, outgoing: { type: "receipts", stations: ["桐岭镇联络站"] } });
    expect(await district.call("stick.export", { id: after.id })).toMatchObject({ stations: ["桐岭镇联络站"] });
    expect(await onlyStick(district)).toMatchObject({ incoming: 0, outgoing: null, foreign: 0 });

    machine.pull(stick);
    machine.plug(stick);
    const back = await onlyStick(station);
    expect(back).toMatchObject({ incoming: 1, foreign: 0, unusable: 0, outgoing: null });
    const receipts = await station.call("stick.import", { id: back.id });
    expect(receipts).toMatchObject({ receipts: [{ grade: "imported" }], failures: [], isFree: true });
    expect((await station.call("record.get", { id })).delivery).toBe("imported");
    expect(await onlyStick(station)).toMatchObject({ incoming: 0, outgoing: null });
    expect(await codeOf(station.call("stick.import", { id: back.id }))).toBe("stickNothing");
  });

  test("又有新内容，同一个U盘又能导出", async () => {
    const { machine, station, stick } = await scene();
    machine.plug(stick);
    await record(station, "水渠失修");
    await station.call("stick.export", { id: (await onlyStick(station)).id });
    await record(station, "路灯不亮");
    expect(await onlyStick(station)).toMatchObject({ outgoing: { type: "bundle" } });
  });

  test("没有加入区县：不提导出，也不认领回执", async () => {
    const { world, machine, district, stick } = await scene();
    const lonely = await world.pc("新站");
    await record(lonely);
    await district.call("receipt.export", { station: "桐岭镇联络站", folder: stick });
    machine.plug(stick);
    expect(await onlyStick(lonely)).toMatchObject({ incoming: 0, foreign: 1, outgoing: null });
  });

  test("区县交还的记录和回执一起：都导入，先取回记录", async () => {
    const { world, machine, district, station, stick } = await scene();
    await record(station, "水渠失修");
    await send(world, station, district);
    const renewed = await world.joined(district, "桐岭镇联络站");
    await compare(district, renewed, world.stick);
    await district.call("return.export", { station: "桐岭镇联络站", folder: stick });
    machine.plug(stick);
    const seen = await onlyStick(renewed);
    const { receipts, failures } = await renewed.call("stick.import", { id: seen.id });
    expect(failures).toEqual([]);
    expect(receipts.length).toBe(seen.incoming);
    expect(receipts.map(({ returned }) => returned === null)).toEqual(
      receipts.map((_, index) => index === receipts.length - 1),
    );
    expect((await renewed.call("record.list", { kind: "hotline" })).total).toBe(1);
    expect(await onlyStick(renewed)).toMatchObject({ incoming: 0 });
  });
});

describe("区县", () => {
  test("一个U盘、三个站的数据包，还有两个是给别的区县的：只导入自己的，别人的只说有几个", async () => {
    const { world, machine, district, station, stick } = await scene();
    const other = await world.enrolled(district, "双河镇联络站");
    const third = await world.joined(district, "通挽镇联络站");
    const neighbour = await world.district("邻县政协");
    const theirs = await world.enrolled(neighbour, "邻县联络站");
    for (const [index, pc] of [station, other, third, theirs].entries()) {
      await record(pc, `第 ${index} 件事`);
      await pc.call("bundle.export", { folder: stick });
    }
    await neighbour.call("receipt.export", { station: "邻县联络站", folder: stick });
    machine.plug(stick);
    const seen = await onlyStick(district);
    expect(seen).toMatchObject({ incoming: 3, foreign: 2, unusable: 0, outgoing: null });
    const { bundles } = await district.call("stick.import", { id: seen.id });
    expect(bundles.map(({ outcome }) => outcome).toSorted()).toEqual(["held", "imported", "imported"]);
    // Only to where the bundles came from; the one that waits for a phone call gets none yet.
    expect(await onlyStick(district)).toMatchObject({
      incoming: 0,
      foreign: 2,
      outgoing: {
        type: "receipts",
        stations: expect.toSatisfy(
          (all: string[]) => all.toSorted().join() === ["双河镇联络站", "桐岭镇联络站"].toSorted().join(),
        ),
      },
    });
  });

  test("空U盘：写上所有等着回执的站；写过就不再提", async () => {
    const { world, machine, district, station, stick } = await scene();
    await world.enrolled(district, "双河镇联络站");
    machine.plug(stick);
    expect(await onlyStick(district)).toMatchObject({ outgoing: null });
    await record(station);
    await send(world, station, district);
    const seen = await onlyStick(district);
    expect(seen).toMatchObject({ outgoing: { type: "receipts", stations: ["桐岭镇联络站"] } });
    await district.call("stick.export", { id: seen.id });
    expect(await onlyStick(district)).toMatchObject({ outgoing: null });
    expect(namesOn(stick)).toEqual([expect.stringMatching(/^桐岭镇联络站-回执-.*\.lxr$/)]);
  });

  test("区县新写了批示：那个站的回执又该带了", async () => {
    const { world, machine, district, station, stick } = await scene();
    const id = await record(station);
    await send(world, station, district);
    await answer(world, district, station);
    machine.plug(stick);
    expect(await onlyStick(district)).toMatchObject({ outgoing: null });
    await district.call("event.add", {
      recordId: id,
      fields: { type: "replied", at: "2026-03-20", text: "已安排检修" },
    });
    expect(await onlyStick(district)).toMatchObject({ outgoing: { type: "receipts", stations: ["桐岭镇联络站"] } });
  });

  test("同一个U盘拔了又插：导入过的不再提", async () => {
    const { machine, district, station, stick } = await scene();
    await record(station);
    await station.call("bundle.export", { folder: stick });
    machine.plug(stick);
    await district.call("stick.import", { id: (await onlyStick(district)).id });
    machine.pull(stick);
    expect(await sticksAt(district)).toEqual([]);
    machine.plug(stick);
    expect(await onlyStick(district)).toMatchObject({ incoming: 0, foreign: 0, unusable: 0 });
  });

  test("待确认的电脑交来的：保留一次，再插上不再提；确认以后也不用再导", async () => {
    const { world, machine, district, stick } = await scene();
    const joining = await world.joined(district, "双河镇联络站");
    await record(joining);
    await joining.call("bundle.export", { folder: stick });
    machine.plug(stick);
    const seen = await onlyStick(district);
    expect(seen.incoming).toBe(1);
    expect((await district.call("stick.import", { id: seen.id })).bundles).toMatchObject([{ outcome: "held" }]);
    expect(await onlyStick(district)).toMatchObject({ incoming: 0, unusable: 0 });
    await phone(district, joining);
    expect(await onlyStick(district)).toMatchObject({
      incoming: 0,
      outgoing: { type: "receipts", stations: ["双河镇联络站"] },
    });
  });
});

describe("U盘上的名字和杂物", () => {
  test("中文名、字母名、大写扩展名、改过名的、下载时加了 (1) 的、放在“数据包”文件夹里的，都认；照片和藏起来的不碰", async () => {
    const { machine, district, station, stick } = await scene();
    await record(station);
    const [file = ""] = (await station.call("bundle.export", { folder: stick })).files;
    const bytes = readFileSync(file);
    rmSync(file);
    mkdirSync(join(stick, "数据包"));
    mkdirSync(join(stick, "照片"));
    machine.plug(stick);
    for (const name of [
      "lxq-tongling-000002-000003-20261127.lxq",
      "桐岭镇联络站-上报-2026-11-27-1.LXQ",
      "李敏给的(1).lxq",
      "李敏给的（2）.lxq",
      "wx 下载.lxq.1",
      "李敏给的.lxq(3)",
      "数据包/桐岭.lxq",
    ]) {
      writeFileSync(join(stick, name), bytes);
      machine.pull(stick);
      machine.plug(stick);
      expect([name, (await onlyStick(district)).incoming]).toEqual([name, 1]);
      rmSync(join(stick, name));
    }
    for (const name of ["._李敏给的.lxq", ".李敏.lxq.part", "照片/李敏.lxq", "李敏.lxq.doc"])
      writeFileSync(join(stick, name), bytes);
    writeFileSync(join(stick, "别的程序.lxq"), "{}");
    machine.pull(stick);
    machine.plug(stick);
    expect(await onlyStick(district)).toMatchObject({ incoming: 0, foreign: 0, unusable: 0 });
  });

  test("拷了两份的只算一个；拷坏了的另说，不挡别的", async () => {
    const { machine, district, station, stick } = await scene();
    await record(station);
    const [file = ""] = (await station.call("bundle.export", { folder: stick })).files;
    copyFileSync(file, join(stick, "副本.lxq"));
    writeFileSync(join(stick, "断了.lxq"), readFileSync(file).subarray(0, -10));
    machine.plug(stick);
    const seen = await onlyStick(district);
    expect(seen).toMatchObject({ incoming: 1, unusable: 1, foreign: 0 });
    expect((await district.call("stick.import", { id: seen.id })).bundles).toMatchObject([{ outcome: "imported" }]);
  });

  test("五千个杂物里的一个数据包：照样找到，很快", { timeout: 60_000 }, async () => {
    const { machine, district, station, stick } = await scene();
    for (let index = 0; index < 5_000; index += 1) writeFileSync(join(stick, `DSC_${index}.JPG`), "");
    await record(station);
    await station.call("bundle.export", { folder: stick });
    machine.plug(stick);
    const begun = performance.now();
    expect(await onlyStick(district)).toMatchObject({ isLooked: true, incoming: 1, isCut: false });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test("只读的U盘和光盘：能导入，导出说明原因；上面一个字节也没有动", async () => {
    const { world, machine, district, station, stick } = await scene();
    await record(station, "水渠失修");
    await send(world, station, district);
    await district.call("receipt.export", { station: "桐岭镇联络站", folder: stick });
    await record(station, "路灯不亮");
    const before = namesOn(stick).map((name) => [name, statSync(join(stick, name)).mtimeMs]);
    machine.plug(stick, { isReadOnly: true });
    const seen = await onlyStick(station);
    expect(seen).toMatchObject({ isReadOnly: true, incoming: 1, outgoing: { type: "bundle" } });
    expect(await station.call("stick.import", { id: seen.id })).toMatchObject({ receipts: [{ grade: "imported" }] });
    expect(await codeOf(station.call("stick.export", { id: seen.id }))).toBe("stickReadOnly");
    expect(namesOn(stick).map((name) => [name, statSync(join(stick, name)).mtimeMs])).toEqual(before);
    machine.pull(stick);
    machine.plug(stick, { isDisc: true });
    expect(await onlyStick(station)).toMatchObject({ kind: "disc", isReadOnly: true, incoming: 0 });
  });
});

/** Only root may mount an image. */
const canMount =
  process.platform === "linux" &&
  ["mkfs.ext4 -V", "losetup -f"].every((command) => spawnSync("sh", ["-c", command], { stdio: "ignore" }).status === 0);

test.skipIf(!canMount)("系统真的挂成只读的盘：导入照常，一次写都没有试过", async () => {
  const { world, machine, district, station, stick } = await scene();
  await record(station);
  await station.call("bundle.export", { folder: stick });
  const image = world.folder("盘.img");
  execFileSync("mkfs.ext4", ["-q", "-F", "-d", stick, image, "2M"]);
  const point = join(world.root, "media", "只读盘");
  mkdirSync(point);
  execFileSync("mount", ["-o", "loop,ro", image, point]);
  onTestFinished(() => void execFileSync("umount", [point]));
  machine.plug(point, { isReadOnly: true });
  const seen = await onlyStick(district);
  expect(seen).toMatchObject({ label: "只读盘", incoming: 1, isReadOnly: true });
  const taken = await district.call("stick.import", { id: seen.id });
  expect(taken).toMatchObject({ bundles: [{ outcome: "imported" }], isFree: true });
  // The system agrees that it may be taken out.
  execFileSync("mount", ["-o", "remount,ro", point]);
  expect(await codeOf(district.call("stick.export", { id: seen.id }))).toBe("stickReadOnly");
});

test("还有文件开着：先不说可以拔出", async () => {
  const { machine, district, station, stick } = await scene();
  await record(station);
  await station.call("bundle.export", { folder: stick });
  writeFileSync(join(stick, "照片.jpg"), "");
  machine.plug(stick);
  const handle = openSync(join(stick, "照片.jpg"), "r");
  const taken = await district.call("stick.import", { id: (await onlyStick(district)).id });
  closeSync(handle);
  expect(taken.isFree).toBe(process.platform !== "linux");
});

describe("拔出", () => {
  test("不想理它：拔出之前不再提；拔了再插，又是新的", async () => {
    const { machine, station, stick } = await scene();
    await record(station);
    machine.plug(stick);
    const { id } = await onlyStick(station);
    await station.call("stick.dismiss", { id, isDismissed: true });
    expect(await onlyStick(station)).toMatchObject({ isDismissed: true, outgoing: { type: "bundle" } });
    machine.pull(stick);
    machine.plug(stick);
    const again = await onlyStick(station);
    expect(again).toMatchObject({ isDismissed: false });
    expect(again.id).not.toBe(id);
  });

  test.each([true, false])("直接拔掉（系统收拾了挂载：%s）：不见了；按了也说清楚", async (isCleanedUp) => {
    const { machine, station, stick } = await scene();
    await record(station);
    machine.plug(stick);
    const { id } = await onlyStick(station);
    machine.pull(stick, isCleanedUp);
    expect(await sticksAt(station)).toEqual([]);
    expect(await codeOf(station.call("stick.export", { id }))).toBe("stickGone");
    expect(await codeOf(station.call("stick.import", { id }))).toBe("stickGone");
  });

  test("导入到一半拔了：已经导入的留下，其余说是拔了；插回去接着来，一条不少", async () => {
    const { world, machine, district, station, stick } = await scene();
    const other = await world.enrolled(district, "双河镇联络站");
    for (const pc of [station, other]) {
      await record(pc, "水渠失修");
      await pc.call("bundle.export", { folder: stick });
    }
    machine.plug(stick);
    const aside = `${stick}-拔走了`;
    let copies = 0;
    const pulledAt = (wanted: number) => ({
      ...quietTask,
      progress: ({ step }: { readonly step: { readonly zh: string } }) => {
        if (step.zh !== "拷贝") return;
        copies += 1;
        if (copies !== wanted) return;
        machine.pull(stick);
        renameSync(stick, aside);
      },
    });
    const first = await onlyStick(district);
    const { bundles } = await district.call("stick.import", { id: first.id }, pulledAt(1));
    expect(bundles.map(({ outcome, code }) => [outcome, code])).toEqual([
      ["imported", null],
      ["refused", 4030],
    ]);
    expect(await sticksAt(district)).toEqual([]);
    renameSync(aside, stick);
    machine.plug(stick);
    const again = await onlyStick(district);
    expect(again.incoming).toBe(1);
    expect((await district.call("stick.import", { id: again.id })).bundles).toMatchObject([{ outcome: "imported" }]);
    const { stations } = await district.call("district.stations", {});
    expect(stations.map(({ records }) => records.hotline)).toEqual([1, 1]);
  });

  test("导出到一半拔了：说是拔了，本机什么也没变，插回去重来", async () => {
    const { machine, station, stick } = await scene();
    await record(station);
    machine.plug(stick);
    const { id } = await onlyStick(station);
    const aside = `${stick}-拔走了`;
    const before = await station.call("app.status", {});
    const pulled = {
      ...quietTask,
      progress: ({ step }: { readonly step: { readonly zh: string } }) => {
        if (step.zh !== "写入") return;
        machine.pull(stick);
        renameSync(stick, aside);
      },
    };
    expect(await codeOf(station.call("stick.export", { id }, pulled))).toBe("stickGone");
    expect(await station.call("app.status", {})).toEqual(before);
    renameSync(aside, stick);
    machine.plug(stick);
    expect(await station.call("stick.export", { id: (await onlyStick(station)).id })).toMatchObject({ records: 1 });
  });
});

test("示例数据和第一次打开：不看U盘", async () => {
  const { world, machine, stick } = await scene();
  machine.plug(stick);
  const { openService } = await import("../../db/service.ts");
  const service = openService({
    dir: world.folder("新电脑"),
    drives: systemDrives(machine.root),
    sampleDir: world.folder("示例"),
  });
  expect(await service.call("stick.list", {})).toEqual({ sticks: [] });
  await service.call("sample.start", {});
  expect(await service.call("stick.list", {})).toEqual({ sticks: [] });
  await service.close();
});

/** 设置 → 接收，不经窗口：打开就一直接收，关掉为止；为什么不接收说得清；谁来过、谁被拒都看得到。 */
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { receivingContacts } from "../../db/receiver/contacts.ts";
import { Reception } from "../../db/receiver/reception.ts";
import { AppError } from "../../db/schema/app-error.ts";
import type { Service } from "../../db/service.ts";
import { aCall, makeFolder, open } from "../helpers/folder.ts";
import { enrol } from "../e2e/helpers/enrol.ts";
import { codeOf, World } from "../helpers/exchange.ts";

const name = "桐岭镇联络站";
const host = "127.0.0.1";

async function portHeld() {
  const server = createServer();
  server.listen(0, host);
  await once(server, "listening");
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return { port, release: () => new Promise((resolve) => server.close(resolve)) };
}

async function freePort(): Promise<number> {
  const { port, release } = await portHeld();
  await release();
  return port;
}

async function makeDistrict(dir: string, options: Parameters<typeof open>[1] = {}): Promise<Service> {
  const district = open(dir, options);
  await district.call("app.setup", { role: "district", name: "武宣县政协", operator: "陆志强" });
  return district;
}

/** A station that has joined and knows where to send. */
async function makeEnrolled(district: Service, port: number): Promise<Service> {
  const base = makeFolder();
  const stick = join(base, "U盘");
  mkdirSync(stick);
  const station = open(join(base, "站"));
  await station.call("app.setup", { role: "station", name: "本机", operator: "李敏" });
  await district.call("district.address", { url: `https://${host}:${port}` });
  await enrol(district, station, { name, stick });
  const { files } = await district.call("receipt.export", { station: name, folder: stick });
  await station.call("receipt.import", { file: files[0] ?? "" });
  // What was entered before it joined.
  expect(await station.call("upload.run", {})).toMatchObject({ left: 0 });
  return station;
}

const stateOf = async (district: Service): Promise<string> => (await district.call("receiving.status", {})).state;

describe("接收的开关", () => {
  test("没有打开过：关着，程序打开也不接收；打开以后每次打开程序都接收，直到关掉", async () => {
    const dir = join(makeFolder(), "区县");
    const port = await freePort();
    const first = await makeDistrict(dir, { receivesAfter: 0 });
    expect(await first.call("receiving.status", {})).toMatchObject({
      plan: { isOn: false, host: null, port: 8_443 },
      state: "off",
      given: null,
      waiting: 0,
    });
    expect(await first.call("receiving.set", { isOn: true, host, port })).toMatchObject({ state: "receiving" });
    const station = await makeEnrolled(first, port);
    await station.call("record.save", { kind: "hotline", fields: aCall });
    const before = await first.call("receiving.status", {});
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "imported" }], left: 0 });
    const after = await first.call("receiving.status", {});
    // The window reads its lists again by this.
    expect(after.imports).toBeGreaterThan(before.imports);
    expect(after).toMatchObject({ given: `https://${host}:${port}`, waiting: 0 });
    const files = (await first.call("receiving.contacts", {})).filter((one) => one.type === "file");
    expect(files.filter((one) => one.records === 1)).toMatchObject([
      { type: "file", station: name, state: "imported", entries: 1, code: null },
    ]);
    expect((await first.call("transfer.list", {})).map(({ file }) => file)).toContainEqual(
      expect.stringMatching(/^桐岭镇联络站-网络送达-\d{4}-\d{2}-\d{2}-\d{4}\.lxq$/u),
    );
    await first.close();
    expect(await codeOf(station.call("upload.run", {}))).toBe("uploadNoConnection");

    const second = open(dir, { receivesAfter: 0 });
    await expect.poll(() => stateOf(second), { timeout: 20_000 }).toBe("receiving");
    await station.call("record.save", { kind: "hotline", fields: { ...aCall, content: "第二件" } });
    expect(await station.call("upload.run", {})).toMatchObject({ left: 0 });
    expect(await second.call("receiving.set", { isOn: false })).toMatchObject({ state: "off" });
    expect(await codeOf(station.call("upload.run", {}))).toBe("uploadNoConnection");
    await second.close();

    const third = open(dir, { receivesAfter: 0 });
    expect(await third.call("receiving.status", {})).toMatchObject({ plan: { isOn: false, host, port }, state: "off" });
    expect((await third.call("record.list", { kind: "hotline" })).total).toBe(2);
  });

  test("端口被占用：说清楚；让出来以后可以马上再试；换一个端口也行", async () => {
    const held = await portHeld();
    const district = await makeDistrict(makeFolder());
    const refused = await district.call("receiving.set", { isOn: true, host, port: held.port });
    expect(refused).toMatchObject({ state: "failed", error: { name: "receiverPortTaken" }, plan: { isOn: true } });
    expect(await district.call("receiving.set", { port: await freePort() })).toMatchObject({
      state: "receiving",
      error: null,
    });
    expect(await district.call("receiving.set", { port: held.port })).toMatchObject({ state: "failed" });
    await held.release();
    expect(await district.call("receiving.set", { isOn: true })).toMatchObject({ state: "receiving" });
  });

  test("打不开的：过一会儿自己再试，网络接好了就接收；一次失败不妨碍以后的开和关", async () => {
    let isReady = false;
    let isClosed = false;
    let plan = { isOn: true, host, port: 1 };
    const reception = new Reception({
      start: async () => {
        if (!isReady) throw new AppError("receiverHostGone", { host });
        return {
          host,
          port: 1,
          pause: () => {},
          importWaiting: async () => 0,
          refresh: async () => {},
          close: async () => {
            isClosed = true;
          },
        };
      },
      plan: async () => plan,
      retryMs: 50,
    });
    await reception.follow();
    expect([reception.state, reception.error?.code]).toEqual(["failed", "receiverHostGone"]);
    reception.pause(true);
    isReady = true;
    await expect.poll(() => reception.state, { timeout: 10_000 }).toBe("receiving");
    reception.pause(true);
    expect([reception.state, reception.error]).toEqual(["paused", null]);
    plan = { ...plan, isOn: false };
    await reception.follow();
    expect([reception.state, isClosed]).toEqual(["off", true]);
    await reception.close();
  });

  test("选的地址现在不在这台电脑上：说是哪一个", async () => {
    const district = await makeDistrict(makeFolder());
    expect(
      await district.call("receiving.set", { isOn: true, host: "203.0.113.9", port: await freePort() }),
    ).toMatchObject({
      state: "failed",
      error: { name: "receiverHostGone", message: expect.stringContaining("203.0.113.9") as string },
    });
  });

  test("暂停：请联络站过一会儿再来，什么也不丢；继续以后照送；没在名册里的看得到被拒", async () => {
    const port = await freePort();
    const district = await makeDistrict(makeFolder());
    await district.call("receiving.set", { isOn: true, host, port });
    const station = await makeEnrolled(district, port);
    await station.call("record.save", { kind: "hotline", fields: aCall });
    expect(await district.call("receiving.pause", { isPaused: true })).toMatchObject({ state: "paused" });
    expect(await codeOf(station.call("upload.run", {}))).toBe("uploadBusy");
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(0);
    expect(await district.call("receiving.pause", { isPaused: false })).toMatchObject({ state: "receiving" });
    expect(await station.call("upload.run", {})).toMatchObject({ left: 0 });

    const [replica] = (await district.call("district.stations", {})).stations.flatMap(({ replicas }) => replicas);
    await district.call("district.retire", { replica: replica?.replica ?? "" });
    await station.call("record.save", { kind: "hotline", fields: { ...aCall, content: "停用以后" } });
    await expect.poll(() => codeOf(station.call("upload.run", {})), { timeout: 10_000 }).toBe("uploadRefused");
    await expect
      .poll(() => district.call("receiving.contacts", {}), { timeout: 10_000 })
      .toContainEqual(expect.objectContaining({ type: "refused", reason: "retired", station: name, from: host }));
  });

  test("接收的线程自己断了：状态说中断，按重新开始再来；已经收到的都在", async () => {
    const dir = makeFolder();
    const worker = join(dir, "断.mjs");
    writeFileSync(
      worker,
      `import { parentPort } from "node:worker_threads";
       parentPort.postMessage({ type: "listening", port: 1 });
       setTimeout(() => { throw new Error("线程出错"); }, 300);
       parentPort.on("message", () => {});`,
    );
    const district = await makeDistrict(join(dir, "区县"), { receiver: worker });
    expect(await district.call("receiving.set", { isOn: true, host, port: 1 })).toMatchObject({ state: "receiving" });
    await expect.poll(() => stateOf(district), { timeout: 20_000 }).toBe("lost");
    expect(await district.call("receiving.status", {})).toMatchObject({ error: { name: "receiverNotOpened" } });
    expect(await district.call("receiving.set", { isOn: true })).toMatchObject({ state: "receiving" });
    expect(await district.call("receiving.set", { isOn: false })).toMatchObject({ state: "off", error: null });
  });

  test("恢复备份：先停下，换好以后按备份里的设定；别的内容不混进来", async () => {
    const dir = makeFolder();
    const file = join(dir, "备份.lxqbackup");
    const port = await freePort();
    const district = await makeDistrict(join(dir, "区县"), { receivesAfter: 0 });
    await district.call("receiving.set", { isOn: true, host, port });
    await district.call("backup.create", { file });
    await district.call("receiving.set", { isOn: false });
    await district.call("backup.restore", { file });
    await expect.poll(() => stateOf(district), { timeout: 20_000 }).toBe("receiving");
  });
});

test("最近联系：来过没有新内容的也列出；送过文件以后的那一次不重复列", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district);
  const { db } = district;
  const replica = db.value<string>(`SELECT "id" FROM "replica" WHERE "side" = 'station' AND "state" = 'active'`) ?? "";
  expect(receivingContacts(db, [], 30)).toEqual([]);
  db.run(`UPDATE "replica" SET "contactAt" = 1000 WHERE "id" = ?`, [replica]);
  expect(receivingContacts(db, [], 30)).toEqual([{ type: "call", at: 1000, station: name, replica }]);
  const id = db.value<string>(`SELECT "station" FROM "replica" WHERE "id" = ?`, [replica]) ?? "";
  db.run(`INSERT INTO "arrival" VALUES ('a', ?, ?, 1, 3, '', 10, 2000, 'stored', NULL)`, [id, replica]);
  const turnedAway = [{ at: 3000, from: "10.0.0.9", replica: null, reason: "unproved", count: 7 }];
  expect(receivingContacts(db, turnedAway, 30)).toEqual([
    { type: "refused", at: 3000, station: null, replica: null, from: "10.0.0.9", reason: "unproved", count: 7 },
    {
      type: "file",
      at: 2000,
      station: name,
      replica,
      bytes: 10,
      entries: 3,
      records: null,
      state: "stored",
      code: null,
    },
  ]);
  expect(receivingContacts(db, turnedAway, 1)).toHaveLength(1);
  station.close();
});

/** 站点自己送：真的接收端，真的连接，间隔缩短。 */
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SendingState } from "../../db/api/operations.ts";
import { setUploadAddress } from "../../db/exchange/upload-address.ts";
import { formatUploadAddress } from "../../db/network/address.ts";
import { proxyFromBrowser, proxyFromEnvironment, parseProxy } from "../../db/network/proxy.ts";
import { openService, type Service } from "../../db/service.ts";
import { AppError } from "../../db/schema/app-error.ts";
import { defaultSendingPlan, type SendingPlan } from "../../db/schema/sending.ts";
import { DistrictRefused } from "../../db/sending/district-refused.ts";
import { timesWithin } from "../../db/sending/schedule.ts";
import { endingOf } from "../../db/sending/sender.ts";
import { phone } from "../../scripts/common/enrol.ts";
import { codeOf, quietTask, record, World, type Pc } from "../helpers/exchange.ts";
import { aCall } from "../helpers/folder.ts";
import { listen, publish } from "./line.ts";

const every = 400;
const soon = { timeout: 20_000, interval: 50 };

/** A district that listens and a confirmed station that knows the address, still closed. */
async function places(options: Parameters<typeof listen>[1] = {}) {
  const world = World.make();
  const district = await world.district();
  const receiver = await listen(district, options);
  await publish(district, receiver.port);
  const station = await world.enrolled(district);
  await receiver.refresh();
  return { world, district, receiver, station };
}

/** The program starts at the station. */
function start(station: Pc, options: Partial<Parameters<typeof openService>[0]> = {}): Service {
  station.close();
  const service = openService({ dir: station.dir, sending: timesWithin(every), ...options });
  onTestFinished(() => service.close());
  return service;
}

const stateOf = async (service: Service): Promise<SendingState> => {
  const { state } = await service.call("sending.state", {});
  if (state === null) throw new Error("there is nowhere to send");
  return state;
};
const plan = (values: Partial<SendingPlan>) => ({ values: { sending: { ...defaultSendingPlan, ...values } } });
const deliveryOf = async (service: Service, id: string) => (await service.call("record.get", { id })).delivery;

/** Takes connections and says nothing. @returns how many came */
async function silent(): Promise<{ readonly port: number; readonly count: () => number; readonly server: Server }> {
  let came = 0;
  const server = createServer((socket) => {
    came += 1;
    socket.on("error", () => {});
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, count: () => came, server };
}

async function sendTo(district: Pc, station: Pc, port: number): Promise<void> {
  const { pins } = await district.call("district.address", {});
  setUploadAddress(station.db, formatUploadAddress({ origin: `https://127.0.0.1:${port}`, pins }));
}

describe("自己送", () => {
  test("保存以后不用按：送到、导入，区县的反馈自己回来", async () => {
    const { district, station } = await places();
    const service = start(station);
    expect(await stateOf(service)).toMatchObject({ mode: "undecided" });
    const { record: saved } = await service.call("record.save", {
      kind: "hotline",
      fields: { ...aCall, content: "自己送" },
    });
    await expect.poll(() => deliveryOf(service, saved.id), soon).toBe("imported");
    const { revision } = await stateOf(service);
    await district.call("event.add", { recordId: saved.id, fields: { type: "replied", text: "已转水利局" } });
    await expect
      .poll(async () => (await service.call("record.get", { id: saved.id })).events, soon)
      .toMatchObject([{ text: "已转水利局" }]);
    await expect.poll(async () => (await stateOf(service)).revision, soon).toBeGreaterThan(revision);
    expect(await stateOf(service)).toMatchObject({ unsent: 0, error: null, refused: [] });
  });

  test("打开邀请就送加入申请，输入回答码就送记录：不用再登记，也不用等到下一次", async () => {
    const world = World.make();
    const district = await world.district();
    const receiver = await listen(district);
    await publish(district, receiver.port);
    const invitation = await world.invitation(district, "桐岭镇联络站");
    await receiver.refresh();
    // The interval is too long to help.
    const service = start(await world.pc(), { sending: { ...timesWithin(every), every: 3_600_000 } });
    const { record: saved } = await service.call("record.save", {
      kind: "hotline",
      fields: { ...aCall, content: "加入以前登记的" },
    });
    await service.call("station.join", { file: invitation, rename: true });
    const waiting = async (): Promise<number> =>
      (await district.call("district.stations", {})).stations.flatMap(({ replicas }) => replicas).length;
    await expect.poll(waiting, soon).toBe(1);
    await phone(district, service);
    await receiver.refresh();
    await expect.poll(() => deliveryOf(service, saved.id), soon).toBe("imported");
  });

  test("对方关机：说连不上、下次什么时候试；开机以后自己送完", async () => {
    const { district, receiver, station } = await places();
    const { port } = receiver;
    await receiver.close();
    const service = start(station);
    const { record: saved } = await service.call("record.save", {
      kind: "hotline",
      fields: { ...aCall, content: "对方关机" },
    });
    await expect
      .poll(() => stateOf(service), soon)
      .toMatchObject({
        phase: "failed",
        error: { name: "uploadNoConnection" },
      });
    const state = await stateOf(service);
    expect(state.unsent).toBeGreaterThan(0);
    await expect.poll(async () => (await stateOf(service)).nextAt, soon).toBeGreaterThan(Date.now() - 1_000);
    await listen(district, { port });
    await expect.poll(() => deliveryOf(service, saved.id), soon).toBe("imported");
    await expect.poll(() => stateOf(service), soon).toMatchObject({ error: null });
  });

  test("不联网：一个连接也没有；人按了才有", async () => {
    const { district, station } = await places();
    const { port, count } = await silent();
    await sendTo(district, station, port);
    await station.call("preference.set", plan({ mode: "off" }));
    const service = start(station);
    await service.call("record.save", { kind: "hotline", fields: { ...aCall, content: "不联网" } });
    await service.call("sending.online", {});
    await new Promise((resolve) => setTimeout(resolve, every * 5));
    expect(count()).toBe(0);
    expect(await stateOf(service)).toMatchObject({ mode: "off", phase: "idle", nextAt: null });
    const pressed = codeOf(service.call("upload.run", {}));
    await expect.poll(count, soon).toBe(1);
    await service.call("sending.stop", {});
    const stopped = Date.now();
    expect(await pressed).toBe("cancelled");
    expect(Date.now() - stopped).toBeLessThan(2_000);
  });

  test("对方接了不说话：不挡别的工作，改成不联网马上断，关程序也不等它", async () => {
    const { district, station } = await places();
    const { port, count } = await silent();
    await sendTo(district, station, port);
    const service = start(station);
    await expect.poll(count, soon).toBe(1);
    expect((await stateOf(service)).phase).toBe("sending");
    // Work that must be alone with the data begins at once.
    const { record: saved } = await service.call("record.save", {
      kind: "hotline",
      fields: { ...aCall, content: "成批改的一件" },
    });
    const begun = Date.now();
    await service.call("records.batch", { ids: [saved.id], action: { type: "delete" } });
    expect(Date.now() - begun).toBeLessThan(2_000);
    expect((await stateOf(service)).phase).toBe("sending");
    await service.call("preference.set", plan({ mode: "off" }));
    await expect.poll(async () => (await stateOf(service)).phase, soon).toBe("idle");
    await service.call("preference.set", plan({ mode: "automatic" }));
    await expect.poll(count, soon).toBe(2);
    const closing = Date.now();
    await service.close();
    expect(Date.now() - closing).toBeLessThan(3_000);
  });

  test("正在自己送的时候按“现在发送”：跟着那一次，不开第二条线", async () => {
    const { district, station } = await places();
    const { port, count } = await silent();
    await sendTo(district, station, port);
    const service = start(station);
    await expect.poll(count, soon).toBe(1);
    const abort = new AbortController();
    const pressed = codeOf(service.call("upload.run", {}, { signal: abort.signal }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(count()).toBe(1);
    abort.abort();
    expect(await pressed).toBe("cancelled");
  });

  test("哪些错误自己再试，哪些等人", () => {
    const line = ["uploadNoName", "uploadNoConnection", "uploadTimeout", "uploadProxy"] as const;
    for (const code of line) expect(endingOf(new AppError(code))).toEqual({ type: "again", retryAfter: 0 });
    expect(endingOf(new DistrictRefused("quota", 3_600))).toEqual({ type: "again", retryAfter: 3_600_000 });
    const people = [
      "uploadWrongCertificate",
      "uploadNotReceiver",
      "uploadUnproved",
      "bundleRetired",
      "keysMissing",
    ] as const;
    for (const code of people) expect(endingOf(new AppError(code))).toEqual({ type: "person" });
    expect(endingOf(new DistrictRefused("unproved", null))).toEqual({ type: "person" });
    expect(endingOf(new AppError("cancelled"))).toEqual({ type: "stopped" });
  });
});

describe("区县没有收下的文件", () => {
  test("说出是哪个、为什么、怎么办；不一遍遍重送；人按了再送一次，送到就不再提", async () => {
    const { district, receiver, station } = await places({ importsByItself: false });
    const id = await record(station, "在区县的磁盘上坏了");
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "received" }], left: 0 });
    const stored = district.db.value<string>(`SELECT "sha256" FROM "arrival" WHERE "state" = 'stored'`) ?? "";
    const file = join(district.dir, "inbox", `${stored}.lxq`);
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length * 0.8);
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    await receiver.importWaiting(quietTask);
    expect(district.db.value(`SELECT "state" FROM "arrival" WHERE "sha256" = ?`, [stored])).toBe("refused");

    // A later save goes on its own; what was refused does not go again.
    await record(station, "后面又记的一件");
    const arrivals = () => district.db.value<number>(`SELECT count(*) FROM "arrival"`);
    station.context.sender.reconsider();
    const service = start(station);
    await expect
      .poll(async () => (await stateOf(service)).refused, soon)
      .toMatchObject([{ name: "uploadFileRefused", params: { reason: { zh: "文件不完整或已损坏" } } }]);
    const [told] = (await stateOf(service)).refused;
    expect(told?.message).toContain(".lxq");
    expect(told?.message).toContain("现在发送");
    expect(await deliveryOf(service, id)).not.toBe("received");
    await expect.poll(arrivals, soon).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, every * 6));
    expect(arrivals()).toBe(2);

    // By press it goes once more, whole.
    await service.call("upload.run", {});
    await receiver.importWaiting(quietTask);
    await service.call("upload.run", {});
    await expect.poll(() => deliveryOf(service, id), soon).toBe("imported");
    expect((await stateOf(service)).refused).toEqual([]);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(2);
  });
});

describe("单位的代理", () => {
  test("手填的地址要像个地址；系统和环境变量说的怎么读", async () => {
    const { station } = await places();
    expect(await codeOf(station.call("preference.set", plan({ proxy: "manual", proxyAddress: "不知道" })))).toBe(
      "proxyAddressInvalid",
    );
    await station.call("preference.set", plan({ proxy: "manual", proxyAddress: "10.0.0.1:3128" }));
    expect(parseProxy("１０.０.０.１：３１２８")).toBe("http://10.0.0.1:3128");
    expect(parseProxy("http://甲:乙@proxy:8080")).toContain("@proxy:8080");
    expect(parseProxy("socks5://proxy:1080")).toBeNull();
    expect(proxyFromBrowser("DIRECT")).toBeNull();
    expect(proxyFromBrowser("SOCKS5 a:1; PROXY b:8080; DIRECT")).toBe("http://b:8080");
    expect(proxyFromBrowser("HTTPS c:8443")).toBe("https://c:8443");
    const office = { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "localhost,.gov.cn,10.0.0.9" };
    expect(proxyFromEnvironment("https://a.example:8443", office)).toBe("http://proxy:8080");
    expect(proxyFromEnvironment("https://wx.gov.cn:8443", office)).toBeNull();
    expect(proxyFromEnvironment("https://10.0.0.9:8443", office)).toBeNull();
    expect(proxyFromEnvironment("https://a.example:8443", {})).toBeNull();
  });

  test("跟随系统：问系统要；选不用代理就不问", async () => {
    const { district, station } = await places();
    const { port } = await silent();
    await sendTo(district, station, port);
    const asked: string[] = [];
    const service = start(station, {
      systemProxy: async (address) => {
        asked.push(address);
        return "http://127.0.0.1:9";
      },
    });
    await expect.poll(() => stateOf(service), soon).toMatchObject({ error: { name: "uploadProxy" } });
    expect(asked[0]).toBe(`https://127.0.0.1:${port}`);
    await service.call("preference.set", plan({ mode: "off", proxy: "none" }));
    await service.call("sending.stop", {});
    await expect.poll(async () => (await stateOf(service)).phase, soon).not.toBe("sending");
    const before = asked.length;
    const pressed = codeOf(service.call("upload.run", {}));
    await expect.poll(async () => (await stateOf(service)).phase, soon).toBe("sending");
    await service.call("sending.stop", {});
    expect(await pressed).toBe("cancelled");
    expect(asked).toHaveLength(before);
  });
});

import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished, describe, expect, test } from "vitest";
import { stateHash } from "../../db/journal/state-hash.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { setUploadAddress } from "../../db/exchange/upload-address.ts";
import { formatUploadAddress, parseUploadAddress } from "../../db/network/address.ts";
import { answer, codeOf, record, World, type Pc } from "../helpers/exchange.ts";
import { layWire, listen, publish } from "./line.ts";

const inbox = (district: Pc): string[] =>
  readdirSync(join(district.dir, "inbox")).filter((name) => name.endsWith(".lxq"));
const uploads = (district: Pc): string[] => readdirSync(join(district.dir, "inbox", "open"));
const grades = (pc: Pc): { headSeq: number; receivedSeq: number; importedSeq: number } => {
  const [row] = pc.db.all<{ headSeq: number; receivedSeq: number; importedSeq: number }>(
    `SELECT "headSeq", "receivedSeq", "importedSeq" FROM "replica" WHERE "isSelf" = 1`,
  );
  return row ?? { headSeq: 0, receivedSeq: 0, importedSeq: 0 };
};
const sameState = (station: Pc, district: Pc): void => {
  const { stationId } = readIdentity(station.db);
  expect(stateHash(station.db, stationId)).toBe(stateHash(district.db, stationId));
};

/** A confirmed station that knows the address: the receipt brought it. */
async function online(world: World, options: Parameters<typeof listen>[1] = {}) {
  const district = await world.district();
  const receiver = await listen(district, options);
  const wire = await layWire(receiver.port);
  await publish(district, wire.port);
  const station = await world.enrolled(district);
  await receiver.refresh();
  return { district, receiver, wire, station };
}

describe("联网报送", () => {
  test("登记以后送一次：已送达、已导入，区县的反馈一起回来，两边一样", async () => {
    const { district, station } = await online(World.make());
    const id = await record(station, "联网送的第一件");
    expect(await station.call("upload.run", {})).toMatchObject({
      sent: [{ entries: 1, grade: "imported" }],
      left: 0,
      failures: [],
    });
    expect((await station.call("record.get", { id })).delivery).toBe("imported");
    await district.call("event.add", { recordId: id, fields: { type: "replied", text: "已转水利局" } });
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [], feedback: 1, left: 0 });
    expect((await station.call("record.get", { id })).events).toMatchObject([{ text: "已转水利局" }]);
    expect(await station.call("upload.run", {})).toEqual({ sent: [], feedback: 0, left: 0, failures: [], refused: [] });
    sameState(station, district);
    expect([...inbox(district), ...uploads(district)]).toEqual([]);
    expect(readdirSync(join(station.dir, "outgoing"))).toEqual([]);
  });

  test("区县只收不导：记录是“已送达”，不是“已导入”；导入以后才是", async () => {
    const { district, receiver, station } = await online(World.make(), { importsByItself: false });
    const id = await record(station);
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "received" }], left: 0 });
    expect((await station.call("record.get", { id })).delivery).toBe("received");
    expect(inbox(district)).toHaveLength(1);
    await record(station, "第二件只带新的一条");
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ entries: 1, grade: "received" }] });
    expect(await receiver.importWaiting({ progress: () => {}, throwIfCancelled: () => {} })).toBe(2);
    await station.call("upload.run", {});
    expect((await station.call("record.get", { id })).delivery).toBe("imported");
    sameState(station, district);
  });

  test("在任何一个地方断线：没有丢，没有重，接着送完", async () => {
    const { district, station, wire } = await online(World.make());
    await record(station, "先量一次要走多少字节");
    wire.cutAfter(Infinity);
    await station.call("upload.run", {});
    const whole = wire.carried;
    let cuts = 0;
    for (let at = 200; at < whole; at += Math.ceil(whole / 15)) {
      await record(station, `断在 ${at} 字节`);
      wire.cutAfter(at);
      const code = await codeOf(station.call("upload.run", {}));
      if (wire.isCut) cuts += 1;
      expect(["none", "uploadTimeout"]).toContain(code);
      const { left } = await station.call("upload.run", {});
      expect(left).toBe(0);
    }
    expect(cuts).toBeGreaterThan(8);
    sameState(station, district);
    const { headSeq, importedSeq } = grades(station);
    expect(importedSeq).toBe(headSeq);
    expect(await district.call("check.run", {})).toMatchObject({ ok: true });
    expect(readdirSync(join(station.dir, "outgoing"))).toEqual([]);
  });

  test("大附件断在半路：从断处接着送，不从头来", async () => {
    const { district, station, wire } = await online(World.make());
    const id = await record(station);
    const file = join(station.dir, "..", "照片.jpg");
    writeFileSync(file, randomBytes(24 * 1024 * 1024));
    await station.call("attachment.add", { recordId: id, file, role: "other" });
    wire.cutAfter(13 * 1024 * 1024);
    expect(await codeOf(station.call("upload.run", {}))).toBe("uploadTimeout");
    wire.cutAfter(Infinity);
    expect(await station.call("upload.run", {})).toMatchObject({ left: 0 });
    // Three whole pieces were there before the cut.
    expect(wire.carried).toBeLessThan(14 * 1024 * 1024);
    expect(await district.call("check.run", {})).toMatchObject({ ok: true });
    sameState(station, district);
  });

  test("证书不对：一个字节的内容也没有发出", async () => {
    const { station, district, receiver } = await online(World.make());
    await record(station);
    const wrong = formatUploadAddress({ origin: `https://127.0.0.1:${receiver.port}`, pins: ["A".repeat(43)] });
    setUploadAddress(station.db, wrong);
    const before = readFileSync(join(district.dir, "receiver", "receiver.log"), "utf8");
    expect(await codeOf(station.call("upload.run", {}))).toBe("uploadWrongCertificate");
    expect(readFileSync(join(district.dir, "receiver", "receiver.log"), "utf8")).toBe(before);
    expect(await codeOf(station.call("bundle.unsent", {}))).toBe("none");
  });

  test("区县换证书：旧地址里的备用指纹还认得新证书，回执带来新的", async () => {
    const world = World.make();
    const { station, district, receiver } = await online(world);
    const before = parseUploadAddress((await district.call("district.address", {})).address ?? "");
    await receiver.close();
    const renewed = await district.call("district.address", { renew: true });
    expect(renewed.pins[0]).toBe(before?.pins[1]);
    const again = await listen(district);
    setUploadAddress(
      station.db,
      formatUploadAddress({ origin: `https://127.0.0.1:${again.port}`, pins: before?.pins ?? [] }),
    );
    await publish(district, again.port);
    await record(station);
    expect(await station.call("upload.run", {})).toMatchObject({ left: 0, sent: [{ grade: "imported" }] });
    const known = await station.call("exchange.status", {});
    expect(known.address).toBe((await district.call("district.address", {})).address);
  });

  test("没有开接收、名字查不到、不是接收端、没有地址：各说各的", async () => {
    const world = World.make();
    const { station, receiver, district } = await online(world);
    await record(station);
    const pins = (await district.call("district.address", {})).pins;
    const to = (origin: string) => setUploadAddress(station.db, formatUploadAddress({ origin, pins }));
    to("https://lianxinqiao.invalid:8443");
    expect(["uploadNoName", "uploadNoConnection"]).toContain(await codeOf(station.call("upload.run", {})));
    await receiver.close();
    to(`https://127.0.0.1:${receiver.port}`);
    expect(await codeOf(station.call("upload.run", {}))).toBe("uploadNoConnection");
    const plain = createServer((_request, response) => response.end("hello"));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void plain.close());
    to(`https://127.0.0.1:${(plain.address() as AddressInfo).port}`);
    expect(["uploadNotReceiver", "uploadTimeout"]).toContain(await codeOf(station.call("upload.run", {})));
    setUploadAddress(station.db, null);
    expect(await codeOf(station.call("upload.run", {}))).toBe("uploadNoAddress");
    expect(grades(station)).toMatchObject({ receivedSeq: 1 });
  });

  test("经过单位的代理；代理不通时说是代理", async () => {
    const { station, district } = await online(World.make());
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, near) => {
      asked.push(request.url ?? "");
      const [host, port] = (request.url ?? "").split(":");
      const far = connect(Number(port), host, () => {
        near.write("HTTP/1.1 200 OK\r\n\r\n");
        far.pipe(near).pipe(far);
      });
      far.on("error", () => near.destroy());
      near.on("error", () => far.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => proxy.closeAllConnections());
    const { port } = proxy.address() as AddressInfo;
    await record(station);
    const result = await station.call("upload.run", { proxy: `http://127.0.0.1:${port}` });
    expect(result).toMatchObject({ left: 0, sent: [{ grade: "imported" }] });
    expect(asked.length).toBeGreaterThan(0);
    sameState(station, district);
    proxy.closeAllConnections();
    await new Promise<void>((resolve) => proxy.close(() => resolve()));
    expect(await codeOf(station.call("upload.run", { proxy: `http://127.0.0.1:${port}` }))).toBe("uploadProxy");
  });

  test("收件夹丢了（换了磁盘）：站点知道没有送达，自己再送", async () => {
    const { district, receiver, station } = await online(World.make(), { importsByItself: false });
    await record(station);
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "received" }] });
    await receiver.close();
    district.db.run(`DELETE FROM "arrival"`);
    rmSync(join(district.dir, "inbox"), { recursive: true });
    const again = await listen(district);
    setUploadAddress(
      station.db,
      formatUploadAddress({
        origin: `https://127.0.0.1:${again.port}`,
        pins: (await district.call("district.address", {})).pins,
      }),
    );
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "imported" }], left: 0 });
    sameState(station, district);
  });

  test("收好以后、开凭据之前断电：重新打开时认得这份文件，站点不用重送", async () => {
    const { district, receiver, station, wire } = await online(World.make(), { importsByItself: false });
    await record(station);
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "received" }] });
    // As if the power had gone between the file's name and its row.
    await receiver.close();
    district.db.run(`DELETE FROM "arrival"`);
    const again = await listen(district, { importsByItself: false });
    expect(district.db.value(`SELECT count(*) FROM "arrival" WHERE "state" = 'stored'`)).toBe(1);
    const { pins } = await district.call("district.address", {});
    setUploadAddress(station.db, formatUploadAddress({ origin: `https://127.0.0.1:${again.port}`, pins }));
    wire.cutAfter(Infinity);
    expect(await station.call("upload.run", {})).toMatchObject({ sent: [], left: 0 });
    expect(inbox(district)).toHaveLength(1);
  });

  test("一份上报文件用U盘也交过：不会导入两次", async () => {
    const world = World.make();
    const { district, station } = await online(world);
    await record(station, "两条路都走");
    const { files } = await station.call("bundle.export", { folder: world.stick });
    await district.call("bundle.import", { files: [...files] });
    expect(await station.call("upload.run", {})).toMatchObject({ left: 0 });
    await answer(world, district, station);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(1);
    sameState(station, district);
  });
});

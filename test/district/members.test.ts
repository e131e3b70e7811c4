import { compare } from "../../scripts/common/enrol.ts";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { answerCode, joinCode } from "../../db/bundle/crypto.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { everythingIn, keysOf } from "../helpers/craft.ts";
import { answer, codeOf, readOut, record, send, World, type Pc } from "../helpers/exchange.ts";

const replicaOf = (pc: Pc) => readIdentity(pc.db).replicaId;
const enrolment = async (pc: Pc) => (await pc.call("app.status", {})).station?.enrolment;

describe("加入、确认、停用", () => {
  test("打开邀请之后能导出的只有加入申请；加入码在联络站屏幕上，区县不显示", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.pc();
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("notJoined");
    const { checkCode: shown } = await station.call("station.join", {
      file: await world.invitation(district, "桐岭镇联络站"),
      rename: true,
    });
    expect(await enrolment(station)).toBe("waiting");
    const [first] = await send(world, station, district);
    expect(first).toMatchObject({ outcome: "held", code: 4010, station: "桐岭镇联络站" });
    expect(JSON.stringify([first, await district.call("district.stations", {})])).not.toContain(shown);
    expect((await station.call("app.status", {})).station?.checkCode).toBe(shown);
    // A second empty one is possible as long as nobody has confirmed: the first stick may be lost.
    expect(await send(world, station, district)).toMatchObject([{ outcome: "held" }]);
  });

  test("加入码、回答码由根公钥和加入申请一起决定，互相推不出来", () => {
    const request = { replica: "a" };
    for (const [code, length] of [
      [joinCode, 20],
      [answerCode, 6],
    ] as const) {
      expect(code("AAAA", request)).toMatch(new RegExp(`^\\d{${length}}$`));
      expect(code("AAAA", request)).toBe(code("AAAA", request));
      expect(code("AAAA", request)).not.toBe(code("AAAB", request));
      expect(code("AAAA", request)).not.toBe(code("AAAA", { replica: "b" }));
    }
    expect(joinCode("AAAA", request).endsWith(answerCode("AAAA", request))).toBe(false);
  });

  test("同一份邀请用了两次：第二台电脑等人确认，并说明", async () => {
    const world = World.make();
    const district = await world.district();
    const invitation = await world.invitation(district, "桐岭镇联络站");
    const [first, second] = [await world.pc(), await world.pc()];
    for (const pc of [first, second]) {
      await pc.call("station.join", { file: invitation, rename: true });
      await record(pc, pc.dir);
    }
    expect(await send(world, first, district)).toMatchObject([{ outcome: "held", code: 4010 }]);
    expect(await send(world, second, district)).toMatchObject([{ outcome: "held", code: 4016 }]);
    expect(await send(world, second, district)).toMatchObject([{ outcome: "held", code: 4016 }]);
    const [known] = (await district.call("district.stations", {})).stations;
    expect(known?.replicas).toMatchObject([
      { state: "waiting", join: { firstUse: null } },
      { state: "waiting", join: { firstUse: { replica: replicaOf(first), at: expect.any(Number) as unknown } } },
    ]);
    expect(known?.replicas[1]?.join?.file).toMatch(/桐岭镇联络站-加入申请-\d{4}-\d\d-\d\d-\d\.lxq$/);
    for (const [pc, replica] of [
      [first, replicaOf(first)],
      [second, replicaOf(second).slice(0, 10)],
    ] as const) {
      const code = (await pc.call("app.status", {})).station?.checkCode ?? "";
      const { answer: said } = await district.call("district.confirm", { replica, code });
      await pc.call("station.answer", { code: said });
      await send(world, pc, district);
    }
    const { stations } = await district.call("district.stations", {});
    expect(stations[0]).toMatchObject({
      records: { hotline: 2 },
      replicas: [{ state: "active" }, { state: "active" }],
    });
    for (const pc of [first, second]) expect(await answer(world, district, pc)).toMatchObject({ drift: null });
    expect(await enrolment(second)).toBe("active");
  });

  test("确认两次、确认不存在的电脑", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const code = readOut(district, replicaOf(station));
    const again = await district.call("district.confirm", { replica: replicaOf(station), code });
    // The answer may be asked for again: the call was cut off.
    expect(again).toMatchObject({ results: [], answer: expect.stringMatching(/^\d{6}$/) as unknown });
    for (const replica of ["0".repeat(32), replicaOf(station).slice(0, 3)])
      expect(await codeOf(district.call("district.confirm", { replica, code }))).toBe("replicaMissing");
  });

  test("没有确认的联络站没有回执", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.joined(district, "桐岭镇联络站");
    expect(await codeOf(district.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick }))).toBe(
      "stationUnconfirmed",
    );
    expect(await codeOf(district.call("receipt.export", { station: "没有的站", folder: world.stick }))).toBe(
      "stationMissing",
    );
    await send(world, station, district);
    expect(await codeOf(district.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick }))).toBe(
      "stationUnconfirmed",
    );
  });

  test("停用的电脑：已导入的留下，以后的不收；名册送到后本机也知道", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station);
    await send(world, station, district);
    await record(station, "停用之后");
    await district.call("district.retire", { replica: replicaOf(station) });
    const before = everythingIn(district);
    expect(await send(world, station, district)).toMatchObject([{ outcome: "refused", code: 4012 }]);
    expect(everythingIn(district)).toEqual(before);
    const roster = await district.call("district.roster", { file: world.folder("名册.json") });
    expect(await station.call("station.roster", { file: roster.file })).toMatchObject({ enrolment: "retired" });
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("bundleRetired");
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(1);
  });

  test("名册：新的收下，旧的、改过的、别的区县的不收", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const old = await district.call("district.roster", { file: world.folder("旧.json") });
    await world.invitation(district, "乙站");
    const roster = await district.call("district.roster", { file: world.folder("新.json") });
    expect(roster.version).toBe(old.version + 1);
    expect(await station.call("station.roster", { file: roster.file })).toEqual({
      version: roster.version,
      enrolment: "active",
    });
    expect(await station.call("station.roster", { file: roster.file })).toEqual({
      version: roster.version,
      enrolment: "active",
    });
    const before = everythingIn(station);
    expect(await codeOf(station.call("station.roster", { file: old.file }))).toBe("rosterOld");
    const forged = world.folder("改过.json");
    writeFileSync(forged, readFileSync(roster.file, "utf8").replace("乙站", "丙站"));
    expect(await codeOf(station.call("station.roster", { file: forged }))).toBe("documentInvalid");
    writeFileSync(forged, ` ${readFileSync(roster.file, "utf8")}`);
    expect(await codeOf(station.call("station.roster", { file: forged }))).toBe("documentInvalid");
    const other = await world.district("邻县政协");
    const foreign = await other.call("district.roster", { file: world.folder("邻县.json") });
    expect(await codeOf(station.call("station.roster", { file: foreign.file }))).toBe("documentInvalid");
    expect(everythingIn(station)).toEqual(before);
  });

  test("邀请：改过的不认；已加入的站不认别的区县；重开同一份没有影响", async () => {
    const world = World.make();
    const district = await world.district();
    const other = await world.district("邻县政协");
    const station = await world.pc();
    const invitation = await world.invitation(district, "桐岭镇联络站");
    const forged = world.folder("改过.json");
    writeFileSync(forged, readFileSync(invitation, "utf8").replace("武宣县", "武玄县"));
    expect(await codeOf(station.call("station.join", { file: forged }))).toBe("documentInvalid");
    const joined = await station.call("station.join", { file: invitation, rename: true });
    expect(await station.call("station.join", { file: invitation })).toEqual(joined);
    await compare(district, station, world.stick);
    const before = everythingIn(station);
    expect(await codeOf(station.call("station.join", { file: await world.invitation(other, "桐岭镇联络站") }))).toBe(
      "invitationForeign",
    );
    expect(await codeOf(station.call("station.join", { file: await world.invitation(district, "乙站") }))).toBe(
      "alreadyJoined",
    );
    expect(await codeOf(district.call("station.join", { file: invitation }))).toBe("wrongRole");
    expect(everythingIn(station)).toEqual(before);
  });

  test("邀请文件不覆盖别的文件，里面没有私钥", async () => {
    const world = World.make();
    const district = await world.district();
    const file = world.folder("重要.docx");
    writeFileSync(file, "不能丢的内容");
    const before = everythingIn(district);
    expect(await codeOf(district.call("district.invite", { station: "桐岭镇联络站", file }))).toBe("fileExists");
    expect(everythingIn(district)).toEqual(before);
    expect(readFileSync(file, "utf8")).toBe("不能丢的内容");
    const invitation = readFileSync(await world.invitation(district, "桐岭镇联络站"), "utf8");
    const stored = JSON.parse(readFileSync(`${district.dir}/keys.json`, "utf8")) as Record<string, string>;
    for (const secret of [stored["signing"], stored["root"], stored["identity"]])
      expect(invitation).not.toContain(secret);
  });

  test("密钥文件不见了：说明原因，记录都还在", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station);
    writeFileSync(`${station.dir}/keys.json`, "{}");
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("keysMissing");
    expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
    // Keys of another PC are no keys of this one.
    writeFileSync(`${station.dir}/keys.json`, readFileSync(`${district.dir}/keys.json`));
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("keysMissing");
  });

  test("数据库里没有私钥", async () => {
    const world = World.make();
    const district = await world.district();
    const { identity, signing, root } = JSON.parse(readFileSync(`${district.dir}/keys.json`, "utf8")) as Record<
      string,
      string
    >;
    district.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const bytes = readFileSync(`${district.dir}/lianxinqiao.db`);
    for (const secret of [identity, signing, root]) expect(bytes.includes(secret ?? "missing")).toBe(false);
    expect(keysOf(district).rootKey).not.toBeNull();
  });

  test("查看数据包：不改任何东西，不需要密钥", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.joined(district, "桐岭镇联络站");
    const { files } = await station.call("bundle.export", { folder: world.stick });
    const file = files[0] ?? "";
    expect(basename(file)).toMatch(/^桐岭镇联络站-加入申请-\d{4}-\d\d-\d\d-1\.lxq$/);
    expect(await district.call("bundle.inspect", { file })).toMatchObject({
      type: "bundle",
      signature: "unknownSender",
      hasJoinRequest: true,
      stationName: "桐岭镇联络站",
    });
    expect(await station.call("bundle.inspect", { file })).toMatchObject({ signature: "valid" });
  });
});

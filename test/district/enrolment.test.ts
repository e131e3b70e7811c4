/** 加入的每一道关口：换过的邀请、伪造的名册、过期、用过两次、念错、冒用编号，都拿不走一条记录。 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { enrolment as migration } from "../../db/database/migrations/0170-enrolment.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openFile } from "../../db/bundle/read.ts";
import { digitsOf, groupedAnswer, groupedCode } from "../../db/schema/typed-code.ts";
import { compare } from "../../scripts/common/enrol.ts";
import { codeOf, record, readOut, send, World, type Pc } from "../helpers/exchange.ts";

const name = "桐岭镇联络站";
const stationOf = async (pc: Pc) => (await pc.call("app.status", {})).station;
const codeOn = async (pc: Pc) => (await stationOf(pc))?.checkCode ?? "";
const exportFrom = async (world: World, pc: Pc) =>
  (await pc.call("bundle.export", { folder: world.stick })).files[0] ?? "";

describe("加入", () => {
  test("换过的邀请：冒名的区县一个数据包也拿不到；真的区县对不上号，联络站换成真邀请就能加入", async () => {
    const world = World.make();
    const [district, impostor] = [await world.district(), await world.district()];
    const station = await world.joined(impostor, name);
    await record(station, "不能外传的内容");
    const file = await exportFrom(world, station);
    const { header } = await openFile(file, file);
    expect(header).toMatchObject({ fromSeq: 1, toSeq: 0, acknowledged: null });
    // The impostor does everything that its program can do.
    await impostor.call("bundle.import", { files: [file] });
    await impostor.call("district.confirm", {
      replica: readIdentity(station.db).replicaId,
      code: await codeOn(station),
    });
    expect((await impostor.call("record.list", { kind: "hotline" })).total).toBe(0);
    const roster = await impostor.call("district.roster", { file: world.folder("名册.json") });
    expect(await codeOf(station.call("station.roster", { file: roster.file }))).toBe("stationNotCompared");
    const receipt = await impostor.call("receipt.export", { station: name, folder: world.stick });
    expect(await codeOf(station.call("receipt.import", { file: receipt.files[0] ?? "" }))).toBe("stationNotCompared");
    expect(await station.call("bundle.export", { folder: world.stick })).toMatchObject({
      isJoinFile: true,
      entries: 0,
    });
    // The true district hears the station's code: it fits nothing, and no answer is shown.
    const genuine = await world.invitation(district, name);
    expect(await codeOf(district.call("district.confirm", { code: await codeOn(station) }))).toBe("joinCodeUnknown");
    await station.call("station.join", { file: genuine, rename: true });
    await compare(district, station, world.stick);
    expect(await send(world, station, district)).toMatchObject([{ outcome: "imported" }]);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(1);
  });

  test("念错：说还能输几次，什么都不变；错满五次作废，换一份邀请重新来", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.joined(district, name);
    await send(world, station, district);
    const replica = readIdentity(station.db).replicaId;
    const right = await codeOn(station);
    const wrong = `${right.slice(1)}${right.startsWith("0") ? 1 : 0}`;
    expect(await codeOf(district.call("district.confirm", { replica, code: right.slice(1) }))).toBe("joinCodeShape");
    for (let failures = 1; failures < 5; failures += 1) {
      expect(await codeOf(district.call("district.confirm", { replica, code: wrong }))).toBe("joinCodeWrong");
      const { stations } = await district.call("district.stations", {});
      expect(stations[0]?.replicas).toMatchObject([{ state: "waiting", join: { failures } }]);
    }
    expect(await codeOf(district.call("district.confirm", { replica, code: wrong }))).toBe("joinRefused");
    expect(await codeOf(district.call("district.confirm", { replica, code: right }))).toBe("joinRefused");
    expect(await send(world, station, district)).toMatchObject([{ outcome: "refused", code: 5017 }]);
    await station.call("station.join", { file: await world.invitation(district, name) });
    expect(await codeOn(station)).not.toBe(right);
    await compare(district, station, world.stick);
    expect((await stationOf(station))?.enrolment).toBe("compared");
  });

  test("全角数字、空格、横线都认；字母不认", () => {
    expect(digitsOf("１２３４ 5678－90—12")).toBe("123456789012");
    expect(digitsOf("12a4")).toBeNull();
    expect([groupedCode("12345678901234567890"), groupedAnswer("123456")]).toEqual([
      "1234-5678-9012-3456-7890",
      "123-456",
    ]);
  });

  test("回答码输错：前三次马上能再试，以后要等；等过了，对的照样能用", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.joined(district, name);
    await send(world, station, district);
    const { answer } = await district.call("district.confirm", { code: await codeOn(station) });
    const wrong = answer === "000000" ? "000001" : "000000";
    expect(await codeOf(station.call("station.answer", { code: "12345" }))).toBe("answerShape");
    for (let count = 0; count < 3; count += 1)
      expect(await codeOf(station.call("station.answer", { code: wrong }))).toBe("answerWrong");
    expect(await codeOf(station.call("station.answer", { code: answer }))).toBe("answerWait");
    expect((await stationOf(station))?.enrolment).toBe("waiting");
    const later: Pc["context"] = { ...station.context, now: () => station.context.now() + 3_600_000 };
    const { stationHandlers } = await import("../../db/handlers/exchange.ts");
    await stationHandlers["station.answer"](
      later,
      { code: groupedAnswer(answer) },
      { progress: () => {}, throwIfCancelled: () => {} },
    );
    expect((await stationOf(station))?.enrolment).toBe("compared");
  });

  test("邀请过期、作废的不接受；没用过的列在那里", async () => {
    const world = World.make();
    const district = await world.district();
    const [late, cancelled] = [await world.joined(district, name), await world.joined(district, "三里镇联络站")];
    const { invitations } = await district.call("district.stations", {});
    expect(invitations.map((one) => one.name).toSorted()).toEqual([name, "三里镇联络站"].toSorted());
    const id = invitations.find((one) => one.name !== name)?.invitation ?? "";
    const left = await district.call("district.cancelInvitation", { invitation: id });
    expect(left.invitations.map((one) => one.name)).toEqual([name]);
    expect(await codeOf(district.call("district.cancelInvitation", { invitation: id }))).toBe("invitationMissing");
    expect(await send(world, cancelled, district)).toMatchObject([{ outcome: "refused", code: 5021 }]);
    district.db.run(`UPDATE "invitation" SET "createdAt" = "createdAt" - 31 * 86400000`);
    expect(await send(world, late, district)).toMatchObject([{ outcome: "refused", code: 5020 }]);
    expect((await district.call("district.stations", {})).stations.flatMap(({ replicas }) => replicas)).toEqual([]);
  });

  test("冒用编号：已加入的站拿别站的编号或密钥申请，不接受，原来的电脑照常", async () => {
    const world = World.make();
    const district = await world.district();
    const [mine, other] = [await world.enrolled(district), await world.joined(district, "三里镇联络站")];
    await send(world, other, district);
    const own = readIdentity(mine.db).replicaId;
    // The other station's keys, or its number, in a request of a confirmed station.
    const stored = JSON.parse(readFileSync(`${other.dir}/keys.json`, "utf8")) as Record<string, string>;
    const fresh = await world.joined(district, name);
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${fresh.dir}/keys.json`, JSON.stringify({ ...stored, replica: readIdentity(fresh.db).replicaId }));
    expect(await send(world, fresh, district)).toMatchObject([{ outcome: "refused", code: 5019 }]);
    const twin = await world.joined(district, name);
    const taken = readIdentity(other.db).replicaId;
    const before = readIdentity(twin.db);
    twin.db.exec("PRAGMA foreign_keys = OFF");
    twin.db.run(`UPDATE "replica" SET "id" = ? WHERE "id" = ?`, [taken, before.replicaId]);
    twin.db.run(`UPDATE "local" SET "value" = json_set("value", '$.replicaId', ?) WHERE "key" = 'identity'`, [taken]);
    const keys = JSON.parse(readFileSync(`${twin.dir}/keys.json`, "utf8")) as Record<string, string>;
    writeFileSync(`${twin.dir}/keys.json`, JSON.stringify({ ...keys, replica: taken }));
    expect(await send(world, twin, district)).toMatchObject([{ outcome: "refused", code: 5019 }]);
    const { stations } = await district.call("district.stations", {});
    expect(stations.flatMap(({ replicas }) => replicas.map(({ replica }) => replica)).toSorted()).toEqual(
      [own, taken].toSorted(),
    );
    await district.call("district.confirm", { replica: taken, code: readOut(district, taken) });
  });

  test("名称：邀请上的不一样要先同意；加入前自己改，加入后由名册定，改了会告诉操作员", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.pc("桐岭联络站");
    const file = await world.invitation(district, name);
    const seen = await station.call("station.invitation", { file });
    expect(seen).toMatchObject({
      current: "桐岭联络站",
      station: name,
      isRename: true,
      isExpired: false,
      leaves: null,
    });
    expect(seen.fingerprint).toMatch(/^([0-9A-F]{4}-){4}[0-9A-F]{4}$/);
    expect(await codeOf(station.call("station.join", { file }))).toBe("invitationRenames");
    await station.call("station.rename", { name });
    await station.call("station.join", { file, fingerprint: seen.fingerprint });
    expect(await codeOf(station.call("station.rename", { name: "别的名称" }))).toBe("stationNamed");
    await compare(district, station, world.stick);
    district.db.run(`UPDATE "station" SET "name" = '桐岭镇委员联络站'`);
    const roster = await district.call("district.roster", { file: world.folder("名册.json") });
    await station.call("station.roster", { file: roster.file });
    expect(await station.call("app.status", {})).toMatchObject({
      name: "桐岭镇委员联络站",
      station: { renamedFrom: name },
    });
    expect((await station.call("station.nameSeen", {})).station?.renamedFrom).toBeNull();
  });

  test("以前的数据：已登记的站照常导出，不用再核对；没登记的要核对", async () => {
    const world = World.make();
    const district = await world.district();
    const [active, waiting] = [await world.enrolled(district), await world.joined(district, "三里镇联络站")];
    for (const { db } of [active, waiting]) {
      db.run(`UPDATE "local" SET "value" = json_remove("value", '$.district.comparedBy') WHERE "key" = 'identity'`);
      db.exec(`ALTER TABLE "replica" DROP COLUMN "invitation"; ALTER TABLE "replica" DROP COLUMN "joinFailures";
        ALTER TABLE "invitation" DROP COLUMN "cancelledAt";`);
      migration.up(db);
    }
    expect((await stationOf(active))?.enrolment).toBe("active");
    await record(active);
    expect(await send(world, active, district)).toMatchObject([{ outcome: "imported", entries: 1 }]);
    expect((await stationOf(waiting))?.enrolment).toBe("waiting");
    const { bringJoinCode } = await import("../../db/exchange/compare.ts");
    bringJoinCode(waiting.db);
    await compare(district, waiting, world.stick);
    expect((await stationOf(waiting))?.enrolment).toBe("compared");
  });
});

/** 加入也能走网络：双方打电话核对以前，只有加入申请出得去。 */
import { expect, test } from "vitest";
import { stateHash } from "../../db/journal/state-hash.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { phone } from "../../scripts/common/enrol.ts";
import { record, World, type Pc } from "../helpers/exchange.ts";
import { backup, restore, titles } from "../helpers/restore.ts";
import { listen, publish } from "./line.ts";

const name = "桐岭镇联络站";

const stateAt = async (district: Pc, station: Pc): Promise<string | null> => {
  const { stations } = await district.call("district.stations", {});
  const { replicaId } = readIdentity(station.db);
  return stations.flatMap(({ replicas }) => replicas).find(({ replica }) => replica === replicaId)?.state ?? null;
};

async function atDistrict() {
  const world = World.make();
  const district = await world.district();
  const receiver = await listen(district);
  await publish(district, receiver.port);
  return { world, district, receiver };
}

test("没核对以前只送加入申请，只送一次；区县确认、输入回答码以后，记录和回执才走", async () => {
  const { world, district, receiver } = await atDistrict();
  const station = await world.joined(district, name);
  await receiver.refresh();
  await record(station, "加入以前登记的");
  expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ entries: 0 }], failures: [], refused: [] });
  expect(await stateAt(district, station)).toBe("waiting");
  expect(await titles(district)).toEqual([]);
  expect(await station.call("upload.run", {})).toMatchObject({ sent: [], failures: [], refused: [] });

  const code = (await station.call("app.status", {})).station?.checkCode ?? "";
  const { answer } = await district.call("district.confirm", { code });
  await receiver.refresh();
  // Confirmed, and the station has not made sure of the district: nothing goes out, and nothing is taken.
  expect(await station.call("upload.run", {})).toMatchObject({ sent: [], feedback: 0, failures: [], refused: [] });
  expect(await titles(district)).toEqual([]);

  await station.call("station.answer", { code: answer });
  expect(await station.call("upload.run", {})).toMatchObject({ sent: [{ grade: "imported" }], left: 0, failures: [] });
  expect(await titles(district)).toEqual(["加入以前登记的"]);
  const { stationId } = readIdentity(station.db);
  expect(stateHash(station.db, stationId)).toBe(stateHash(district.db, stationId));
});

test("恢复过旧备份的电脑要重新确认：先送加入申请，不会因为没确认被拒收；确认以后自己接着送", async () => {
  const { world, district, receiver } = await atDistrict();
  const station = await world.enrolled(district);
  await receiver.refresh();
  await record(station, "一");
  await station.call("upload.run", {});
  const file = await backup(station);
  await record(station, "二");
  await station.call("upload.run", {});
  const { pc: restored } = await restore(world, station, file);
  await record(restored, "三");
  expect(await restored.call("upload.run", {})).toMatchObject({ sent: [{ entries: 0 }], refused: [] });
  expect(await stateAt(district, restored)).toBe("waiting");
  expect(await restored.call("upload.run", {})).toMatchObject({ sent: [], refused: [] });
  await phone(district, restored);
  await receiver.refresh();
  expect(await restored.call("upload.run", {})).toMatchObject({ left: 0, failures: [], refused: [] });
  expect(await titles(district)).toEqual(["一", "二", "三"].toSorted());
});

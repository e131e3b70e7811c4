import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { onTestFinished, describe, expect, test } from "vitest";
import { loadKeys } from "../../db/bundle/crypto.ts";
import { openFile } from "../../db/bundle/read.ts";
import { parseUploadAddress } from "../../db/network/address.ts";
import { signedDelivery, type DeliveryBody } from "../../db/network/delivery.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openDesk, type OfficeDesk } from "../../db/receiver/desk.ts";
import { inboxFile } from "../../db/receiver/inbox.ts";
import { openReceiverLog } from "../../db/receiver/log.ts";
import { storedOf, type StoredFile } from "../../db/receiver/store.ts";
import { noteDelivered } from "../../db/sending/outgoing.ts";
import { openService } from "../../db/service.ts";
import type { WritableDb } from "../../db/sqlite/connection.ts";
import { prove } from "../../scripts/load/raw-caller.ts";
import { clock, codeOf, record, World, type Pc } from "../helpers/exchange.ts";
import { proverOf } from "./scene.ts";

type Use = <T>(work: (db: WritableDb) => T | Promise<T>) => Promise<T>;

async function deskOf(
  district: Pc,
  { use = async (work) => work(district.db), isAutomatic = true }: { use?: Use; isAutomatic?: boolean } = {},
): Promise<OfficeDesk> {
  const log = openReceiverLog(join(district.dir, "receiver", "receiver.log"));
  const { dir } = district;
  const importsByItself = () => isAutomatic;
  const desk = await openDesk({ dir, now: clock, use, importsByItself, onImported: () => {}, log });
  onTestFinished(() => desk.close());
  return desk;
}

/** A new file of the station's in the district's inbox, as the network side leaves it there. */
async function arrive(world: World, station: Pc, district: Pc): Promise<StoredFile> {
  await record(station);
  const { files } = await station.call("bundle.export", { folder: world.folder("导出") });
  const bytes = readFileSync(files[0] ?? "");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  mkdirSync(join(district.dir, "inbox"), { recursive: true });
  const file = inboxFile(district.dir, sha256);
  writeFileSync(file, bytes);
  return storedOf(await openFile(file, file), sha256);
}

const statesOf = (district: Pc): string[] =>
  district.db.all<{ state: string }>(`SELECT "state" FROM "arrival" ORDER BY "at"`).map(({ state }) => state);

describe("区县一侧：收件夹和导入", () => {
  test("收件夹里有一份损坏的：放到一边，说得出来，别的照样收、照样导", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const good = await arrive(world, station, district);
    const bad = inboxFile(district.dir, "c".repeat(64));
    copyFileSync(inboxFile(district.dir, good.sha256), bad);
    truncateSync(bad, 700);
    writeFileSync(inboxFile(district.dir, "d".repeat(64)), "不是上报文件");
    const desk = await deskOf(district);
    expect(readdirSync(join(district.dir, "inbox", "damaged"))).toHaveLength(2);
    expect((await district.call("exchange.status", {})).damaged).toBe(2);
    expect(readFileSync(join(district.dir, "receiver", "receiver.log"), "utf8")).toContain('"event":"damaged"');
    expect(await desk.importWaiting()).toBe(1);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(1);
  });

  test("一轮导入快完的时候又来一份：这份不用等别人来催", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    let isLate = false;
    let late: StoredFile | null = null;
    const use: Use = async (work) => {
      const result = await work(district.db);
      // The run has just seen that nothing is left.
      if (isLate && late !== null && Array.isArray(result) && result.length === 0) {
        isLate = false;
        await desk.stored(late);
      }
      return result;
    };
    const desk = await deskOf(district, { use });
    const first = await arrive(world, station, district);
    late = await arrive(world, station, district);
    isLate = true;
    await desk.stored(first);
    for (
      let wait = 0;
      wait < 100 && !(statesOf(district).length === 2 && !statesOf(district).includes("stored"));
      wait += 1
    )
      await setTimeout(50);
    expect(statesOf(district)).toEqual(["imported", "imported"]);
  });

  test("两个人同时按导入：一个接一个，一份文件只数一次", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const desk = await deskOf(district, { isAutomatic: false });
    await desk.stored(await arrive(world, station, district));
    expect(await Promise.all([desk.importWaiting(), desk.importWaiting()])).toEqual([1, 0]);
  });

  test("文件收好了、库里没记上：站点一问就有凭据，不用重送", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const desk = await deskOf(district, { isAutomatic: false });
    const { sha256, replica, station: of } = await arrive(world, station, district);
    const feed = { replica: "a".repeat(32), seq: 0 };
    const { notes } = await desk.news({ replica, station: of }, { files: [sha256], feed, receipt: null });
    expect(notes.map(({ body }) => body.sha256)).toEqual([sha256]);
  });

  test("凭据上写的是别的区县、别的站：不算送达", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const { replicaId: replica, stationId, district: own } = readIdentity(station.db);
    const body: DeliveryBody = {
      type: "received",
      format: 1,
      district: own?.id ?? "",
      station: stationId,
      replica,
      fromSeq: 1,
      toSeq: 0,
      hashAfter: "0".repeat(64),
      sha256: "1".repeat(64),
      bytes: 100,
      at: 1,
    };
    const outgoing = {
      sha256: body.sha256,
      file: "x",
      replica,
      fromSeq: 1,
      toSeq: 0,
      bytes: 100,
      url: null,
      state: "waiting",
      wanted: null,
    } as const;
    const keys = loadKeys(district.dir, readIdentity(district.db).replicaId);
    const noted = (other: Partial<DeliveryBody>): Promise<string> => {
      const note = signedDelivery(keys, { ...body, ...other });
      return codeOf(noteDelivered(station.db, station.dir, outgoing, { note, district: own?.id ?? "" }));
    };
    expect(await noted({ district: "a".repeat(32) })).toBe("uploadUnproved");
    expect(await noted({ station: "a".repeat(32) })).toBe("uploadUnproved");
    expect(await noted({})).toBe("none");
  });

  test("区县刚确认的电脑马上就能送，刚停用的马上就不能", async () => {
    const world = World.make();
    const pc = await world.district();
    const station = await world.joined(pc, "桐岭镇联络站");
    const { files } = await station.call("bundle.export", { folder: world.stick });
    await pc.call("bundle.import", { files: [...files] });
    pc.close();
    const district = openService({ dir: pc.dir, clock });
    onTestFinished(() => district.close());
    const { address } = await district.call("district.address", { url: "https://127.0.0.1:8443" });
    const pin = parseUploadAddress(address ?? "")?.pins[0] ?? "";
    const { port } = await district.receive({ host: "127.0.0.1", port: 0, onLost: () => {} });
    const proved = (): Promise<string> =>
      prove(port, proverOf(station, pin)).then(
        () => "ok",
        () => "refused",
      );
    expect(await proved()).toBe("refused");
    const { replicaId: replica } = readIdentity(station.db);
    const code = (await station.call("app.status", {})).station?.checkCode ?? "";
    await district.call("district.confirm", { replica, code });
    expect(await proved()).toBe("ok");
    await district.call("district.retire", { replica });
    expect(await proved()).toBe("refused");
  });
});

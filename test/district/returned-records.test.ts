/** 交还: a station gets back from the district what it had sent, with history and attachments. */
import { isReturnName } from "../../db/schema/exchange-files.ts";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { canonicalBytes } from "../../db/journal/canonical.ts";
import { checkDatabase } from "../../db/journal/check.ts";
import { readIdentity } from "../../db/office/identity.ts";
import type { ReceiptResult } from "../../db/api/operations.ts";
import { contentOf, everythingIn, fileWith, keysOf, putTogether, takeApart } from "../helpers/craft.ts";
import { answer, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";
import { backup, confirmAll, copyOf, isAlike, restore, titles } from "../helpers/restore.ts";

const name = "桐岭镇联络站";

/** The district's press, and the station's reading of every file. */
async function giveBack(world: World, district: Pc, station: Pc): Promise<ReceiptResult[]> {
  const { files } = await district.call("return.export", { station: name, folder: world.folder("交还") });
  const results: ReceiptResult[] = [];
  for (const file of files) {
    // As the screen does: a receipt for the PC that this one was is left aside.
    if (!isReturnName(file) && results.some(({ checkCode }) => checkCode !== null)) continue;
    results.push(await station.call("receipt.import", { file }));
  }
  return results;
}

const backIn = (results: readonly ReceiptResult[]): number =>
  results.reduce((sum, { returned }) => sum + (returned ?? 0), 0);

/** A PC of its own for the station, confirmed: the old one is gone with its keys. */
async function newPc(world: World, district: Pc): Promise<Pc> {
  const pc = await world.joined(district, name);
  await send(world, pc, district);
  await confirmAll(district, pc);
  await send(world, pc, district);
  return pc;
}

describe("区县把记录交还联络站", () => {
  test("电脑坏了，没有备份：新电脑加入后取回全部记录，历史和附件都在；再导入一次没有变化", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "第一稿");
    await station.call("record.save", {
      kind: "hotline",
      id,
      fields: { line: "resident", calledAt: "2026-03-18T10:00", content: "第二稿" },
    });
    const photo = join(world.stick, "会议记录.txt");
    writeFileSync(photo, "到会十二人");
    await station.call("attachment.add", { recordId: id, file: photo, role: "minutes" });
    await send(world, station, district);
    await district.call("event.add", { recordId: id, fields: { type: "supervised", at: "2026-03-19T09:00" } });
    await answer(world, district, station);
    station.close();

    const fresh = await newPc(world, district);
    expect(await titles(fresh)).toEqual([]);
    expect(await answer(world, district, fresh)).toMatchObject({ elsewhere: 4, drift: null });
    expect(backIn(await giveBack(world, district, fresh))).toBe(4);
    expect(await titles(fresh)).toEqual(["第二稿"]);
    const back = await fresh.call("record.get", { id });
    expect(back).toMatchObject({ delivery: "imported", attachments: [{ name: "会议记录.txt" }] });
    expect(back.events).toHaveLength(1);
    expect((await fresh.call("record.history", { id })).length).toBeGreaterThanOrEqual(3);
    expect(checkDatabase(fresh.db)).toMatchObject({ ok: true });
    expect(await answer(world, district, fresh)).toMatchObject({ elsewhere: 0, drift: false });

    const { files } = await district.call("return.export", { station: name, folder: world.stick });
    const before = everythingIn(fresh);
    for (const file of files.filter((written) => isReturnName(written)))
      expect(await fresh.call("receipt.import", { file })).toMatchObject({ returned: 0 });
    expect(everythingIn(fresh)).toEqual(before);
    await record(fresh, "新电脑接着记");
    // The second file says that the old PC's entries are here.
    expect(await send(world, fresh, district)).toMatchObject([
      { outcome: "imported", entries: 1 },
      { outcome: "imported", entries: 0 },
    ]);
    expect(isAlike(fresh, district)).toBe(true);
  });

  test("恢复了旧备份：备份之后送过的取得回来，没送过的照旧另送", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "备份之前");
    await send(world, station, district);
    await answer(world, district, station);
    const file = await backup(station);
    await record(station, "备份之后送过");
    await send(world, station, district);
    const { pc: restored } = await restore(world, station, file);
    await record(restored, "恢复之后");
    await send(world, restored, district);
    await confirmAll(district);
    expect(await answer(world, district, restored)).toMatchObject({ elsewhere: 1 });
    expect(backIn(await giveBack(world, district, restored))).toBe(1);
    expect(await titles(restored)).toEqual(["备份之前", "备份之后送过", "恢复之后"].toSorted());
    expect(await answer(world, district, restored)).toMatchObject({ drift: false, elsewhere: 0 });
    expect(checkDatabase(restored.db)).toMatchObject({ ok: true });
  });

  test("整个盘被退回到旧镜像：取回之后成为新电脑，镜像里另写的也不丢", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "镜像之前");
    await send(world, station, district);
    await answer(world, district, station);
    const image = copyOf(world, station);
    await record(station, "镜像之后送过");
    await send(world, station, district);
    station.close();
    await record(image, "镜像上另写的");
    expect(await codeOf(answer(world, district, image))).toBe("receiptRolledBack");
    const before = readIdentity(image.db).replicaId;
    const results = await giveBack(world, district, image);
    expect(backIn(results)).toBe(1);
    expect(results.some(({ checkCode }) => /^\d{20}$/.test(checkCode ?? ""))).toBe(true);
    expect(readIdentity(image.db).replicaId).not.toBe(before);
    expect(await titles(image)).toEqual(["镜像之前", "镜像之后送过", "镜像上另写的"].toSorted());
    expect(await send(world, image, district)).toMatchObject([{ outcome: "held", code: 4016 }]);
    await confirmAll(district);
    expect(await answer(world, district, image)).toMatchObject({ drift: false });
    expect(isAlike(image, district)).toBe(true);
    expect(checkDatabase(image.db)).toMatchObject({ ok: true });
  });

  test("交还的分成几个文件，后一个正好从旧镜像断开的地方开始：先后读错了说明原因，什么都不动", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "镜像之前");
    await send(world, station, district);
    await answer(world, district, station);
    const image = copyOf(world, station);
    const end = image.db.value<number>(`SELECT max("seq") FROM "journal"`) ?? 0;
    await record(station, "镜像之后一");
    await record(station, "镜像之后二");
    await send(world, station, district);
    station.close();
    const { files } = await district.call("return.export", { station: name, folder: world.folder("交还") });
    const whole = files.find(isReturnName) ?? "";
    const [fitting, late] = [await cutBefore(whole, end + 1), await cutBefore(whole, end + 2)];

    const before = everythingIn(image);
    expect(await codeOf(image.call("receipt.import", { file: late }))).toBe("returnGap");
    expect(everythingIn(image)).toEqual(before);
    const back = await image.call("receipt.import", { file: fitting });
    expect(back).toMatchObject({ returned: 2, checkCode: expect.stringMatching(/^\d{20}$/) });
    expect(await titles(image)).toEqual(["镜像之前", "镜像之后一", "镜像之后二"].toSorted());
    expect(checkDatabase(image.db)).toMatchObject({ ok: true });

    /** The later one of two files that a longer range would be split into. */
    async function cutBefore(file: string, seq: number): Promise<string> {
      const { header, frames } = await takeApart(file, image);
      const hashBefore = district.db.value<Buffer>(`SELECT "hash" FROM "journal" WHERE "replica" = ? AND "seq" = ?`, [
        String(header["of"]),
        seq - 1,
      ]);
      const range = { fromSeq: seq, hashBefore: hashBefore?.toString("hex") };
      const kept = frames.filter(({ type }, index) => type !== "entry" || index >= seq + 1);
      const said = kept.map((frame) => {
        if (frame.type !== "meta" && frame.type !== "end") return frame;
        const value = z.record(z.string(), z.unknown()).parse(JSON.parse(frame.body.toString("utf8")));
        const changed = frame.type === "meta" ? range : { entries: Number(header["toSeq"]) - seq + 1 };
        return { ...frame, body: canonicalBytes({ ...value, ...changed }) };
      });
      const forgery = { header: range, content: contentOf({ frames: said }) };
      return fileWith(world.root, `交还-${seq}.lxr`, await putTogether({ header, frames }, keysOf(district), forgery));
    }
  });

  test("只给本站已确认的电脑：别站打不开，没确认的电脑写不出来", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const other = await world.enrolled(district, "三里镇联络站");
    await record(station, "一");
    await send(world, station, district);
    const { files } = await district.call("return.export", { station: name, folder: world.stick });
    const before = everythingIn(other);
    expect(await codeOf(other.call("receipt.import", { file: files[0] ?? "" }))).toBe("bundleOtherDistrict");
    expect(everythingIn(other)).toEqual(before);
    const unconfirmed = await world.joined(district, name);
    expect(await codeOf(unconfirmed.call("receipt.import", { file: files[0] ?? "" }))).toBe("stationNotCompared");
    await world.joined(district, "通挽镇联络站");
    expect(await codeOf(district.call("return.export", { station: "通挽镇联络站", folder: world.stick }))).toBe(
      "stationUnconfirmed",
    );
    expect(await codeOf(station.call("return.export", { station: name, folder: world.stick }))).toBe("wrongRole");
    expect(await codeOf(district.call("bundle.import", { files: [...files] }))).toBe("none");
  });

  test("区县没有的附件，记录照样回来", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "有附件");
    const paper = join(world.stick, "签到表.txt");
    writeFileSync(paper, "签到");
    await station.call("attachment.add", { recordId: id, file: paper, role: "signIn" });
    await send(world, station, district);
    rmSync(join(district.dir, "blobs"), { recursive: true });
    const fresh = await newPc(world, district);
    await giveBack(world, district, fresh);
    expect((await fresh.call("record.get", { id })).attachments).toHaveLength(1);
  });

  test("区县恢复过备份以后交还：结束了的反馈也一起回来", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    await district.call("event.add", { recordId: id, fields: { type: "replied", text: "恢复前的答复" } });
    await answer(world, district, station);
    const file = await backup(district);
    await answer(world, district, station);
    const { pc: restored } = await restore(world, district, file);
    await answer(world, restored, station);
    await codeOf(send(world, station, restored));
    const fresh = await newPc(world, restored);
    await giveBack(world, restored, fresh);
    expect((await fresh.call("record.get", { id })).events).toHaveLength(1);
    expect(isAlike(fresh, restored)).toBe(true);
  });
});

type Step = "record" | "send" | "answer" | "stationBack" | "districtBack" | "giveBack" | "reply";

test("不论先后：两边都会恢复旧备份，交还之后两边一样，送到过的一条不少", { timeout: 120_000 }, async () => {
  const steps = fc.constantFrom<Step>("record", "reply", "send", "answer", "stationBack", "districtBack", "giveBack");
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 14 }), async (sequence) => {
      const world = World.make();
      let district = await world.district();
      let station = await world.enrolled(district);
      const first = await record(station, "零");
      await send(world, station, district);
      await answer(world, district, station);
      const files = { station: await backup(station), district: await backup(district) };
      const exchange = async () => {
        await codeOf(send(world, station, district));
        await confirmAll(district);
        await codeOf(answer(world, district, station));
        await codeOf(giveBack(world, district, station));
      };
      let count = 0;
      for (const step of sequence) {
        count += 1;
        if (step === "record") await record(station, `记录${count}`);
        if (step === "reply")
          await district.call("event.add", { recordId: first, fields: { type: "replied", text: `答复${count}` } });
        if (step === "send") await codeOf(send(world, station, district));
        if (step === "answer") await codeOf(answer(world, district, station));
        if (step === "stationBack") ({ pc: station } = await restore(world, station, files.station));
        if (step === "districtBack") ({ pc: district } = await restore(world, district, files.district));
        if (step === "giveBack") await codeOf(giveBack(world, district, station));
      }
      for (const _ of [1, 2, 3]) await exchange();
      expect(isAlike(station, district)).toBe(true);
      for (const pc of [station, district]) expect(checkDatabase(pc.db)).toMatchObject({ ok: true });
      expect(await codeOf(answer(world, district, station))).toBe("none");
      world.close();
    }),
    { numRuns: Number(process.env["RUNS"] ?? 5) },
  );
});

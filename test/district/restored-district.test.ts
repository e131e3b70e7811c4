/** The district restores a backup from before its receipts went out: nothing forks, and what stations have comes back. */
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDatabase } from "../../db/journal/check.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { answer, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";
import { backup, confirmAll, isAlike, restore, titles } from "../helpers/restore.ts";

const at = "2026-03-18";
const reply = (district: Pc, recordId: string, text: string) =>
  district.call("event.add", { recordId, fields: { type: "replied", at: `${at}T11:00`, text } });
const repliesTo = async (pc: Pc, id: string): Promise<string[]> =>
  (await pc.call("record.get", { id })).events.map((event) => String(event["text"])).toSorted();

function expectWhole(...pcs: Pc[]): void {
  for (const pc of pcs) expect(checkDatabase(pc.db)).toMatchObject({ ok: true });
}

/** One exchange both ways, twice: what the first shows to be missing comes with the second. */
async function settle(world: World, district: Pc, station: Pc, name = "桐岭镇联络站"): Promise<void> {
  for (const _ of [1, 2]) {
    await answer(world, district, station, name);
    if ((await codeOf(send(world, station, district))) === "none") continue;
  }
  await answer(world, district, station, name);
}

describe("区县恢复备份", () => {
  test("备份之后发过回执：照样恢复，联络站自动接上；站里送过的再送一次，区县批复过的由站里带回", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const first = await record(station, "备份前送的");
    await send(world, station, district);
    const file = await backup(district);
    const second = await record(station, "备份后送的");
    await send(world, station, district);
    await reply(district, first, "备份后的答复一");
    await reply(district, second, "备份后的答复二");
    await answer(world, district, station);

    const { pc: restored, renewed } = await restore(world, district, file);
    expect(renewed).toBe(true);
    expect(await titles(restored)).toEqual(["备份前送的"]);
    expectWhole(restored);
    await reply(restored, first, "恢复后的答复");
    const taken = await answer(world, restored, station);
    expect(taken).toMatchObject({ entries: 1, isRestored: true });
    // One call that is sent again, two replies that come back.
    expect(await station.call("app.status", {})).toMatchObject({ station: { enrolment: "active", unsent: 3 } });

    const results = await send(world, station, restored);
    expect(results.map(({ outcome }) => outcome)).toEqual(["imported", "imported"]);
    expect(await titles(restored)).toEqual(["备份前送的", "备份后送的"].toSorted());
    expect(await repliesTo(restored, first)).toEqual(["备份后的答复一", "恢复后的答复"].toSorted());
    expect(await repliesTo(restored, second)).toEqual(["备份后的答复二"]);
    await answer(world, restored, station);
    expect(isAlike(station, restored)).toBe(true);
    expectWhole(station, restored);
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("bundleNothing");
  });

  test("区县的数据读不出来了：一样可以从旧备份恢复", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    await answer(world, district, station);
    const file = await backup(district);
    await reply(district, id, "备份后的答复");
    await answer(world, district, station);
    const { pc: restored, renewed } = await restore(world, district, file, true);
    expect(renewed).toBe(true);
    await settle(world, restored, station);
    expect(await repliesTo(restored, id)).toEqual(["备份后的答复"]);
    expect(isAlike(station, restored)).toBe(true);
    expectWhole(station, restored);
  });

  test("备份之后什么都没发出去：反馈的编号接着用", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    await reply(district, id, "已发出");
    await answer(world, district, station);
    const file = await backup(district);
    await reply(district, id, "没发出，恢复后就没有了");
    const { pc: restored, renewed } = await restore(world, district, file);
    expect(renewed).toBe(false);
    await reply(restored, id, "恢复后的答复");
    expect(await answer(world, restored, station)).toMatchObject({ drift: false });
    expect(await repliesTo(station, id)).toEqual(["已发出", "恢复后的答复"].toSorted());
  });

  test("一条反馈都没有、只确认过收到的回执也算：确认过的记录不会两头都没有", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const file = await backup(district);
    await record(station, "确认过的");
    await send(world, station, district);
    await answer(world, district, station);
    const { pc: restored, renewed } = await restore(world, district, file);
    expect(renewed).toBe(true);
    await settle(world, restored, station);
    expect(await titles(restored)).toEqual(["确认过的"]);
  });

  test("恢复之前写的回执后来才找到：联络站不收，按提示再取一份就行", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    const file = await backup(district);
    await reply(district, id, "在丢了的U盘上");
    const lost = await district.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick });
    const { pc: restored } = await restore(world, district, file);
    await answer(world, restored, station);
    expect(await codeOf(station.call("receipt.import", { file: lost.files[0] ?? "" }))).toBe("receiptOutdated");
    await settle(world, restored, station);
    expect(isAlike(station, restored)).toBe(true);
  });

  test("恢复之前写的回执先到：照收，那条反馈由联络站带回区县", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    const file = await backup(district);
    await reply(district, id, "备份后的答复");
    const early = await district.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick });
    const { pc: restored } = await restore(world, district, file);
    await station.call("receipt.import", { file: early.files[0] ?? "" });
    await settle(world, restored, station);
    expect(await repliesTo(restored, id)).toEqual(["备份后的答复"]);
    expect(isAlike(station, restored)).toBe(true);
  });

  test("备份时还没送到的反馈，换到新的编号照样送到；联络站已经有的不会变成两条", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    await answer(world, district, station);
    await reply(district, id, "写了没送");
    const file = await backup(district);
    await answer(world, district, station);
    const { pc: restored } = await restore(world, district, file);
    await settle(world, restored, station);
    expect(await repliesTo(station, id)).toEqual(["写了没送"]);
    expect(await repliesTo(restored, id)).toEqual(["写了没送"]);
    expect(isAlike(station, restored)).toBe(true);
    expectWhole(station, restored);
  });

  test("数据包文件还在文件夹里：恢复后重新导入也能补回", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const file = await backup(district);
    await record(station, "还在文件夹里");
    const { files } = await station.call("bundle.export", { folder: world.stick });
    await district.call("bundle.import", { files: [...files] });
    await answer(world, district, station);
    const { pc: restored } = await restore(world, district, file);
    const { results } = await restored.call("bundle.import", { files: [...files] });
    expect(results).toMatchObject([{ outcome: "imported", entries: 1 }]);
    await settle(world, restored, station);
    expect(isAlike(station, restored)).toBe(true);
  });

  test("备份之后才加入、才停用的电脑：现有数据读得出来，恢复后照旧", async () => {
    const world = World.make();
    const district = await world.district();
    const old = await world.enrolled(district, "三里镇联络站");
    const file = await backup(district);
    const station = await world.enrolled(district);
    const id = await record(station, "新站的第一条");
    await send(world, station, district);
    await reply(district, id, "给新站的答复");
    await answer(world, district, station);
    const retired = readIdentity(old.db).replicaId;
    await district.call("district.retire", { replica: retired });
    const { pc: restored } = await restore(world, district, file);
    await settle(world, restored, station);
    expect(await titles(restored)).toEqual(["新站的第一条"]);
    expect(await repliesTo(restored, id)).toEqual(["给新站的答复"]);
    const { stations } = await restored.call("district.stations", {});
    expect(stations.flatMap(({ replicas }) => replicas).find(({ replica }) => replica === retired)?.state).toBe(
      "retired",
    );
  });

  test("备份之后才确认的电脑，现有数据读不出来：再核对一次校验码就接上", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.joined(district, "桐岭镇联络站");
    const file = await backup(district);
    await send(world, station, district);
    await confirmAll(district, station);
    await answer(world, district, station);
    await record(station, "一");
    const { pc: restored } = await restore(world, district, file, true);
    expect(await send(world, station, restored)).toMatchObject([{ outcome: "held", code: 4010 }]);
    await confirmAll(restored);
    await settle(world, restored, station);
    expect(await titles(restored)).toEqual(["一"]);
    expect(isAlike(station, restored)).toBe(true);
  });

  test("撤销恢复、连着恢复两次：都接得上", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    const file = await backup(district);
    await reply(district, id, "第一次");
    await answer(world, district, station);
    const undo = await backup(district);
    const first = await restore(world, district, file);
    await reply(first.pc, id, "恢复后写的");
    await answer(world, first.pc, station);
    const second = await restore(world, first.pc, undo);
    await settle(world, second.pc, station);
    expect(await repliesTo(second.pc, id)).toEqual(["第一次", "恢复后写的"].toSorted());
    const third = await restore(world, second.pc, file, true);
    await settle(world, third.pc, station);
    expect(await repliesTo(third.pc, id)).toEqual(["第一次", "恢复后写的"].toSorted());
    expect(isAlike(station, third.pc)).toBe(true);
    expectWhole(station, third.pc);
  });

  test("联络站交还的反馈没有区县的签名作证、被改过：不收", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    const file = await backup(district);
    await reply(district, id, "真的答复");
    await answer(world, district, station);
    const { pc: restored } = await restore(world, district, file);
    await answer(world, restored, station);
    // As if the station's program had made up a proof.
    const proof = station.db.get<{ kind: string; body: string }>(
      `SELECT "kind", "body" FROM "document" WHERE "kind" LIKE 'feedProof:%' ORDER BY "version" DESC`,
    );
    const said = JSON.parse(proof?.body ?? "{}") as { header: string; signature: string };
    const forged = { ...said, signature: Buffer.alloc(64).toString("base64") };
    station.db.run(`UPDATE "document" SET "body" = ? WHERE "kind" = ?`, [JSON.stringify(forged), proof?.kind ?? ""]);
    const results = await send(world, station, restored);
    expect(results.map(({ code }) => code)).toContain(4021);
    expect(await repliesTo(restored, id)).toEqual([]);
    station.db.run(`UPDATE "document" SET "body" = ? WHERE "kind" = ?`, [proof?.body ?? "", proof?.kind ?? ""]);
    await settle(world, restored, station);
    expect(await repliesTo(restored, id)).toEqual(["真的答复"]);
  });

  test("附件：区县丢了的也随记录再送一次", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const file = await backup(district);
    const id = await record(station, "有附件");
    const paper = join(world.stick, "照片.txt");
    copyFileSync(new URL(import.meta.url), paper);
    await station.call("attachment.add", { recordId: id, file: paper, role: "other" });
    await send(world, station, district);
    await answer(world, district, station);
    const { pc: restored } = await restore(world, district, file);
    rmSync(join(restored.dir, "blobs"), { recursive: true });
    await settle(world, restored, station);
    const { attachments } = await restored.call("record.get", { id });
    expect(attachments).toMatchObject([{ name: "照片.txt" }]);
    expectWhole(restored);
  });
});

/** Both sides may change the unit in charge. */
const edit = (pc: Pc, id: string, unit: string) => pc.call("record.save", { kind: "hotline", id, fields: { unit } });

type Step = "edit" | "change" | "record" | "reply" | "send" | "answer" | "backup" | "restore" | "lose";

test(
  "不论先后：记录、批复、来回传递、备份和恢复怎么交错，最后两边一样，联络站的记录一条不少",
  { timeout: 120_000 },
  async () => {
    const steps = fc.array(
      fc.constantFrom<Step>(
        "record",
        "reply",
        "edit",
        "change",
        "send",
        "answer",
        "backup",
        "restore",
        "lose",
        "send",
        "answer",
        "reply",
      ),
      { minLength: 6, maxLength: 18 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const world = World.make();
        let district = await world.district();
        const station = await world.enrolled(district);
        const made = [await record(station, "零")];
        await send(world, station, district);
        let file = await backup(district);
        const received = new Set<string>();
        let count = 0;
        for (const step of sequence) {
          count += 1;
          if (step === "record") made.push(await record(station, `记录${count}`));
          if (step === "reply") await reply(district, made[0] ?? "", `答复${count}`);
          if (step === "edit") await edit(station, made[0] ?? "", `站改${count}`);
          if (step === "change") await edit(district, made[0] ?? "", `区县改${count}`);
          if (step === "send") await codeOf(send(world, station, district));
          if (step === "answer") {
            await answer(world, district, station);
            for (const text of await repliesTo(station, made[0] ?? "")) received.add(text);
          }
          if (step === "backup") file = await backup(district);
          if (step === "restore" || step === "lose") {
            ({ pc: district } = await restore(world, district, file, step === "lose"));
          }
        }
        await settle(world, district, station);
        await settle(world, district, station);
        expect(isAlike(station, district)).toBe(true);
        expect((await titles(district)).length).toBe(made.length);
        const replies = await repliesTo(district, made[0] ?? "");
        for (const text of received) expect(replies).toContain(text);
        expectWhole(station, district);
        world.close();
      }),
      { numRuns: Number(process.env["RUNS"] ?? 6) },
    );
  },
);

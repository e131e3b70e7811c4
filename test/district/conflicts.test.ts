/** 两边都改过的内容: listed at both offices, decided at one, gone at the other; undone, many at once, who may. */
import { describe, expect, test } from "vitest";
import type { Conflict } from "../../db/api/operations.ts";
import { answer, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";

const name = "桐岭镇联络站";

interface Both {
  readonly world: World;
  readonly district: Pc;
  readonly station: Pc;
  /** A bundle goes out, a receipt comes back. */
  readonly exchange: () => Promise<void>;
}

async function bothOffices(): Promise<Both> {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district, name);
  const exchange = async () => {
    // With nothing new there is no bundle, only a receipt.
    expect(["none", "bundleNothing"]).toContain(await codeOf(send(world, station, district)));
    expect(await answer(world, district, station, name)).toMatchObject({ drift: false });
  };
  return { world, district, station, exchange };
}

/** A call whose unit both sides have changed; the district's value shows. */
async function changedByBoth({ station, district, exchange }: Both, ids = 1): Promise<string[]> {
  const calls: string[] = [];
  for (let at = 0; at < ids; at += 1) calls.push(await record(station, `石桥村第${at + 1}次停水`));
  await exchange();
  for (const id of calls) {
    await station.call("record.save", { kind: "hotline", id, fields: { unit: "自来水公司" } });
    await district.call("record.save", { kind: "hotline", id, fields: { unit: "水利局" } });
  }
  await exchange();
  return calls;
}

const openAt = async (pc: Pc): Promise<readonly Conflict[]> => (await pc.call("conflict.list", {})).open;
const unitAt = async (pc: Pc, id: string): Promise<unknown> => {
  const { record: saved } = await pc.call("record.get", { id });
  return "unit" in saved ? saved.unit : null;
};

async function only(pc: Pc): Promise<Conflict> {
  const [first, ...others] = await openAt(pc);
  if (first === undefined || others.length > 0) throw new Error(`${others.length} others`);
  return first;
}

const take = (pc: Pc, { id, values, seen }: Conflict, index: number) =>
  pc.call("conflict.decide", { choices: [{ id, use: values[index]?.position ?? 0, seen: [...seen] }] });

describe("两边都改过的内容", () => {
  test("两边的清单都列着：哪条记录、哪一项、两个值、谁在什么时候写的、现在显示哪个", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    for (const pc of [both.station, both.district]) {
      expect(await pc.call("conflict.count", {})).toEqual({ total: 1 });
      expect(await only(pc)).toMatchObject({
        id: `${id}.unit`,
        label: { zh: "承办单位" },
        home: { id, kind: "hotline", title: "石桥村第1次停水", isListed: true },
        row: null,
        stationName: name,
        values: [
          { value: "水利局", side: "district", office: null },
          { value: "自来水公司", side: "station", office: name, operator: "李敏", at: expect.any(Number) },
        ],
        whyNot: null,
      });
    }
  });

  test.each([
    ["联络站", "水利局", 0],
    ["联络站", "自来水公司", 1],
    ["区县", "水利局", 0],
    ["区县", "自来水公司", 1],
  ] as const)("%s决定用“%s”：随下一次往来到对方，对方那里也不再列出", async (who, value, use) => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    const pc = who === "联络站" ? both.station : both.district;
    expect(await take(pc, await only(pc), use)).toMatchObject({ decided: 1, leftOut: [] });
    expect(await openAt(pc)).toEqual([]);
    await both.exchange();
    for (const office of [both.station, both.district]) {
      expect(await openAt(office)).toEqual([]);
      expect(await unitAt(office, id)).toBe(value);
      expect(await office.call("check.run", {})).toMatchObject({ ok: true });
    }
    // What is written afterwards counts as usual.
    await both.station.call("record.save", { kind: "hotline", id, fields: { unit: "供电公司" } });
    await both.exchange();
    expect(await unitAt(both.district, id)).toBe("供电公司");
    expect(await openAt(both.district)).toEqual([]);
  });

  test("两边各自决定、决定得不一样：又成了一处，仍然列着；决定得一样就没有了", async () => {
    const both = await bothOffices();
    const ids = await changedByBoth(both, 2);
    for (const [index, id] of ids.entries()) {
      const at = (list: readonly Conflict[]) => list.find(({ record: one }) => one === id);
      const [here, there] = [at(await openAt(both.station)), at(await openAt(both.district))];
      if (here === undefined || there === undefined) throw new Error("it is listed at both");
      await take(both.station, here, 1);
      await take(both.district, there, index);
    }
    await both.exchange();
    for (const pc of [both.station, both.district]) {
      const left = await only(pc);
      expect(left).toMatchObject({ record: ids[0], values: [{ value: "水利局" }, { value: "自来水公司" }] });
    }
  });

  test("对方后来改了这一项：不用决定了，自己消失", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    await both.station.call("record.save", { kind: "hotline", id, fields: { unit: "镇政府" } });
    expect(await openAt(both.station)).toEqual([]);
    await both.exchange();
    expect(await openAt(both.district)).toEqual([]);
    expect(await unitAt(both.district, id)).toBe("镇政府");
  });

  test("决定以后撤销：显示回原来的值，重新列出等着决定；再决定一次照样送到", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    const { tx } = await take(both.station, await only(both.station), 1);
    expect((await both.station.call("conflict.list", {})).decided).toMatchObject([
      { record: id, tx, isUndoable: true, values: [{ value: "水利局" }, { value: "自来水公司" }] },
    ]);
    expect(await both.station.call("conflict.undo", { tx: tx ?? "" })).toEqual({ undone: 1, kept: 0 });
    expect(await unitAt(both.station, id)).toBe("水利局");
    const again = await only(both.station);
    expect(again).toMatchObject({ isAgain: true, values: [{ value: "水利局" }, { value: "自来水公司" }] });
    expect(await both.station.call("conflict.count", {})).toEqual({ total: 1 });
    await both.exchange();
    expect(await unitAt(both.district, id)).toBe("水利局");
    expect(await only(both.station)).toMatchObject({ isAgain: true });
    await take(both.station, await only(both.station), 1);
    expect(await openAt(both.station)).toEqual([]);
    await both.exchange();
    expect(await unitAt(both.district, id)).toBe("自来水公司");
  });

  test("保留现在的值也能撤销；撤销以后有人改了，就不再列出", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    const { tx } = await take(both.district, await only(both.district), 0);
    await both.district.call("conflict.undo", { tx: tx ?? "" });
    expect(await only(both.district)).toMatchObject({ isAgain: true });
    await both.exchange();
    await both.station.call("record.save", { kind: "hotline", id, fields: { unit: "镇政府" } });
    await both.exchange();
    expect(await openAt(both.district)).toEqual([]);
  });

  test("决定以后又改过：撤销不动它，说明为什么", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    const { tx } = await take(both.station, await only(both.station), 1);
    await both.station.call("record.save", { kind: "hotline", id, fields: { unit: "镇政府" } });
    expect(await codeOf(both.station.call("conflict.undo", { tx: tx ?? "" }))).toBe("conflictNotUndone");
    expect(await unitAt(both.station, id)).toBe("镇政府");
    expect((await both.station.call("conflict.list", {})).decided).toMatchObject([{ isUndoable: false }]);
  });

  test("看着清单时来了新的值：不按旧的样子决定", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    const stale = await only(both.station);
    await both.district.call("record.save", { kind: "hotline", id, fields: { unit: "住建局" } });
    await answer(both.world, both.district, both.station, name);
    expect(await codeOf(take(both.station, stale, 1))).toBe("conflictNotDecided");
    expect(await only(both.station)).toMatchObject({ values: [{ value: "住建局" }, { value: "自来水公司" }] });
  });

  test("只有联络站能定的内容：两台电脑都改了诉求人，区县看得到、定不了，知道为什么", async () => {
    const both = await bothOffices();
    const id = await record(both.station);
    await both.exchange();
    // A second PC of the station, with everything that was sent.
    const second = await both.world.enrolled(both.district, name);
    const returned = await both.district.call("return.export", { station: name, folder: both.world.folder("交还") });
    for (const file of returned.files) await second.call("receipt.import", { file });
    await both.station.call("record.save", { kind: "hotline", id, fields: { caller: "韦志华", phone: "13900000001" } });
    await second.call("record.save", { kind: "hotline", id, fields: { phone: "13900000002" } });
    await send(both.world, both.station, both.district);
    await send(both.world, second, both.district);
    const seen = await only(both.district);
    expect(seen).toMatchObject({ field: "phone", whyNot: "stationsAlone" });
    expect(await codeOf(take(both.district, seen, 1))).toBe("conflictNotDecided");
    expect(await openAt(both.district)).toHaveLength(1);
  });

  test("问题清单里的一行也列：说得出是哪条记录的哪一行", async () => {
    const both = await bothOffices();
    const fields = { title: "老旧小区改造", startAt: "2026-03-02" };
    const problems = [{ id: null, fields: { text: "电梯常坏", state: "todo" } }];
    const made = await both.station.call("record.save", { kind: "session", fields, problems });
    const [row] = made.problems;
    const { id } = made.record;
    await both.exchange();
    const save = (pc: Pc, state: string) =>
      pc.call("record.save", {
        kind: "session",
        id,
        fields: {},
        problems: [{ id: row?.id ?? null, fields: { text: "电梯常坏", state } }],
      });
    await save(both.station, "solved");
    await save(both.district, "doing");
    await both.exchange();
    expect(await only(both.district)).toMatchObject({
      field: "state",
      home: { id, kind: "session", title: "老旧小区改造" },
      row: { kind: "problem", title: "电梯常坏" },
    });
    expect((await both.station.call("record.get", { id })).conflicts).toMatchObject([{ record: row?.id }]);
    await take(both.district, await only(both.district), 1);
    await both.exchange();
    expect(await openAt(both.station)).toEqual([]);
  });

  test("一次选几处，都用联络站的值：一起决定，一起撤销；定不了的留下并说原因", async () => {
    const both = await bothOffices();
    const ids = await changedByBoth(both, 3);
    const open = await openAt(both.district);
    await take(both.district, open[0] ?? (await only(both.district)), 0);
    const result = await both.district.call("conflict.decide", {
      choices: open.map(({ id, seen }) => ({ id, use: "station" as const, seen: [...seen] })),
    });
    expect(result).toMatchObject({ decided: 2, leftOut: [{ id: open[0]?.id, reason: "gone" }] });
    expect(await openAt(both.district)).toEqual([]);
    expect(await both.district.call("conflict.undo", { tx: result.tx ?? "" })).toEqual({ undone: 2, kept: 0 });
    expect(await openAt(both.district)).toHaveLength(2);
    for (const id of ids) expect(await unitAt(both.district, id)).toBe("水利局");
  });

  test("注销以后，决定过的两个值都不再留着，清单里也没有", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    const { tx } = await take(both.station, await only(both.station), 1);
    await both.station.call("conflict.undo", { tx: tx ?? "" });
    await both.station.call("record.erase", { id });
    expect(await both.station.call("conflict.list", {})).toEqual({ total: 0, open: [], decided: [] });
    await both.exchange();
    expect(await openAt(both.district)).toEqual([]);
  });

  test("旧程序写下的“保留现在的”：本机不再列出，对方还列着，对方决定后两边都没有", async () => {
    const both = await bothOffices();
    const [id = ""] = await changedByBoth(both);
    both.station.db.run(`UPDATE "conflict" SET "resolvedAt" = 1 WHERE "record" = ?`, [id]);
    expect(await openAt(both.station)).toEqual([]);
    await take(both.district, await only(both.district), 1);
    await both.exchange();
    expect(both.station.db.value(`SELECT count(*) FROM "conflict"`)).toBe(0);
    expect(await unitAt(both.station, id)).toBe("自来水公司");
  });
});

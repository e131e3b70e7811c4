/** 编号: unique in a station with several PCs, without one asking the other. */
import { describe, expect, test } from "vitest";
import { markAt } from "../../db/kinds/hotline/numbering.ts";
import { answerAll, record, send, World, type Pc } from "../helpers/exchange.ts";
import { backup, confirmAll, restore } from "../helpers/restore.ts";

const name = "桐岭镇联络站";

const numberOf = async (pc: Pc, id: string): Promise<string | null> => {
  const { record: call } = await pc.call("record.get", { id });
  return "number" in call ? call.number : null;
};

const recorded = async (pc: Pc): Promise<string | null> => numberOf(pc, await record(pc));

async function confirmed(world: World, district: Pc): Promise<Pc> {
  const pc = await world.joined(district, name);
  await send(world, pc, district);
  await confirmAll(district, pc);
  await answerAll(world, district, pc);
  return pc;
}

describe("热线编号", () => {
  test("第一台电脑照旧 2026-0001，第二台 2026-B0001，第三台 2026-C0001；互相收到之后各数各的", async () => {
    const world = World.make();
    const district = await world.district();
    const first = await world.enrolled(district);
    const second = await confirmed(world, district);
    const third = await confirmed(world, district);
    const pcs = [first, second, third];
    expect(await Promise.all(pcs.map(recorded))).toEqual(["2026-0001", "2026-B0001", "2026-C0001"]);
    for (const pc of pcs) await send(world, pc, district);
    for (const pc of pcs) await answerAll(world, district, pc);
    expect(await Promise.all(pcs.map(recorded))).toEqual(["2026-0002", "2026-B0002", "2026-C0002"]);
  });

  test("手工填的编号不变，也往后数；按编号能排序、能搜到", async () => {
    const world = World.make();
    const district = await world.district();
    await world.enrolled(district);
    const second = await confirmed(world, district);
    const fields = { line: "resident", calledAt: "2026-03-18T09:10", content: "手工编号", caller: "韦志华" } as const;
    const typed = await second.call("record.save", { kind: "hotline", fields: { ...fields, number: "2026-B0041" } });
    expect(await numberOf(second, typed.record.id)).toBe("2026-B0041");
    expect(await recorded(second)).toBe("2026-B0042");
    await second.call("record.save", { kind: "hotline", fields: { ...fields, number: "2026-0007" } });
    expect(await recorded(second)).toBe("2026-B0043");
    await second.call("record.save", { kind: "hotline", fields: { ...fields, number: "台账3号" } });
    const { records } = await second.call("record.list", {
      kind: "hotline",
      order: [{ field: "number", descending: false }],
    });
    expect(await Promise.all(records.map(({ id }) => numberOf(second, id)))).toEqual([
      "2026-0007",
      "2026-B0041",
      "2026-B0042",
      "2026-B0043",
      "台账3号",
    ]);
    const found = await second.call("record.list", { kind: "hotline", search: "b0042" });
    expect(found.records).toHaveLength(1);
  });

  test("恢复过旧备份的电脑换一个字母：恢复前告诉过来电人的编号不会再给别人", async () => {
    const world = World.make();
    const district = await world.district();
    const first = await world.enrolled(district);
    const second = await confirmed(world, district);
    await answerAll(world, district, first);
    const file = await backup(first);
    expect(await recorded(first)).toBe("2026-0001");
    await send(world, first, district);
    const { pc: restored } = await restore(world, first, file);
    const id = await record(restored);
    expect(await numberOf(restored, id)).toBe("2026-C0001");
    expect(await recorded(second)).toBe("2026-B0001");
    await send(world, restored, district);
    await confirmAll(district, restored);
    await answerAll(world, district, restored);
    expect(await numberOf(restored, id)).toBe("2026-C0001");
    expect(await recorded(restored)).toBe("2026-C0002");
    expect(await recorded(await confirmed(world, district))).toBe("2026-D0001");
  });

  test("确认之前两台都从 2026-0001 数起：两条都保留、都不改，导入时说出来", async () => {
    const world = World.make();
    const district = await world.district();
    const first = await world.enrolled(district);
    const second = await world.joined(district, name);
    const ids = [await record(first, "甲机的"), await record(second, "乙机的")];
    await send(world, second, district);
    await confirmAll(district, second);
    for (const pc of [first, second]) await send(world, pc, district);
    for (const pc of [first, second]) {
      const results = await answerAll(world, district, pc);
      expect(results.flatMap(({ sameNumbers }) => sameNumbers)).toEqual(["2026-0001"]);
      for (const id of ids) expect(await numberOf(pc, id)).toBe("2026-0001");
    }
    expect(await recorded(second)).toBe("2026-B0001");
    expect(await recorded(first)).toBe("2026-0002");
  });

  test("第二十七台以后用两个字母", () => {
    expect([0, 1, 25, 26, 27].map(markAt)).toEqual(["", "B", "Z", "BA", "BB"]);
  });
});

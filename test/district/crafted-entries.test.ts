/** Entries that no program of ours writes, signed by a confirmed station: each is applied or set aside, and honest work goes on. */
import { describe, expect, test } from "vitest";
import { rebuild } from "../../db/journal/rebuild.ts";
import { checkDatabase } from "../../db/journal/check.ts";
import type { EntryPayload, Op } from "../../db/journal/entry.ts";
import { uuidv7 } from "../../db/schema/ids.ts";
import { columnsOf, kindNames, kinds, type Kind } from "../../db/schema/kinds.ts";
import { answer, clock, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";
import { forgeEntry, headOf } from "../helpers/forge.ts";
import { titles } from "../helpers/restore.ts";

type Set = NonNullable<EntryPayload["set"]>;
type Value = Set[string];

const sha256 = "a".repeat(64);
const nested = (depth: number): Value => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as Value;
const named = (name: string): Set => JSON.parse(`{${JSON.stringify(name)}:{"a":1}}`) as Set;

/** What an honest program could write of a kind. */
function plainSet(kind: Kind, parent: string): Set {
  const values: Value[] = ["文字", "2026-03-18T09:10", "2026-03-18", 1, false, [], sha256, uuidv7(clock())];
  return Object.fromEntries(
    columnsOf(kind).flatMap(({ name, meta, schema }): [string, Value][] => {
      if (name === kinds[kind].parent) return [[name, parent]];
      const options = "options" in meta ? Object.keys(meta.options ?? {}) : [];
      const found = [...options, ...values].find((value) => schema.safeParse(value).success);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

/** One payload for each way to be odd, with the fields taken in turn. */
function oddPayloads(kind: Kind, parent: string): unknown[] {
  const plain = plainSet(kind, parent);
  const fields = Object.keys(plain);
  const wrong: Value[] = [null, 5, -1e300, "", "\u0000", {}, [], [[1]], true, { a: { b: [] } }, "九".repeat(30_000)];
  const without = (field: string) => Object.fromEntries(Object.entries(plain).filter(([name]) => name !== field));
  return [
    {},
    { set: {} },
    { set: 5 },
    { set: null },
    { other: 1 },
    { base: {} },
    { set: plain },
    { set: plain, base: { content: `${"0".repeat(32)}:9` } },
    ...fields.map((field) => ({ set: without(field) })),
    ...wrong.map((value, index) => ({ set: { ...plain, [fields[index % fields.length] ?? ""]: value } })),
    { set: Object.fromEntries(fields.map((field) => [field, null])) },
    { set: { ...plain, later: nested(900) } },
    { set: { ...plain, later: nested(40) } },
    { set: { ...plain, ...named("__proto__") } },
    { set: named("__proto__") },
    { set: { ...plain, ...named("constructor") } },
    { set: { ...plain, ...named("toString") } },
    { set: { ...plain, ["长".repeat(20_000)]: 1 } },
    { set: { ...plain, ...Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`f${index}`, index])) } },
    { set: { id: "x", rid: 5, station: "y", touched: 1, createdAt: "z", extra: "{" } },
  ];
}

const ops: readonly Op[] = ["create", "update", "delete", "erase"];

interface Cast {
  readonly world: World;
  readonly district: Pc;
  readonly forger: Pc;
  readonly honest: Pc;
}

async function cast(): Promise<Cast> {
  const world = World.make();
  const district = await world.district();
  const forger = await world.enrolled(district, "甲站");
  const honest = await world.enrolled(district, "乙站");
  return { world, district, forger, honest };
}

/** Honest records of every station arrive, and the district's data are whole. */
async function expectWorking({ world, district, forger, honest }: Cast): Promise<void> {
  for (const station of [forger, honest]) {
    const said = `诚实的记录 ${clock()}`;
    await record(station, said);
    expect(await send(world, station, district)).toMatchObject([{ outcome: "imported", code: null }]);
    expect(await titles(district)).toContain(said);
  }
  expect(checkDatabase(district.db)).toMatchObject({ ok: true });
}

describe("已确认的电脑签了名的怪条目：放在一边，不挡任何人的数据包", () => {
  test.each(kindNames)("%s", { timeout: 60_000 }, async (kind) => {
    const parts = await cast();
    const { world, district, forger, honest } = parts;
    const session = { title: "协商", startAt: "2026-03-18" };
    const parent =
      kinds[kind].parent === "sessionId"
        ? (await forger.call("record.save", { kind: "session", fields: session })).record.id
        : await record(forger, "父记录");
    const foreign = await record(honest, "别站的记录");
    const forged: string[] = [];
    for (const op of ops) {
      for (const [index, payload] of oddPayloads(kind, parent).entries()) {
        const odd = payload as EntryPayload;
        if (op === "create" || index % 4 === 0) forged.push(forgeEntry(forger, { kind, op }, odd));
        if (op === "create") continue;
        const id = forgeEntry(forger, { kind, op: "create" }, { set: plainSet(kind, parent) });
        forged.push(forgeEntry(forger, { kind, op, record: id, after: headOf(forger) }, odd));
        if (index % 5 === 0) forgeEntry(forger, { kind, op, record: index % 2 === 0 ? parent : foreign }, odd);
      }
    }
    // A child of what cannot have it, and of itself.
    const child = kinds[kind].parent;
    if (child !== undefined)
      for (const id of [foreign, uuidv7(clock()), await record(forger, "热线")])
        forged.push(forgeEntry(forger, { kind, op: "create" }, { set: { ...plainSet(kind, parent), [child]: id } }));
    await send(world, honest, district);
    const [result] = await send(world, forger, district);
    expect(result).toMatchObject({ outcome: "imported", code: null, setAside: expect.any(Number) });
    expect(result?.setAside).toBeGreaterThan(10);
    for (const id of forged.filter((_, index) => index % 3 === 0)) {
      expect(await codeOf(district.call("record.history", { id }))).toBe("none");
      expect(["none", "recordMissing"]).toContain(await codeOf(district.call("record.get", { id })));
    }
    await expectWorking(parts);
  });
});

test("注销附件的条目里没有指纹：导入照常，别站的附件文件还在，以后的注销也做得完", async () => {
  const parts = await cast();
  const { world, district, forger } = parts;
  const parent = await record(forger, "父记录");
  const file = forgeEntry(forger, { kind: "attachment", op: "create" }, { set: plainSet("attachment", parent) });
  const { sha256: _, ...without } = plainSet("attachment", parent);
  forgeEntry(forger, { kind: "attachment", op: "erase", record: file, after: headOf(forger) }, { set: without });
  forgeEntry(forger, { kind: "attachment", op: "erase", record: file }, {});
  expect(await send(world, forger, district)).toMatchObject([{ outcome: "imported", code: null, setAside: 2 }]);
  await expectWorking(parts);
  const own = await record(district, "区县自己的一条");
  expect(await codeOf(district.call("record.erase", { id: own }))).toBe("none");
});

test("站里的条目把注销的次数写到顶：区县注销照样把个人信息抹掉，两边一样；区县以后还能再注销", async () => {
  const { world, district, forger: station } = await cast();
  const id = await record(station, "张三的来电");
  const first = headOf(station);
  const top = 1_000_000_000;
  const personal = {
    line: "resident",
    calledAt: "2026-03-18T09:10",
    caller: "张三改",
    content: "再打",
    phone: "13900000002",
  };
  const set = { ...personal, confidential: false, urgent: false };
  forgeEntry(
    station,
    { op: "erase", record: id, after: first, afterCount: 1, erasure: first, erasureCount: top },
    { set },
  );
  const erasure = headOf(station);
  forgeEntry(station, { op: "update", record: id, after: first, afterCount: 1, erasure, erasureCount: top }, { set });
  station.db.transaction(() => rebuild(station.db));
  await send(world, station, district);
  await district.call("record.erase", { id });
  await answer(world, district, station, "甲站");
  for (const pc of [district, station]) {
    const { record: left } = await pc.call("record.get", { id });
    expect(JSON.stringify(left)).not.toMatch(/张三改|13900000002/u);
    const kept = pc.db.all<{ payload: Buffer }>(`SELECT "payload" FROM "journal" WHERE "payload" IS NOT NULL`);
    expect(kept.filter(({ payload }) => payload.toString().includes("13900000002"))).toEqual([]);
    expect(checkDatabase(pc.db).ok).toBe(true);
  }
  // Whoever may count on erases again.
  expect(await codeOf(district.call("record.erase", { id }))).toBe("none");
  expect(checkDatabase(district.db).ok).toBe(true);
});

describe("站里的条目把次数写到顶，后来如实登记的照样算数", () => {
  const top = 1_000_000_000;
  const values = {
    line: "resident",
    calledAt: "2026-03-18T09:10",
    caller: "张三",
    content: "原来的内容",
    phone: "13900000002",
    confidential: false,
    urgent: false,
  };
  const shownAt = async (pc: Pc, id: string, field: string) =>
    new Map<string, unknown>(Object.entries((await pc.call("record.get", { id })).record)).get(field);
  const contentAt = (pc: Pc, id: string) => shownAt(pc, id, "content");
  const edit = (pc: Pc, id: string, content: string) =>
    codeOf(pc.call("record.save", { kind: "hotline", id, fields: { content } }));
  /** Applies at the station itself what was forged there, as its own program would at the next rebuild. */
  const applied = (pc: Pc) => pc.db.transaction(() => rebuild(pc.db));

  test.each(["create", "delete"] as const)(
    "%s 写到顶：站里接着改、删除、找回，区县改期限，两边都看得到",
    async (op) => {
      const { world, district, forger: station } = await cast();
      const id = await record(station, "一条来电");
      const first = headOf(station);
      forgeEntry(station, { op, record: id, after: first, afterCount: top }, op === "create" ? { set: values } : {});
      applied(station);
      if (op === "delete") expect(await codeOf(station.call("record.restore", { id }))).toBe("none");
      expect(await edit(station, id, "站里后来改的")).toBe("none");
      await send(world, station, district);
      expect(await contentAt(district, id)).toBe("站里后来改的");
      const due = { kind: "hotline", id, fields: { dueOn: "2026-05-06" } } as const;
      expect(await codeOf(district.call("record.save", due))).toBe("none");
      await answer(world, district, station, "甲站");
      expect(await shownAt(station, id, "dueOn")).toBe("2026-05-06");
      for (const content of ["区县改后站里再改", "再改一次"]) {
        expect(await edit(station, id, content)).toBe("none");
        expect(await contentAt(station, id)).toBe(content);
        await send(world, station, district);
        expect(await contentAt(district, id)).toBe(content);
      }
      expect(await codeOf(station.call("record.delete", { id }))).toBe("none");
      expect(await codeOf(station.call("record.restore", { id }))).toBe("none");
      expect(await edit(station, id, "自己找回后又改")).toBe("none");
      await send(world, station, district);
      expect(await contentAt(district, id)).toBe("自己找回后又改");
      for (const pc of [station, district]) {
        const before = await contentAt(pc, id);
        applied(pc);
        expect(await contentAt(pc, id)).toBe(before);
        expect(checkDatabase(pc.db).ok).toBe(true);
      }
    },
  );

  test("注销写到顶：站里接着改，区县注销后站里还能改", async () => {
    const { world, district, forger: station } = await cast();
    const id = await record(station, "一条来电");
    const first = headOf(station);
    const known = { record: id, after: first, afterCount: 1 };
    forgeEntry(station, { op: "erase", ...known, erasure: first, erasureCount: top }, { set: values });
    applied(station);
    expect(await edit(station, id, "站里后来改的")).toBe("none");
    await send(world, station, district);
    expect(await contentAt(district, id)).toBe("站里后来改的");
    expect(await codeOf(district.call("record.erase", { id }))).toBe("none");
    await answer(world, district, station, "甲站");
    expect(await edit(station, id, "注销后站里再改")).toBe("none");
    await send(world, station, district);
    for (const pc of [station, district]) expect(await contentAt(pc, id)).toBe("注销后站里再改");
  });

  test.each([
    ["到顶", { erasure: `${"e".repeat(32)}:7`, erasureCount: top }],
    ["超过顶", { erasure: `${"e".repeat(32)}:7`, erasureCount: 2 * top }],
    ["旧格式，指着谁也没见过的注销", { erasure: `${"e".repeat(32)}:7`, format: 1 }],
  ])("修改自称知道没有过的注销（%s）：真的注销时它的内容也抹掉，以后照样能改", async (_, claim) => {
    const { world, district, forger: station } = await cast();
    const id = await record(station, "一条来电");
    const first = headOf(station);
    const counts = "format" in claim ? {} : { afterCount: 1 };
    forgeEntry(station, { op: "update", record: id, after: first, ...counts, ...claim }, { set: values });
    applied(station);
    await send(world, station, district);
    expect(await codeOf(district.call("record.erase", { id }))).toBe("none");
    await answer(world, district, station, "甲站");
    for (const pc of [station, district]) {
      const kept = pc.db.all<{ payload: Buffer }>(`SELECT "payload" FROM "journal" WHERE "payload" IS NOT NULL`);
      expect(kept.filter(({ payload }) => payload.toString().includes(values.phone))).toHaveLength(0);
    }
    expect(await edit(station, id, "注销后再改")).toBe("none");
    await send(world, station, district);
    for (const pc of [station, district]) expect(await contentAt(pc, id)).toBe("注销后再改");
  });

  // A limit of the format: numbers are claims, and a district that has erased cannot yet know of an entry that is still on its way.
  // Such an entry shows after one erasure, as one by a station that knew of it would; the next erasure counts above its claim.
  test("区县注销时还在路上的修改自称早就知道：这一次抹不掉，到了以后再注销一次就抹掉", async () => {
    const { world, district, forger: station } = await cast();
    const id = await record(station, "一条来电");
    const first = headOf(station);
    await send(world, station, district);
    const claim = { after: first, afterCount: 1, erasure: `${"e".repeat(32)}:7`, erasureCount: top };
    forgeEntry(station, { op: "update", record: id, ...claim }, { set: values });
    const isKept = () =>
      district.db
        .all<{ payload: Buffer }>(`SELECT "payload" FROM "journal" WHERE "payload" IS NOT NULL`)
        .some(({ payload }) => payload.toString().includes(values.phone));
    expect(await codeOf(district.call("record.erase", { id }))).toBe("none");
    await send(world, station, district);
    expect(isKept()).toBe(true);
    expect(await codeOf(district.call("record.erase", { id }))).toBe("none");
    expect(isKept()).toBe(false);
  });

  test.each([top, 2 * top])("办理事项的先后写到 %i：后来登记的改派、办结照样是最后的", async (step) => {
    const { world, district, forger: station } = await cast();
    const id = await record(station, "一条来电");
    const unitAt = (pc: Pc) => pc.db.value<string>(`SELECT "unit" FROM "hotlineState" WHERE "record" = ?`, [id]);
    const assign = (pc: Pc, unit: string) =>
      codeOf(pc.call("event.add", { recordId: id, fields: { type: "assigned", unit } }));
    forgeEntry(
      station,
      { kind: "event", op: "create", step },
      { set: { recordId: id, type: "assigned", unit: "县城管局", reached: false } },
    );
    applied(station);
    expect(unitAt(station)).toBe("县城管局");
    for (const unit of ["县住建局", "县水利局"]) {
      expect(await assign(station, unit)).toBe("none");
      expect(unitAt(station)).toBe(unit);
    }
    await send(world, station, district);
    expect(unitAt(district)).toBe("县水利局");
    expect(await assign(district, "县交通局")).toBe("none");
    expect(unitAt(district)).toBe("县交通局");
    await answer(world, district, station, "甲站");
    expect(await assign(station, "县农业农村局")).toBe("none");
    await send(world, station, district);
    for (const pc of [station, district]) expect(unitAt(pc)).toBe("县农业农村局");
  });
});

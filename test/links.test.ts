import { describe, expect, test } from "vitest";
import { likeness, pairsOf, placesIn } from "../db/text/likeness.ts";
import { linksOf } from "../db/queries/links.ts";
import { similarRecords } from "../db/queries/similar.ts";
import { makeDatabase, type TestStation } from "./helpers/database.ts";

const limits = { today: "2026-06-15", soon: "2026-06-17" };
const call = (set: Readonly<Record<string, unknown>>) => ({
  line: "resident",
  calledAt: "2026-05-20",
  confidential: false,
  urgent: false,
  content: "自来水水压不足，三楼以上晚上用不上水",
  ...set,
});
const form = (set: Readonly<Record<string, string | null>>) =>
  ({
    kind: "hotline",
    id: null,
    title: null,
    text: null,
    village: null,
    caller: null,
    enterprise: null,
    phone: null,
    ...set,
  }) as const;
const found = ({ db }: TestStation, set: Readonly<Record<string, string | null>>) =>
  similarRecords(db, form(set), limits).map(({ record, reasons }) => [record.id, reasons.join("+")]);

describe("可能重复", () => {
  test("同一个电话再打来，写法不同也认得（空格、横线、区号）", () => {
    const station = makeDatabase();
    const first = station.create("hotline", call({ caller: "韦志华", phone: "0772-5218868", village: "石桥村" }));
    expect(found(station, { phone: "5218868", text: "问一下医保报销比例" })).toEqual([]);
    expect(found(station, { phone: "0772 5218868", text: "问一下医保报销比例" })).toEqual([[first, "phone"]]);
  });

  test("同村、说的是同一件事，换了说法也提示；同村不同事不提示", () => {
    const station = makeDatabase();
    const first = station.create("hotline", call({ village: "石桥村" }));
    station.create("hotline", call({ village: "石桥村", content: "文化广场路灯不亮，晚上跳舞看不见" }));
    expect(found(station, { village: "石桥村", text: "石桥村自来水水压不足，晚上三楼用不上水" })).toEqual([
      [first, "village+wording"],
    ]);
    expect(found(station, { village: "石桥村", text: "想咨询养老保险怎么缴费" })).toEqual([]);
  });

  test("别的村同样的事是另一件事；同名的人在别的村、说别的事，也不提示", () => {
    const station = makeDatabase();
    station.create("hotline", call({ village: "青山村", caller: "韦志华" }));
    expect(found(station, { village: "石桥村", text: "自来水水压不足，三楼以上晚上用不上水" })).toEqual([]);
    expect(found(station, { village: "石桥村", caller: "韦志华", text: "想咨询养老保险怎么缴费" })).toEqual([]);
  });

  test("社情民意按标题找，套话不算相同", () => {
    const station = makeDatabase();
    const opinion = (title: string) => station.create("opinion", { title, reporters: [], collectedOn: "2026-05-01" });
    const lift = opinion("关于老旧小区加装电梯资金问题的建议");
    opinion("关于进一步加强学校周边交通管理问题的建议");
    const search = (title: string) =>
      similarRecords(station.db, { ...form({ title }), kind: "opinion" }, limits).map(({ record }) => record.id);
    expect(search("关于解决老旧小区加装电梯难的建议")).toEqual([lift]);
    expect(search("关于进一步加强农村垃圾分类工作的建议")).toEqual([]);
  });

  test("正在修改的记录不与自己重复；已经标为同诉求的会注明", () => {
    const station = makeDatabase();
    const first = station.create("hotline", call({ village: "石桥村" }));
    const second = station.create("hotline", call({ village: "石桥村", sameAsId: first }));
    const text = "自来水水压不足，三楼以上晚上用不上水";
    const similar = similarRecords(station.db, { ...form({ text, village: "石桥村" }), id: second }, limits);
    expect(similar.map(({ record, isLinked }) => [record.id, isLinked])).toEqual([[first, true]]);
  });
});

describe("措辞相近的程度", () => {
  test("一样是1，毫不相干是0，先写了一半的也认得", () => {
    const whole = pairsOf("村口的桥被洪水冲坏了，学生上学要绕五公里山路，家长很担心");
    expect(likeness(whole, whole)).toBe(1);
    expect(likeness(whole, pairsOf("医保报销比例怎么算"))).toBe(0);
    expect(likeness(whole, pairsOf("村口的桥被洪水冲坏了，学生上学"))).toBeGreaterThan(0.6);
  });

  test("村名和社区名认得出来，农村、全村不是地名", () => {
    expect([...placesIn("双河村农网电压不稳，龙塘社区也一样；农村电网全村都差，村民着急")]).toEqual([
      "双河村",
      "龙塘社区",
    ]);
  });
});

describe("关联", () => {
  test("由协商活动写成的社情民意和热线，两边都看得到对方", () => {
    const station = makeDatabase();
    const { db } = station;
    const session = station.create("session", { title: "加装电梯", startAt: "2026-05-01", memberIds: [], guests: [] });
    const opinion = station.create("opinion", {
      title: "建议",
      reporters: [],
      collectedOn: "2026-05-02",
      sessionId: session,
    });
    const hotline = station.create("hotline", call({ sessionId: session }));
    const ends = (id: string) => linksOf(db, id, limits).map((link) => [link.record.id, link.field, link.direction]);
    expect(ends(session)).toEqual([
      [opinion, "sessionId", "in"],
      [hotline, "sessionId", "in"],
    ]);
    expect(ends(opinion)).toEqual([[session, "sessionId", "out"]]);
    expect(ends(hotline)).toEqual([[session, "sessionId", "out"]]);
  });

  test("同诉求的几个来电，从哪一个打开都看到其余的", () => {
    const station = makeDatabase();
    const { db } = station;
    const first = station.create("hotline", call({}));
    const second = station.create("hotline", call({ sameAsId: first }));
    const third = station.create("hotline", call({ sameAsId: first }));
    const ends = (id: string) => linksOf(db, id, limits).map((link) => [link.record.id, link.direction]);
    expect(ends(first)).toEqual([
      [second, "in"],
      [third, "in"],
    ]);
    expect(ends(second)).toEqual([
      [first, "out"],
      [third, "group"],
    ]);
  });

  test("两台电脑互相标成同诉求，绕成圈也不会卡住", () => {
    const station = makeDatabase();
    const { db } = station;
    const first = station.create("hotline", call({}));
    const second = station.create("hotline", call({ sameAsId: first }));
    station.write([{ op: "update", kind: "hotline", id: first, set: { sameAsId: second } }]);
    expect(linksOf(db, first, limits).map(({ record }) => record.id)).toEqual([second]);
  });
});

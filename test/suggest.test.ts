import { describe, expect, test } from "vitest";
import { suggestions } from "../db/handlers/suggest.ts";
import { saveSettings } from "../db/office/settings.ts";
import { makeDatabase } from "./helpers/database.ts";
import { World } from "./helpers/exchange.ts";
import { aCall } from "./helpers/folder.ts";

describe("输入提示", () => {
  test("同名的两位委员靠身份和单位分开；最近参加过活动的排在前面", () => {
    const station = makeDatabase();
    const { db } = station;
    const member = (name: string, employer: string, active = true) =>
      station.create("member", { name, employer, roles: ["cppccCounty"], active });
    const doctor = member("韦志华", "卫生院");
    const teacher = member("韦志华", "中心小学");
    const driver = member("吴志海", "运输公司", false);
    const names = (search: string) => suggestions(db, "member", search, 10).map(({ id }) => id);
    expect(names("wzh")).toEqual([doctor, teacher, driver]);
    station.create("session", { title: "议事", startAt: "2026-05-01", memberIds: [teacher, driver], guests: [] });
    expect(names("wzh")).toEqual([teacher, driver, doctor]);
    expect(names("")).toEqual([teacher, driver, doctor]);
    expect(suggestions(db, "member", "weizh", 10)[0]).toEqual({
      id: teacher,
      text: "韦志华",
      roles: ["cppccCounty"],
      detail: "中心小学",
      isFormer: false,
      isRecent: true,
    });
    expect(suggestions(db, "member", "wu", 10)[0]).toMatchObject({ id: driver, isFormer: true });
  });

  test("同一场活动里，参加的委员排在主持人和牵头人前面", () => {
    const station = makeDatabase();
    const members = ["主持人", "牵头人", "参加者"].map((name) => station.create("member", { name, active: true }));
    const attending = members.slice(2);
    const event = { title: "议事", startAt: "2026-05-01", guests: [], memberIds: attending };
    station.create("session", { ...event, host: "主持人", convener: "牵头人" });
    expect(suggestions(station.db, "member", "", 10)[0]?.id).toBe(attending[0]);
  });

  test("记录里写过、还没进名单的村也提示；三级类别按任何一级的拼音都能找", () => {
    const station = makeDatabase();
    const { db } = station;
    station.create("village", { name: "双河村" });
    station.create("session", { title: "议事", startAt: "2026-05-01", memberIds: [], guests: [], village: "石桥村" });
    expect(suggestions(db, "village", "", 10).map(({ text }) => text)).toEqual(["石桥村", "双河村"]);
    saveSettings(db, "local", { categories: ["城乡建设/住房保障/公租房", "农村农业/水利/灌溉"] });
    for (const typed of ["公租", "gzf", "zfbz", "cxjs"]) {
      expect(suggestions(db, "category", typed, 10).map(({ text }) => text)).toEqual(["城乡建设/住房保障/公租房"]);
    }
  });

  test("受理人：操作员和最近接过电话的人直接列出，输入后也找得到值班委员；停用的操作员不再提示", () => {
    const station = makeDatabase();
    const { db } = station;
    station.create("operator", { name: "李敏", active: true });
    station.create("operator", { name: "覃永明", active: false });
    station.create("member", { name: "韦志华", employer: "卫生院", roles: ["cppccCounty"], active: true });
    for (const takenBy of ["覃永明", "外聘话务员", "李敏"]) station.create("hotline", { ...aCall, takenBy });
    const names = (search: string) => suggestions(db, "operator", search, 10).map(({ text }) => text);
    expect(names("")).toEqual(["李敏", "外聘话务员"]);
    expect(names("wzh")).toEqual(["韦志华"]);
    expect(suggestions(db, "operator", "韦", 10)[0]).toMatchObject({ detail: "卫生院", roles: ["cppccCounty"] });
    expect(names("覃")).toEqual([]);
  });
});

describe("清单变了以后的提示", () => {
  const year = "2026";
  const call = { line: "resident", calledAt: `${year}-03-01`, confidential: false, urgent: false, content: "路" };

  test("界别按届次提示：十五届的名单里没有环境资源界，本届的有；查旧记录时两届的都有", async () => {
    const world = World.make();
    const pc = await world.district();
    await pc.call("settings.set", {
      values: {
        sectors: ["教育界", "环境资源界"],
        terms: [{ term: "十五届", from: "2020-01-01" }],
        termSectors: [{ term: "十五届", sectors: ["教育界", "农业界"] }],
      },
    });
    const sectors = async (more: object) =>
      (await pc.call("suggest", { list: "sector", search: "", limit: 9, ...more })).map(({ text }) => text);
    expect(await sectors({ term: "第15届" })).toEqual(["教育界", "农业界"]);
    expect(await sectors({ term: "十六届" })).toEqual(["教育界", "环境资源界"]);
    // Without a term: the one that runs today.
    expect(await sectors({})).toEqual(["教育界", "农业界"]);
    expect(await sectors({ all: true })).toEqual(["教育界", "环境资源界", "农业界"]);
  });

  test("停用和改名的类别录入时不提示，哪怕刚用过；查旧记录时提示", async () => {
    const world = World.make();
    const pc = await world.district();
    await pc.call("settings.set", { values: { categories: ["交通/公路", "交通/桥梁", "教育"] } });
    for (const category of ["交通/公路", "交通/桥梁", "自己写的"]) {
      await pc.call("record.save", { kind: "hotline", fields: { ...call, category } });
    }
    await pc.call("settings.set", {
      values: {
        categories: ["交通/道路", "交通/桥梁", "教育"],
        categoriesOff: ["交通/桥梁"],
        categoriesRenamed: [{ from: "交通/公路", to: "交通/道路" }],
      },
    });
    const texts = async (all: boolean) =>
      (await pc.call("suggest", { list: "category", search: "", limit: 9, all })).map(({ text }) => text).toSorted();
    expect(await texts(false)).toEqual(["交通/道路", "教育", "自己写的"].toSorted());
    expect(await texts(true)).toEqual(["交通/公路", "交通/桥梁", "交通/道路", "教育", "自己写的"].toSorted());
    const uses = await pc.call("category.uses", {});
    expect(uses.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      ["交通/公路", "交通/桥梁", "自己写的"]
        .map((path) => ({ path, records: 1 }))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
  });
});

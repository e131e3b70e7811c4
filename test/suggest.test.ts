import { describe, expect, test } from "vitest";
import { suggestions } from "../db/handlers/suggest.ts";
import { saveSettings } from "../db/settings.ts";
import { makeDatabase } from "./helpers/database.ts";
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

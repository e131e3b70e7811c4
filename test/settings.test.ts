import { describe, expect, test } from "vitest";
import { defaultSettings, settingGroup, settingsSchema, type SettingKey } from "../db/schema/settings.ts";
import { settingSources } from "../db/office/settings.ts";
import { answer, codeOf, World, type Pc } from "./helpers/exchange.ts";

async function pair(): Promise<{ world: World; district: Pc; station: Pc }> {
  const world = World.make();
  const district = await world.district();
  return { world, district, station: await world.enrolled(district) };
}

describe("区里统一的设定", () => {
  test("本站不能改：整批拒绝，什么也没动；没统一的照样能改", async () => {
    const { world, district, station } = await pair();
    await station.call("settings.set", { values: { dueSoonDays: 5, opinionLimit: 2_000 } });
    await district.call("settings.set", { values: { dueSoonDays: 1 } });
    await answer(world, district, station);
    expect(await station.call("settings.get", {})).toMatchObject({ dueSoonDays: 1, opinionLimit: 2_000 });
    const both = station.call("settings.set", { values: { dueSoonDays: 3, opinionLimit: 1_800 } });
    expect(await codeOf(both)).toBe("settingFromDistrict");
    expect(await codeOf(station.call("settings.reset", { keys: ["dueSoonDays"] }))).toBe("settingFromDistrict");
    expect(await station.call("settings.get", {})).toMatchObject({ dueSoonDays: 1, opinionLimit: 2_000 });
    await station.call("settings.set", { values: { opinionLimit: 1_800 } });
    expect(await station.call("settings.get", {})).toMatchObject({ dueSoonDays: 1, opinionLimit: 1_800 });
  });

  test("本站原来的值看得到，区里放开后自动回来", async () => {
    const { world, district, station } = await pair();
    await station.call("settings.set", { values: { dueSoonDays: 5, brands: ["渝事好商量", "桐岭夜话"] } });
    await district.call("settings.set", { values: { dueSoonDays: 1 } });
    await answer(world, district, station);
    expect(await station.call("settings.waiting", {})).toEqual({ dueSoonDays: 5 });
    expect(settingSources(station.db)).toMatchObject({ dueSoonDays: "district", brands: "local", terms: "default" });
    await district.call("settings.reset", { keys: ["dueSoonDays"] });
    expect(await district.call("settings.get", {})).toMatchObject({ dueSoonDays: defaultSettings.dueSoonDays });
    await answer(world, district, station);
    expect(await station.call("settings.get", {})).toMatchObject({ dueSoonDays: 5 });
    expect(await station.call("settings.waiting", {})).toEqual({});
  });

  test("类别和停用的类别是一件事：区里定了类别，本站的停用不再算数，也不能再改", async () => {
    const { world, district, station } = await pair();
    await station.call("settings.set", { values: { categories: ["教育/校园"], categoriesOff: ["教育/校园"] } });
    await district.call("settings.set", { values: { categories: ["教育/校园", "交通/公路"] } });
    await answer(world, district, station);
    const held = await station.call("settings.get", {});
    expect(held).toMatchObject({ categories: ["教育/校园", "交通/公路"], categoriesOff: [] });
    expect(await codeOf(station.call("settings.set", { values: { categoriesOff: ["交通"] } }))).toBe(
      "settingFromDistrict",
    );
    expect(await codeOf(station.call("settings.set", { values: { categoriesRenamed: [] } }))).toBe(
      "settingFromDistrict",
    );
  });

  test("每一项都锁得住：区里设了哪一项，本站改哪一项都被拒绝", async () => {
    const { world, district, station } = await pair();
    await district.call("settings.set", { values: defaultSettings });
    await answer(world, district, station);
    for (const key of Object.keys(settingsSchema.shape) as SettingKey[]) {
      const change = station.call("settings.set", { values: { [key]: defaultSettings[key] } });
      expect(await codeOf(change), key).toBe("settingFromDistrict");
      expect(settingGroup(key)).toContain(key);
    }
    expect(await station.call("settings.get", {})).toEqual(await district.call("settings.get", {}));
  });
});

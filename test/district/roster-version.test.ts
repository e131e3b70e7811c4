/** 名册的版本: after any restore the district's next roster is one that its stations take, whatever its clock said. */
import { describe, expect, test } from "vitest";
import { claimRosterVersion, issuedVersion } from "../../db/exchange/new-feeds.ts";
import { answer, clock, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";
import { backup, isAlike, restore, titles } from "../helpers/restore.ts";

const year2040 = Date.UTC(2040, 0, 1);
const year2015 = Date.UTC(2015, 0, 1);

/** What the message of a refused receipt says: export a bundle, then get a new receipt. */
async function answerWithRetry(world: World, district: Pc, station: Pc): Promise<void> {
  if ((await codeOf(answer(world, district, station))) === "none") return;
  await send(world, station, district);
  await answer(world, district, station);
}

const clocks: [string, number, number][] = [
  ["先快后准", year2040, clock()],
  ["先慢后准", year2015, clock()],
  ["先准后慢", clock(), year2015],
  ["一直快", year2040, year2040 + 1],
];

describe("恢复两次，时钟各不相同", () => {
  test.each(clocks)("%s：联络站都收得下新的回执", async (_, first, second) => {
    for (const isGone of [false, true]) {
      const world = World.make();
      const district = await world.district();
      const station = await world.enrolled(district);
      await record(station, "一");
      const early = await backup(district);
      await send(world, station, district);
      await answer(world, district, station);

      const once = await restore(world, district, early, isGone, first);
      await answer(world, once.pc, station);
      // A second station joins: the roster goes on.
      await world.enrolled(once.pc, "东乡镇联络站");
      await answer(world, once.pc, station);

      const twice = await restore(world, once.pc, early, isGone, second);
      await answerWithRetry(world, twice.pc, station);
      if ((await codeOf(send(world, station, twice.pc))) === "none") await answer(world, twice.pc, station);
      expect(await titles(twice.pc)).toEqual(["一"]);
      expect(isAlike(station, twice.pc)).toBe(true);
      expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("bundleNothing");
    }
  });
});

test("现有数据读得出来：恢复后的第一份回执就收得下，不用先导出", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district);
  const early = await backup(district);
  for (const other of ["甲站", "乙站", "丙站"]) await world.invitation(district, other);
  await answer(world, district, station);
  let pc = district;
  for (const now of [year2040, year2015, clock()]) {
    ({ pc } = await restore(world, pc, early, false, now));
    expect(await answer(world, pc, station)).toMatchObject({ isRestored: true });
  }
});

test("区县恢复两次，站里不收的那份回执写在前、写在后都有：说的话两种先后都对，照着做就收得下", async () => {
  for (const isLater of [false, true]) {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const early = await backup(district);
    await answer(world, district, station);
    const once = await restore(world, district, early, true);
    const [between] = (await once.pc.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick })).files;
    // The roster that the first restore goes on with is far above what a second one, of a file that cannot be read, begins with.
    if (isLater) {
      claimRosterVersion(once.pc.db, issuedVersion(once.pc.db) + 5_000_000, clock());
      await answer(world, once.pc, station);
    }
    const twice = await restore(world, once.pc, early, true);
    if (!isLater) claimRosterVersion(twice.pc.db, issuedVersion(twice.pc.db) + 5_000_000, clock());
    if (!isLater) await answer(world, twice.pc, station);
    const refused = isLater
      ? answer(world, twice.pc, station)
      : station.call("receipt.import", { file: between ?? "" });
    await expect(refused).rejects.toMatchObject({
      code: "receiptOutdated",
      message: expect.stringMatching(/可能是在那之前写的，也可能是用更早的备份再恢复之后/u) as unknown,
    });
    await send(world, station, twice.pc);
    expect(await codeOf(answer(world, twice.pc, station))).toBe("none");
  }
});

test("版本远远落后（旧程序用过时钟）：联络站没有新内容也能导出一次，之后的回执收得下", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district);
  const early = await backup(district);
  // What an earlier version of the program did with a clock in the year 2040.
  claimRosterVersion(district.db, year2040 / 1_000, clock());
  await answer(world, district, station);
  const { pc } = await restore(world, district, early, true);
  expect(await codeOf(answer(world, pc, station))).toBe("receiptOutdated");
  expect(await codeOf(answer(world, pc, station))).toBe("receiptOutdated");
  expect(await send(world, station, pc)).toMatchObject([{ outcome: "imported" }]);
  expect(await answer(world, pc, station)).toMatchObject({ isRestored: true });
  const { version } = await pc.call("district.roster", { file: world.folder("名册.json") });
  expect(version).toBeGreaterThan(year2040 / 1_000);
});

test("版本与时钟无关：同样的步骤，时钟差二十五年，版本一样", async () => {
  const versions: number[] = [];
  for (const now of [year2015, year2040]) {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const file = await backup(district);
    await answer(world, district, station);
    const { pc } = await restore(world, district, file, true, now);
    const { version } = await pc.call("district.roster", { file: world.folder("名册.json") });
    versions.push(version);
  }
  expect(versions[0]).toBe(versions[1]);
});

test("联络站乱报一个极大的版本：区县的版本不会用完", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district);
  for (let time = 0; time < 20; time += 1) claimRosterVersion(district.db, Number.MAX_SAFE_INTEGER, clock());
  expect(await answer(world, district, station)).toMatchObject({ grade: "imported" });
  expect(issuedVersion(district.db)).toBeLessThan(Number.MAX_SAFE_INTEGER);
});

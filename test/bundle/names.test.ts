/** Names of what goes onto a stick: for people where the stick carries them, ASCII where it does not. */
import { readdirSync } from "node:fs";
import type * as FsPromises from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { answer, record, send, World } from "../helpers/exchange.ts";

/** How the stick treats names beyond ASCII. */
let stick: "carries" | "refuses" | "mangles" = "carries";

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof FsPromises>();
  const mangled = (path: string): string => join(dirname(path), basename(path).replaceAll(/[^ -~]/gu, "_"));
  return {
    ...real,
    rename: async (from: string, to: string): Promise<void> => {
      const isOnStick = [from, to].some((path) => /[^ -~].*\.lx[qr]$/u.test(basename(path)));
      if (stick === "carries" || !isOnStick) return real.rename(from, to);
      if (stick === "refuses") throw Object.assign(new Error("invalid name"), { code: "EINVAL" });
      return real.rename(mangled(from), mangled(to));
    },
  };
});

beforeEach(() => {
  stick = "carries";
});

const names = (world: World): string[] => readdirSync(world.stick).toSorted();

test("数据包、回执的名字人看得懂：站名、上报还是回执、哪一天、当天第几个", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district, "桐岭镇联络站");
  const before = new Set(names(world));
  await record(station, "水渠失修");
  await send(world, station, district);
  await record(station, "路灯不亮");
  await send(world, station, district);
  await answer(world, district, station);
  const fresh = names(world).filter((name) => !before.has(name));
  expect(fresh.filter((name) => name.endsWith(".lxq"))).toEqual([
    expect.stringMatching(/^桐岭镇联络站-上报-\d{4}-\d\d-\d\d-2\.lxq$/),
    expect.stringMatching(/^桐岭镇联络站-上报-\d{4}-\d\d-\d\d-3\.lxq$/),
  ]);
  expect(fresh.filter((name) => name.endsWith(".lxr"))).toEqual([
    expect.stringMatching(/^桐岭镇联络站-回执-\d{4}-\d\d-\d\d-2\.lxr$/),
  ]);
});

test.each(["refuses", "mangles"] as const)("U盘不认中文文件名（%s）：改用字母和数字，照样能导入", async (kind) => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district, "桐岭镇联络站");
  const before = new Set(names(world));
  stick = kind;
  await record(station, "水渠失修");
  const results = await send(world, station, district);
  expect(results).toMatchObject([{ outcome: "imported" }]);
  await answer(world, district, station);
  expect(names(world).filter((name) => !before.has(name))).toEqual([
    expect.stringMatching(/^lxq-tongling-000001-000001-\d{8}\.lxr$|^lxq-tongling-\d{6}-\d{6}-\d{8}\.lx[qr]$/),
    expect.stringMatching(/^lxq-tongling-\d{6}-\d{6}-\d{8}\.lx[qr]$/),
  ]);
});

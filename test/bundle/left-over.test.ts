/** Finished work is reported as finished, whatever another program (a virus scanner) still holds. */
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import type * as FsPromises from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { toAppError } from "../../db/schema/app-error.ts";
import { errorCatalogue } from "../../db/schema/errors.ts";
import { sweepBlobs } from "../../db/attachments/unused.ts";
import { answer, clock, record, send, World } from "../helpers/exchange.ts";
import { backup, restore, titles } from "../helpers/restore.ts";

/** Paths that cannot be removed now. */
const held = vi.hoisted(() => ({ pattern: /(?!)/u }));

const busy = (path: string) =>
  Object.assign(new Error(`EBUSY: resource busy or locked, rm '${path}'`), { code: "EBUSY", path });

vi.mock("node:fs/promises", async (importOriginal) => {
  const original = await importOriginal<typeof FsPromises>();
  const rm: typeof original.rm = async (path, options) => {
    if (held.pattern.test(String(path))) throw busy(String(path));
    return original.rm(path, options);
  };
  return { ...original, rm };
});

afterEach(() => {
  held.pattern = /(?!)/u;
});

describe("杀毒软件占着工作文件夹", () => {
  test("导出、导入、回执都说成功；下次启动时把留下的清掉", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    held.pattern = /tmp[\\/]exchange[\\/]|held[\\/]/u;
    for (const said of ["一", "二"]) {
      await record(station, said);
      expect(await send(world, station, district)).toMatchObject([{ outcome: "imported", code: null, message: null }]);
      expect(await answer(world, district, station)).toMatchObject({ grade: "imported", left: [] });
    }
    expect(await titles(district)).toEqual(["一", "二"].toSorted());
    const root = join(district.dir, "tmp", "exchange");
    const left = readdirSync(root);
    expect(left.length).toBeGreaterThan(0);
    // The next run of the program: what lies there is older than it.
    for (const name of left) utimesSync(join(root, name), 1, 1);
    sweepBlobs(district.db, district.dir, clock());
    expect(readdirSync(root)).toEqual([]);
  });

  test("补上缺口后，等着的数据包导入了就是导入了，文件以后再删", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "先");
    const { files: first } = await station.call("bundle.export", { folder: world.stick });
    station.db.run(`UPDATE "replica" SET "importedSeq" = "headSeq" WHERE "isSelf" = 1`);
    await record(station, "后");
    const { files: second } = await station.call("bundle.export", { folder: world.stick });
    expect(await district.call("bundle.import", { files: [...second] })).toMatchObject({ results: [{ code: 4007 }] });
    held.pattern = /held[\\/]/u;
    const { results } = await district.call("bundle.import", { files: [...first] });
    expect(results.map(({ outcome }) => outcome)).toEqual(["imported", "imported"]);
    held.pattern = /(?!)/u;
    const folder = join(district.dir, "held");
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), 1, 1);
    sweepBlobs(district.db, district.dir, clock());
    expect(readdirSync(folder)).toEqual([]);
  });

  test("备份写好了、旧的删不掉，恢复好了、工作文件夹删不掉：都是成功", async () => {
    const world = World.make();
    const district = await world.district();
    await record(district, "区县自己的");
    const file = await backup(district);
    held.pattern = /lxqbackup|tmp[\\/]restore/u;
    for (let time = 0; time < 12; time += 1) expect(existsSync(await backup(district))).toBe(true);
    const { pc } = await restore(world, district, file);
    expect(await titles(pc)).toEqual(["区县自己的"]);
  });

  test("正在用的工作文件夹和等着的数据包，不会被当作留下的", async () => {
    const world = World.make();
    const district = await world.district();
    const live = join(district.dir, "tmp", "exchange", "x1");
    mkdirSync(live, { recursive: true });
    mkdirSync(join(district.dir, "held"), { recursive: true });
    const fresh = join(district.dir, "held", `${"a".repeat(64)}.lxq`);
    writeFileSync(fresh, "");
    sweepBlobs(district.db, district.dir, clock());
    expect(existsSync(live) && existsSync(fresh)).toBe(true);
  });
});

test.each([
  ["EIO", "diskFailed"],
  ["ENOSPC", "diskFull"],
  ["EROFS", "databaseReadOnly"],
  ["EACCES", "databaseReadOnly"],
  ["EBUSY", "fileBusy"],
  ["EMFILE", "filesTooMany"],
  ["ENOTEMPTY", "folderNotEmpty"],
  ["ENAMETOOLONG", "pathTooLong"],
  ["ENOENT", "fileUnreadable"],
] as const)("%s 有自己的编号和说明，不是 9001", (code, name) => {
  const error = toAppError(Object.assign(new Error(`${code}: x, open '/a/b'`), { code, path: "/a/b" }));
  expect(error.code).toBe(name);
  expect(error.number).not.toBe(errorCatalogue.unexpected.number);
  expect(error.message).not.toMatch(/\{\w+\}/u);
});

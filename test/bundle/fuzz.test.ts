import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorCatalogue } from "../../db/schema/errors.ts";
import { fuzz, replay } from "../../scripts/fuzz/run.ts";
import { makeScene, packedFolder } from "../../scripts/fuzz/scene.ts";
import { problemOf, Site } from "../../scripts/fuzz/site.ts";
import { makeFolder } from "../helpers/folder.ts";

/** The long runs are `npm run fuzz`. */
test("乱改两千多份文件：要么说明原因、什么都没留下，要么导入之后数据完好", { timeout: 300_000 }, async () => {
  const root = makeFolder();
  const report = await fuzz({
    root,
    bytes: 2_000,
    structural: 150,
    seed: 20_260_318,
    from: { bytes: 0, structural: 0 },
    until: Infinity,
    failures: join(root, "出错的"),
    passedPerRound: 25,
    say: () => {},
  });
  expect(report.failures).toEqual([]);
  expect(report).toMatchObject({ bytes: 2_000, structural: 150 });
  // It is known to reach what it is for: bytes never get in, and some of what is signed does.
  const ends = [...report.outcomes.keys()];
  expect(ends.filter((end) => end.includes(" bytes: ") && !end.includes("refused"))).toEqual([]);
  for (const kind of ["bundle", "receipt"]) {
    expect(ends).toContain(`${kind} structural: imported`);
    expect(ends).toContain(`${kind} structural: refused ${errorCatalogue.bundleDamaged.number}`);
  }
});

test("导入代码要是在拒收之后还改了数据，或者说不清原因，这里看得出来", { timeout: 60_000 }, async () => {
  const root = makeFolder();
  const scene = await makeScene(join(root, "场景"));
  const site = new Site(join(root, "区县"), scene.district.folder);
  try {
    site.begin();
    const [before, rows] = [site.look(), site.rows()];
    const refused = await site.read("bundle", scene.files.bundle.subarray(0, 900), true);
    expect(refused).toMatchObject({ kind: "refused", number: errorCatalogue.bundleTruncated.number });
    expect(problemOf(refused, before, site.look())).toBeNull();
    expect(site.rows()).toBe(rows);

    site.pc.db.run(`UPDATE "station" SET "name" = "name" || '改'`);
    expect(problemOf(refused, before, site.look())).toContain("written to the database");
    expect(site.rows()).not.toBe(rows);
    writeFileSync(join(site.pc.dir, "held", "多出来的"), "");
    expect(problemOf(refused, { ...site.look(), files: before.files }, site.look())).toContain("files have changed");
    expect(problemOf({ ...refused, number: errorCatalogue.unexpected.number }, before, before)).toContain("9001");

    expect(await site.fault()).toBeNull();
    site.pc.db.run(`UPDATE "hotline" SET "content" = '没有经过日志'`);
    expect(await site.fault()).toContain("hotline");
  } finally {
    site.close();
  }
});

test("出错时留下的文件可以原样重放", { timeout: 60_000 }, async () => {
  const root = makeFolder();
  const scene = await makeScene(join(root, "场景"));
  const file = join(root, "出错.json");
  const files = [scene.files.bundle, scene.files.bundle].map((bytes) => ({
    reading: "bundle",
    bytes: bytes.toString("base64"),
  }));
  const folder = packedFolder(scene.district.folder);
  writeFileSync(file, JSON.stringify({ seed: 1, mutant: "bytes 1", problem: "试", site: "district", folder, files }));
  const [title, first, second] = await replay(file, join(root, "重放"));
  expect([title, first?.split(" ")[0], second?.split(" ")[0]]).toEqual(["bytes 1: 试", "imported", "duplicate"]);
});

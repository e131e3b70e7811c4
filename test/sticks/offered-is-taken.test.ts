/** 提示有几个能导入，按下去就正好导入几个；没有提示的，一个个去导也导不出新东西。 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../../db/schema/app-error.ts";
import { systemDrives } from "../../db/data-folder/system.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { loadKeys } from "../../db/bundle/crypto.ts";
import { outlooksAtDistrict } from "../../db/exchange/district/outlook.ts";
import { scanMedium } from "../../db/sticks/scan.ts";
import { phone } from "../../scripts/common/enrol.ts";
import { codeOf, record, World, type Pc } from "../helpers/exchange.ts";
import { Machine } from "../helpers/machine.ts";

/** What happens before the stick comes to the district; `station` says whose. */
const step = fc.record({
  act: fc.constantFrom("record", "export", "export", "import", "receipt", "confirm", "lose"),
  station: fc.nat({ max: 2 }),
});

async function offered(district: Pc, stick: string): Promise<{ take: string[]; rest: string[] }> {
  const { db, dir } = district;
  const identity = readIdentity(db);
  const desk = { db, dir, identity, keys: loadKeys(dir, identity.replicaId), now: district.context.now() };
  const judged = await outlooksAtDistrict((await scanMedium(stick)).files, desk);
  const names = (isTaken: boolean) =>
    judged.filter(({ outlook }) => (outlook === "take") === isTaken).map(({ opened }) => opened.file);
  return { take: names(true), rest: names(false) };
}

test("区县：随便怎么导出、导入、漏交、确认，提示的正是能导入的", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const world = World.make();
      const machine = new Machine(world.folder("系统"));
      world.drives = systemDrives(machine.root);
      const district = await world.district();
      const names = ["桐岭镇联络站", "双河镇联络站", "通挽镇联络站"] as const;
      const stations = [
        await world.enrolled(district, names[0]),
        await world.enrolled(district, names[1]),
        await world.joined(district, names[2]),
      ];
      const stick = join(world.root, "media", "盘");
      const elsewhere = world.folder("没带来");
      for (const folder of [stick, elsewhere]) mkdirSync(folder, { recursive: true });
      let last: string[] = [];
      for (const { act, station: index } of steps) {
        const pc = stations[index];
        if (pc === undefined) throw new Error("no such station");
        if (act === "record") await record(pc);
        if (act === "export" || act === "lose") {
          const folder = act === "export" ? stick : elsewhere;
          const code = await codeOf(
            pc.call("bundle.export", { folder }).then(({ files }) => {
              last = act === "export" ? [...files] : last;
            }),
          );
          expect(["none", "bundleNothing"]).toContain(code);
        }
        if (act === "import" && last.length > 0) await district.call("bundle.import", { files: last });
        if (act === "receipt") {
          const name = names[index] ?? "";
          const work = district.call("receipt.export", { station: name, folder: elsewhere });
          await work.then(
            ({ files }) => codeOf(pc.call("receipt.import", { file: files[0] ?? "" })),
            (error: unknown) => expect(error instanceof AppError ? error.code : error).toBe("stationUnconfirmed"),
          );
        }
        if (act === "confirm") {
          const known = (await district.call("district.stations", {})).stations.flatMap(({ replicas }) => replicas);
          const isWaiting = known.some(
            ({ replica, state }) => state === "waiting" && replica === readIdentity(pc.db).replicaId,
          );
          if (isWaiting) await phone(district, pc);
        }
      }
      machine.plug(stick);
      const before = await offered(district, stick);
      const [seen] = (await district.call("stick.list", {})).sticks;
      expect(seen?.incoming).toBe(before.take.length);
      if (before.take.length > 0) {
        const { bundles } = await district.call("stick.import", { id: seen?.id ?? "" });
        for (const file of before.take)
          expect(bundles.find((one) => one.file === file)?.outcome).toMatch(/^(imported|held|fork)$/);
      }
      // And now there is nothing left that would bring anything.
      expect((await offered(district, stick)).take).toEqual([]);
      if (before.rest.length > 0) {
        const { results } = await district.call("bundle.import", { files: before.rest });
        for (const { outcome } of results) expect(["duplicate", "held", "fork", "refused"]).toContain(outcome);
      }
      for (const pc of world.pcs) pc.close();
    }),
    { numRuns: 8 },
  );
});

import { expect, test } from "vitest";
import { openDatabase } from "../../db/database/open.ts";
import { aCall, makeFolder, makeStation, open } from "../helpers/folder.ts";

test("旧版本程序留下的状态：新版本第一次打开时由日志重算一次，之后不再算", async () => {
  const dir = makeFolder();
  const station = await makeStation(dir);
  const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
  await station.call("event.add", { recordId: record.id, fields: { type: "assigned", unit: "县住建局" } });
  await station.close();
  const spoil = (isOlder: boolean) => {
    const db = openDatabase(dir);
    db.run(`UPDATE "hotlineState" SET "unit" = '县城管局'`);
    if (isOlder) db.run(`DELETE FROM "local" WHERE "key" = 'journalRules'`);
    db.close();
  };
  const unitAfterOpening = async () => {
    const again = open(dir);
    await again.call("record.list", { kind: "hotline" });
    await again.close();
    const db = openDatabase(dir);
    const unit = db.value(`SELECT "unit" FROM "hotlineState"`);
    db.close();
    return unit;
  };
  spoil(true);
  expect(await unitAfterOpening()).toBe("县住建局");
  spoil(false);
  expect(await unitAfterOpening()).toBe("县城管局");
});

/** What a clerk counts: records, not entries. */
import { expect, test } from "vitest";
import { answer, record, World } from "../helpers/exchange.ts";

test("一场活动连同问题、办理事项和修改，算一条记录；预览、导入、导出说的是同一个数", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district, "桐岭镇联络站");
  await answer(world, district, station);
  const { record: session } = await station.call("record.save", {
    kind: "session",
    fields: { title: "水渠怎么修", startAt: "2026-03-02" },
    problems: [
      { id: null, fields: { text: "水渠失修", state: "todo" } },
      { id: null, fields: { text: "资金不足", state: "todo" } },
    ],
  });
  await station.call("event.add", { recordId: session.id, fields: { type: "remark", text: "已公示" } });
  await station.call("record.save", { kind: "session", id: session.id, fields: { place: "村委会" } });
  await record(station, "路灯不亮");
  const deleted = await record(station, "登错了");
  await station.call("record.delete", { id: deleted });
  expect(await station.call("bundle.unsent", {})).toEqual({ records: 3 });
  const { files, entries, records } = await station.call("bundle.export", { folder: world.stick });
  expect(records).toBe(3);
  expect(entries).toBeGreaterThan(records);
  const input = { files: [...files] };
  const preview = await district.call("bundle.import", { ...input, dryRun: true });
  expect(preview.results).toMatchObject([{ outcome: "imported", records: 3, entries }]);
  const imported = await district.call("bundle.import", input);
  expect(imported.results).toMatchObject([{ outcome: "imported", records: 3, entries }]);
  expect((await district.call("bundle.import", input)).results).toMatchObject([{ outcome: "duplicate", records: 0 }]);
  await answer(world, district, station);
  expect(await station.call("bundle.unsent", {})).toEqual({ records: 0 });
});

import { describe, expect, test } from "vitest";
import { answer, record, send, World } from "../helpers/exchange.ts";

describe("区县的反馈", () => {
  test("回到联络站后出现在今日；打开看过就不再列出，再有新的又会出现", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    await send(world, station, district);
    const news = async () => (await station.call("today.get", {})).feedback.map((item) => item.id);
    const reply = async (text: string) => {
      await district.call("event.add", { recordId: id, fields: { type: "replied", at: "2026-03-20", text } });
      await answer(world, district, station);
    };
    expect(await news()).toEqual([]);
    await reply("县水利局已安排检修");
    expect(await news()).toEqual([id]);
    await station.call("record.seen", { id });
    expect(await news()).toEqual([]);
    await reply("已修好，请回访");
    expect(await news()).toEqual([id]);
  });
});

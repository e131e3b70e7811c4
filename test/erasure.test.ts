import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Input, OperationName, Output } from "../db/api/operations.ts";
import { openDatabase } from "../db/database/open.ts";
import { notePurge } from "../db/journal/erase.ts";
import { answer, send, World } from "./helpers/exchange.ts";
import { aCall, makeFolder, makeStation, open } from "./helpers/folder.ts";

/** What identifies the person. The full text holds the endings of a phone number, hence its last digits. */
const traces = ["韦志华", aCall.phone, aCall.phone.slice(-7), "照片里的人"];

const filesIn = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

/** Every trace of the person in any byte of any file of a data folder. */
const tracesIn = (dir: string): string[] =>
  filesIn(dir).flatMap((file) => {
    const bytes = readFileSync(file);
    return traces.filter((trace) => bytes.includes(trace)).map((trace) => `${file.slice(dir.length)}: ${trace}`);
  });

interface Pc {
  call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>;
}

/** A call with all that may name the caller: fields, an event's text, an attachment, a draft. @returns its id */
async function recordEverything(station: Pc, outside: string): Promise<string> {
  const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
  await station.call("event.add", { recordId: record.id, fields: { type: "closed", text: "已答复韦志华本人" } });
  const photo = join(outside, "现场.jpg");
  writeFileSync(photo, "照片里的人");
  await station.call("attachment.add", { recordId: record.id, file: photo, role: "photo" });
  rmSync(photo);
  const content = { fields: { caller: "韦志华" } };
  await station.call("draft.put", { key: "k", kind: "hotline", recordId: record.id, content });
  await station.call("typed.put", { place: "void.k", recordId: record.id, content: { value: "韦志华说错了" } });
  return record.id;
}

describe("抹除个人信息", () => {
  test("数据目录的任何文件里都找不到这个人：记录、日志、全文、草稿、附件；数字和链条不变", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const id = await recordEverything(station, makeFolder());
    expect(tracesIn(dir)).not.toEqual([]);
    const before = await station.call("report.year", { year: 2026 });
    const erased = await station.call("record.erase", { id });
    expect(erased.record).toMatchObject({ caller: null, phone: null, calledAt: aCall.calledAt, line: "resident" });
    expect(erased).toMatchObject({ state: "closed", attachments: [] });
    expect((await station.call("report.year", { year: 2026 })).hotline).toEqual(before.hotline);
    expect((await station.call("record.list", { kind: "hotline", search: "韦志华" })).total).toBe(0);
    expect((await station.call("check.run", {})).ok).toBe(true);
    await station.close();
    expect(tracesIn(dir)).toEqual([]);
  });

  test("抹除到一半断电：重新打开后接着删完", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const id = await recordEverything(station, makeFolder());
    await station.call("record.erase", { id });
    await station.close();
    const db = openDatabase(dir);
    db.run(`INSERT INTO "draft" VALUES ('k', 'hotline', ?, '{"fields":{"caller":"韦志华"}}', 1)`, [id]);
    notePurge(db);
    db.close();
    const again = open(dir);
    expect(await again.call("draft.list", {})).toEqual([]);
    await again.close();
    expect(tracesIn(dir)).toEqual([]);
  });

  test("别的记录用着同一个附件，那一份留着", async () => {
    const station = await makeStation();
    const outside = makeFolder();
    const [first, second] = [await recordEverything(station, outside), await recordEverything(station, outside)];
    await station.call("record.erase", { id: first });
    const [kept] = (await station.call("record.get", { id: second })).attachments;
    const states = await station.call("attachment.verify", { sha256: [kept?.sha256 ?? ""] });
    expect(states).toMatchObject([{ state: "ok" }]);
  });

  test("下次同步后，区县那里的也一样删干净", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await recordEverything(station, makeFolder());
    await send(world, station, district);
    await answer(world, district, station);
    expect(tracesIn(district.dir)).not.toEqual([]);
    await station.call("record.erase", { id });
    await send(world, station, district);
    expect((await district.call("record.get", { id })).attachments).toEqual([]);
    district.close();
    expect(tracesIn(district.dir)).toEqual([]);
  });
});

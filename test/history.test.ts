/** 历史版本 over the operations, with a real database. */
import { describe, expect, test } from "vitest";
import { childrenEverSql } from "../db/queries/history.ts";
import { historySteps } from "../renderer/forms/history.ts";
import { makeDatabase } from "./helpers/database.ts";
import { makeStation } from "./helpers/folder.ts";

const session = { title: "老旧小区加装电梯", startAt: "2026-03-02" };
const problem = (text: string) => ({ id: null, fields: { text, state: "todo" } });

async function withTwoProblems() {
  const station = await makeStation();
  const saved = await station.call("record.save", {
    kind: "session",
    fields: session,
    problems: [problem("占用绿地"), problem("一楼不同意")],
  });
  const { id } = saved.record;
  const rows = saved.problems.map((row) => ({ id: row.id, fields: { text: row.text, state: row.state } }));
  return { station, id, rows };
}

describe("历史版本", () => {
  test("包含问题和办理事项，删掉的也在；回到那一版保存后，还是原来的那一行", async () => {
    const { station, id, rows } = await withTwoProblems();
    await station.call("record.save", { kind: "session", id, fields: { title: "改名" }, problems: rows.slice(0, 1) });
    await station.call("event.add", { recordId: id, fields: { type: "remark", text: "已公示" } });
    const steps = historySteps("session", id, await station.call("record.history", { id }));
    expect(steps.map(({ difference }) => difference?.rows.map(({ kind, type }) => `${type} ${kind}`))).toEqual([
      ["added event"],
      ["removed problem"],
      ["added problem", "added problem"],
    ]);
    const first = steps.at(-1)?.values;
    expect(first?.fields).toMatchObject(session);
    const back = (first?.problems ?? []).map((row) => ({ id: row.id, fields: row.fields as Record<string, string> }));
    const restored = await station.call("record.save", { kind: "session", id, fields: session, problems: back });
    expect(restored.problems.map((row) => [row.id, row.text])).toEqual(rows.map((row) => [row.id, row.fields.text]));
    expect(await station.call("check.run", {})).toMatchObject({ ok: true, rebuildDiffers: [] });
  });

  test("问题和成效调了顺序：保存后、历史对比、回到那一版、重建都按调过的次序", async () => {
    const { station, id, rows } = await withTwoProblems();
    const measures = ["争取资金", "受益群众", "带动增收"].map((name) => ({ id: null, fields: { name, amount: 1 } }));
    const first = await station.call("record.save", { kind: "session", id, fields: {}, measures });
    const moved = first.measures.toReversed().map((row) => ({ id: row.id, fields: { name: row.name } }));
    const reordered = { kind: "session", id, fields: {}, problems: rows.toReversed(), measures: moved } as const;
    const saved = await station.call("record.save", reordered);
    expect(saved.problems.map(({ text }) => text)).toEqual(["一楼不同意", "占用绿地"]);
    expect(saved.measures.map(({ name }) => name)).toEqual(["带动增收", "受益群众", "争取资金"]);
    const [last, before] = historySteps("session", id, await station.call("record.history", { id }));
    expect(last?.difference).toMatchObject({ rows: [], changes: [], isReordered: true });
    expect(before?.values?.problems.map(({ fields }) => fields["text"])).toEqual(["占用绿地", "一楼不同意"]);
    expect(last?.values?.measures.map(({ fields }) => fields["name"])).toEqual(["带动增收", "受益群众", "争取资金"]);
    expect(await station.call("check.run", {})).toMatchObject({ ok: true, rebuildDiffers: [] });
  });

  test("别的活动的问题不能借恢复挪过来", async () => {
    const { station, rows } = await withTwoProblems();
    const other = await station.call("record.save", { kind: "session", fields: session });
    const stolen = station.call("record.save", { kind: "session", id: other.record.id, fields: {}, problems: rows });
    await expect(stolen).rejects.toMatchObject({ code: "recordMissing" });
  });

  test("清除个人信息后，旧内容不在历史里", async () => {
    const station = await makeStation();
    const call = { line: "resident", calledAt: "2026-03-02", content: "饮水不稳", caller: "韦志华" };
    const { record } = await station.call("record.save", { kind: "hotline", fields: call });
    await station.call("record.erase", { id: record.id });
    const history = await station.call("record.history", { id: record.id });
    expect(JSON.stringify(history)).not.toContain("韦志华");
    const steps = historySteps("hotline", record.id, history);
    expect(steps.at(-1)).toMatchObject({ difference: null, values: null });
  });

  test("找一条记录的子行用索引，不扫全部日志", () => {
    const { db } = makeDatabase();
    const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${childrenEverSql}`, ["id"]);
    expect(plan.map(({ detail }) => detail).join()).toContain("journalByParent");
  });
});

import { describe, expect, test } from "vitest";
import type { Service } from "../../db/service.ts";
import { aCall, makeStation } from "../helpers/folder.ts";

const assign = {
  type: "event",
  fields: { type: "assigned", at: "2026-05-20", unit: "县水利局", by: "李敏" },
} as const;

async function calls(station: Service, count: number): Promise<string[]> {
  const ids = [];
  for (let index = 0; index < count; index += 1) {
    const fields = { ...aCall, caller: `来电人${index}` };
    ids.push((await station.call("record.save", { kind: "hotline", fields })).record.id);
  }
  return ids;
}

const statesOf = async (station: Service, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await station.call("record.get", { id })).state));

describe("成批办理", () => {
  test("一次交办几件：每件记一步，已交办和已办结的列出原因，一次撤销全部退回原样", async () => {
    const station = await makeStation();
    const ids = await calls(station, 4);
    await station.call("event.add", {
      recordId: ids[1] ?? "",
      fields: { type: "assigned", at: "2026-05-01", unit: "镇政府" },
    });
    await station.call("event.add", { recordId: ids[2] ?? "", fields: { type: "closed", at: "2026-05-02" } });
    const gone = "01890000-0000-7000-8000-000000000001";
    const result = await station.call("records.batch", { ids: [...ids, gone], action: assign });
    expect(result.done).toBe(2);
    expect(result.leftOut.map(({ id, reason }) => [id, reason])).toEqual([
      [ids[1], "alreadyAssigned"],
      [ids[2], "closed"],
      [gone, "missing"],
    ]);
    expect(await statesOf(station, ids)).toEqual(["assigned", "assigned", "closed", "assigned"]);
    const full = await station.call("record.get", { id: ids[0] ?? "" });
    expect(full.events).toHaveLength(1);
    expect(full.events[0]).toMatchObject({ type: "assigned", unit: "县水利局", by: "李敏" });

    expect(await station.call("records.undo", { tx: result.tx ?? "" })).toEqual({ undone: 2, leftOut: [] });
    expect(await statesOf(station, ids)).toEqual(["received", "assigned", "closed", "received"]);
    expect(await station.call("records.undo", { tx: result.tx ?? "" }), "再按一次撤销不会再作废一遍").toEqual({
      undone: 0,
      leftOut: [],
    });
  });

  test("报送：只有签发的和退回修改的能报，没审核、没签发、报过的都留下并说明", async () => {
    const station = await makeStation();
    const made = async (...steps: string[]) => {
      const { record } = await station.call("record.save", {
        kind: "opinion",
        fields: { title: steps.join("后"), collectedOn: "2026-03-01" },
        ...(steps.length === 0 ? { fields: { title: "新写的", collectedOn: "2026-03-01" } } : {}),
      });
      for (const type of steps) {
        await station.call("event.add", { recordId: record.id, fields: { type, at: "2026-03-02", text: "办" } });
      }
      return record.id;
    };
    const ids = [
      await made(),
      await made("reviewed"),
      await made("reviewed", "signed"),
      await made("reviewed", "signed", "submitted"),
      await made("signed", "submitted", "returned"),
      await made("closed"),
    ];
    const result = await station.call("records.batch", {
      ids,
      action: { type: "event", fields: { type: "submitted", at: "2026-03-10" } },
    });
    expect(result.done).toBe(2);
    expect(result.leftOut.map(({ id, reason }) => [ids.indexOf(id), reason])).toEqual([
      [0, "notReviewed"],
      [1, "notSigned"],
      [3, "alreadyDone"],
      [5, "closed"],
    ]);
    expect(await statesOf(station, ids)).toEqual([
      "collected",
      "reviewed",
      "submitted",
      "submitted",
      "submitted",
      "closed",
    ]);
  });

  test("一起删除，一起找回，连同办理过程", async () => {
    const station = await makeStation();
    const ids = await calls(station, 3);
    await station.call("event.add", { recordId: ids[0] ?? "", fields: { type: "closed", at: "2026-05-02" } });
    const { tx, done } = await station.call("records.batch", { ids, action: { type: "delete" } });
    expect(done).toBe(3);
    expect((await station.call("record.list", { kind: "hotline" })).total).toBe(0);
    expect(await station.call("records.undo", { tx: tx ?? "" })).toEqual({ undone: 3, leftOut: [] });
    expect((await station.call("record.list", { kind: "hotline" })).total).toBe(3);
    expect(await statesOf(station, ids)).toEqual(["closed", "received", "received"]);
    expect((await station.call("record.list", { kind: "hotline", search: "来电人1" })).total).toBe(1);
  });

  test("做到一半取消：一条也没有动；中间存的草稿不会跟着丢", async () => {
    const station = await makeStation();
    const ids = await calls(station, 250);
    const abort = new AbortController();
    let draft: Promise<unknown> = Promise.resolve();
    const seen: number[] = [];
    const batch = station.call(
      "records.batch",
      { ids, action: assign },
      {
        signal: abort.signal,
        onProgress: ({ done, total }) => {
          expect(total).toBe(250);
          seen.push(done);
          if (done === 100) {
            draft = station.call("draft.put", {
              key: "new:1",
              kind: "hotline",
              recordId: null,
              content: { fields: {} },
            });
          }
          if (done === 200) abort.abort();
        },
      },
    );
    await expect(batch).rejects.toMatchObject({ code: "cancelled" });
    await draft;
    expect(seen).toEqual([100, 200]);
    expect((await station.call("record.list", { kind: "hotline", state: "assigned" })).total).toBe(0);
    expect(await station.call("draft.get", { key: "new:1" })).not.toBeNull();
    expect((await station.call("check.run", {})).ok).toBe(true);
  });

  test("填错的一步（没有这种日期）一条也不写；不是成批的事务不能这样撤销", async () => {
    const station = await makeStation();
    const ids = await calls(station, 2);
    const wrong = { type: "event", fields: { type: "assigned", at: "2026-02-31" } } as const;
    await expect(station.call("records.batch", { ids, action: wrong })).rejects.toMatchObject({ code: "inputInvalid" });
    expect(await statesOf(station, ids)).toEqual(["received", "received"]);
    const unknown = "01890000-0000-7000-8000-000000000002";
    await expect(station.call("records.undo", { tx: unknown })).rejects.toMatchObject({ code: "batchNotUndoable" });
  });
});

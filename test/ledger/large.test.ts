/** A ledger of thousands of rows: read apart, checked in slices, stopped without a trace, and others are served meanwhile. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import type { Progress } from "../../db/api/operations.ts";
import type { Task } from "../../db/tasks/task.ts";
import { plainReader, readApart } from "../../db/spreadsheet/read-apart.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { SharedWork } from "../../db/ledger/shared-work.ts";
import { AppError } from "../../db/schema/app-error.ts";
import type { Service } from "../../db/service.ts";
import { quietTask } from "../helpers/exchange.ts";
import { makeFolder, makeStation } from "../helpers/folder.ts";
import { day, hotlineHeader, xlsx } from "./fixtures.ts";

const ROWS = 4_000;
const textOf = (index: number): string => `第${index}件：${Math.sin(index + 1)}`;
let workbook: Uint8Array;

beforeAll(async () => {
  const rows = Array.from({ length: ROWS }, (_, index) =>
    hotlineHeader.map((header) => {
      const call = {
        来电时间: day("2023-03-01"),
        来电人: "韦志华",
        反映事项: textOf(index),
        办理结果: `${Math.cos(index + 1)}`,
      };
      return (call as Record<string, string | Date>)[header] ?? "";
    }),
  );
  workbook = await xlsx({ name: "台账", rows: [hotlineHeader, ...rows] });
});

async function atWork(): Promise<{ service: Service; file: string }> {
  const file = join(makeFolder(), "热线台账2023.xlsx");
  await writeFile(file, workbook);
  return { service: await makeStation(), file };
}

describe("几千行的表", () => {
  test("够大，要在另一个线程里读；读出来和当场读的一模一样", async () => {
    expect(workbook.length).toBeGreaterThan(200_000);
    const file = join(makeFolder(), "热线台账2023.xlsx");
    await writeFile(file, workbook);
    expect(await readApart(file, plainReader, quietTask)).toEqual(await readLedgerFile(file));
  });

  test("核对时报出第几行，别的操作插得进来；别处记了一条，再看就比出来了", async () => {
    const { service, file } = await atWork();
    const seen: Progress[] = [];
    const state = { isDone: false, served: 0 };
    const preview = service
      .call("ledger.preview", { file, kind: "hotline" }, { onProgress: (step) => seen.push(step) })
      .finally(() => (state.isDone = true));
    while (!state.isDone) {
      // As a message from the page comes: between two turns.
      await setImmediate();
      await service.call("record.list", { kind: "hotline" });
      state.served += state.isDone ? 0 : 1;
    }
    expect((await preview).states).toMatchObject({ new: ROWS, likely: 0 });
    expect(state.served).toBeGreaterThan(5);
    const checked = seen.filter(({ step }) => step.zh === "逐行核对");
    expect(checked.length).toBeGreaterThan(1);
    for (const { done, total } of checked) expect([done > 0 && done <= ROWS + 1, total !== null]).toEqual([true, true]);

    const fields = { line: "resident", calledAt: "2023-03-01T09:00", content: textOf(7) };
    await service.call("record.save", { kind: "hotline", fields });
    const again = await service.call("ledger.preview", { file, kind: "hotline" });
    expect(again.states).toMatchObject({ new: ROWS - 1, likely: 1 });
  });

  test.each(["读取台账", "逐行核对", "与已有记录比对"])(
    "在“%s”时按停止：马上停下，什么也没有写，再来一次照常",
    async (at) => {
      const { service, file } = await atWork();
      await service.call("record.save", {
        kind: "hotline",
        fields: { line: "resident", calledAt: "2023-03-01", content: "甲" },
      });
      const abort = new AbortController();
      const stopped = service.call(
        "ledger.preview",
        { file, kind: "hotline" },
        { signal: abort.signal, onProgress: ({ step }) => step.zh === at && abort.abort() },
      );
      await expect(stopped).rejects.toMatchObject({ code: "cancelled" });
      expect((await service.call("record.list", { kind: "hotline" })).total).toBe(1);
      expect(await service.call("ledger.batches", {})).toEqual([]);
      expect((await service.call("ledger.preview", { file, kind: "hotline" })).actions.add).toBe(ROWS);
    },
  );

  test("读到一半文件坏了，说得出是哪个文件", async () => {
    const { service, file } = await atWork();
    await writeFile(file, workbook.slice(0, -1_000));
    await expect(service.call("ledger.open", { file })).rejects.toMatchObject({
      code: "ledgerUnreadable",
      params: { file: "热线台账2023.xlsx" },
    });
  });
});

describe("同一件事两处要", () => {
  function asker() {
    let hasLeft = false;
    return {
      leave: () => (hasLeft = true),
      progress: () => {},
      throwIfCancelled: () => {
        if (hasLeft) throw new AppError("cancelled");
      },
    };
  }

  /** Work of a few turns that counts how often it was begun. */
  function counted() {
    const begun: number[] = [];
    const run = async (task: Task): Promise<number> => {
      const mine = begun.push(begun.length + 1);
      for (let turn = 0; turn < 5; turn += 1) {
        await setImmediate();
        task.throwIfCancelled();
      }
      return mine;
    };
    return { begun, run };
  }

  test("只做一遍；再要，直接给上次的；要别的就另做", async () => {
    const work = new SharedWork<number>();
    const { begun, run } = counted();
    expect(await Promise.all([work.get("甲", asker(), run), work.get("甲", asker(), run)])).toEqual([1, 1]);
    expect(await work.get("甲", asker(), run)).toBe(1);
    expect(await work.get("乙", asker(), run)).toBe(2);
    expect(begun.length).toBe(2);
  });

  test("一处不要了，另一处照样拿得到；都不要了才停，之后再要就重做", async () => {
    const work = new SharedWork<number>();
    const { run } = counted();
    const [first, second] = [asker(), asker()];
    const answers = [work.get("甲", first, run), work.get("甲", second, run)];
    first.leave();
    expect(await Promise.allSettled(answers)).toMatchObject([
      { status: "rejected", reason: { code: "cancelled" } },
      { status: "fulfilled", value: 1 },
    ]);
    const [third, fourth] = [asker(), asker()];
    const others = [work.get("乙", third, run), work.get("乙", fourth, run)];
    third.leave();
    fourth.leave();
    for (const answer of await Promise.allSettled(others))
      expect(answer).toMatchObject({ status: "rejected", reason: { code: "cancelled" } });
    expect(await work.get("乙", asker(), run)).toBe(3);
  });
});

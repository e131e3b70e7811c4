/** Adding files to a form in the background: order, cancelling, one notice for all of them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FormFiles, type FileWork, type Outcome } from "../../renderer/forms/form-files.ts";
import { attachmentOf } from "../../renderer/forms/attachment-values.ts";
import type { ChildRow } from "../../renderer/values/form-values.ts";
import { localError } from "../../renderer/hosts/client-error.ts";

const limits = { attachmentFileMb: 50, attachmentRecordMb: 1, photoLongestSide: 2_000 };
const tick = () => new Promise((resolve) => setTimeout(resolve, 0));
const fileOf = (name: string, size = 3) => new File([new Uint8Array(size)], name);

/** A form whose disk takes each file in two pieces and goes on only when told to. */
function makeForm() {
  let rows: ChildRow[] = [];
  const gates: (() => void)[] = [];
  const aborted: string[] = [];
  const work: FileWork = {
    limits: () => limits,
    prepare: (file) => Promise.resolve({ name: file.name, content: file, thumbnail: null, kept: null, shrunk: null }),
    send: async (content, name, { signal, onProgress }) => {
      for (const sent of [1, content.size]) {
        await new Promise<void>((resolve) => gates.push(resolve));
        if (signal.aborted) {
          aborted.push(name);
          throw localError("cancelled");
        }
        onProgress(sent);
      }
      if (name.startsWith("坏")) throw localError("fileUnreadable", { file: name });
      return { name, mime: null, size: content.size, sha256: name.padEnd(64, "0") };
    },
    stored: () => {},
  };
  const files = new FormFiles({ read: () => rows, write: (next) => (rows = next) }, work);
  const told: Outcome[] = [];
  const step = async () => {
    await tick();
    gates.shift()?.();
    await tick();
  };
  return {
    files,
    told,
    aborted,
    step,
    finish: async () => {
      while (files.state.pending.length > 0 || gates.length > 0) await step();
      await files.settled();
    },
    names: () => rows.map((row) => attachmentOf(row).name),
    add: (...names: string[]) =>
      files.add(
        names.map((name) => fileOf(name)),
        (outcome) => told.push(outcome),
      ),
  };
}

describe("在后台添加附件", () => {
  test("几个文件一起添加，只告诉一次：添加了几个，哪个已经有了，哪个没成", async () => {
    const form = makeForm();
    form.add("签到表.pdf", "坏的.pdf", "签到表.pdf", "照片.pdf");
    await form.step();
    expect(form.files.state.pending.map(({ name, sent }) => [name, sent])).toEqual([
      ["签到表.pdf", 1],
      ["坏的.pdf", 0],
      ["签到表.pdf", 0],
      ["照片.pdf", 0],
    ]);
    expect(form.told).toEqual([]);
    await form.finish();
    expect(form.names()).toEqual(["签到表.pdf", "照片.pdf"]);
    expect(form.told).toEqual([{ added: ["签到表.pdf", "照片.pdf"], already: ["签到表.pdf"], failed: ["坏的.pdf"] }]);
    expect(form.files.state.problems.map(({ file }) => file)).toEqual(["坏的.pdf"]);
    form.files.dismiss(form.files.state.problems[0]?.id ?? -1);
    expect(form.files.state.problems).toEqual([]);
  });

  test("写到一半取消一个：马上从列表消失，其余照常，通知里只算其余的", async () => {
    const form = makeForm();
    form.add("一.pdf", "二.pdf", "三.pdf");
    await form.step();
    form.files.cancel(form.files.state.pending[0]?.id ?? -1);
    expect(form.files.state.pending.map(({ name }) => name)).toEqual(["二.pdf", "三.pdf"]);
    await form.finish();
    expect(form.aborted).toEqual(["一.pdf"]);
    expect(form.names()).toEqual(["二.pdf", "三.pdf"]);
    expect(form.told).toEqual([{ added: ["二.pdf", "三.pdf"], already: [], failed: [] }]);
  });

  test("全部取消：一个也不加，也不再多说", async () => {
    const form = makeForm();
    form.add("一.pdf", "二.pdf");
    await form.step();
    expect(form.files.cancelAll()).toBe(2);
    await form.finish();
    expect([form.names(), form.told]).toEqual([[], []]);
  });

  test("关了表单，正在写的也不再落进来", async () => {
    const form = makeForm();
    form.add("一.pdf", "二.pdf");
    await form.step();
    await form.step();
    form.add("三.pdf");
    expect(form.files.close()).toBe(2);
    await form.finish();
    expect(form.names()).toEqual(["一.pdf"]);
    expect(form.told).toEqual([]);
  });

  test("合计超过上限时，先到的已经算进去", async () => {
    const form = makeForm();
    const big = (name: string) => fileOf(name, 600_000);
    form.files.add([big("一.pdf"), big("二.pdf")], (outcome) => form.told.push(outcome));
    await form.finish();
    expect(form.told).toEqual([{ added: ["一.pdf"], already: [], failed: ["二.pdf"] }]);
  });

  test("随便怎么穿插添加和取消：没取消的按添加的次序都在，每次添加最多告诉一次", async () => {
    const action = fc.oneof(
      fc.record({ do: fc.constant("add" as const), count: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ do: fc.constant("cancel" as const), which: fc.nat(5) }),
      fc.record({ do: fc.constant("step" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 14 }), async (actions) => {
        const form = makeForm();
        const expected = new Set<string>();
        let made = 0;
        let batches = 0;
        for (const one of actions) {
          if (one.do === "add") {
            const names = Array.from({ length: one.count }, () => `${(made += 1)}.pdf`);
            for (const name of names) expected.add(name);
            batches += 1;
            form.add(...names);
          } else if (one.do === "step") await form.step();
          else {
            const chosen = form.files.state.pending[one.which];
            if (chosen === undefined) continue;
            form.files.cancel(chosen.id);
            expected.delete(chosen.name);
          }
        }
        await form.finish();
        expect(form.names()).toEqual([...expected]);
        expect(form.told.flatMap(({ added }) => added)).toEqual([...expected]);
        expect(form.told.length).toBeLessThanOrEqual(batches);
      }),
      { numRuns: 60 },
    );
  });
});

/** Two and more PCs of one station: what each enters reaches the others with the district's receipts. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReceiptResult } from "../../db/api/operations.ts";
import { hasBlob } from "../../db/attachments/store.ts";
import { checkDatabase } from "../../db/journal/check.ts";
import { fileMarkOf } from "../../db/schema/exchange-files.ts";
import { everythingIn } from "../helpers/craft.ts";
import { answer, answerAll, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";
import { backup, confirmAll, isAlike, restore, titles } from "../helpers/restore.ts";

const name = "桐岭镇联络站";

/** Another PC of the station, confirmed; it has not read a receipt yet. */
async function another(world: World, district: Pc): Promise<Pc> {
  const pc = await world.joined(district, name);
  await send(world, pc, district);
  await confirmAll(district, pc);
  await send(world, pc, district);
  return pc;
}

/** A station with a confirmed PC and another one that has read its first receipt. */
async function twoPcs(): Promise<{ world: World; district: Pc; first: Pc; second: Pc }> {
  const world = World.make();
  const district = await world.district();
  const first = await world.enrolled(district);
  const second = await another(world, district);
  await answerAll(world, district, second);
  return { world, district, first, second };
}

const receiptOf = async (world: World, district: Pc): Promise<readonly string[]> =>
  (await district.call("receipt.export", { station: name, folder: world.stick })).files;

const recordsOf = (results: readonly ReceiptResult[]): number => results.reduce((sum, { records }) => sum + records, 0);

/** Reads a receipt's files as the window does, some of which may be refused. */
async function read(pc: Pc, files: readonly string[]): Promise<void> {
  for (const file of files) await codeOf(pc.call("receipt.import", { file }));
}

const numberOf = (saved: { readonly number?: unknown } | object): unknown => ("number" in saved ? saved.number : null);

const expectWhole = (...pcs: readonly Pc[]): void => {
  for (const pc of pcs) expect(checkDatabase(pc.db)).toMatchObject({ ok: true });
};

describe("一个站有两台电脑", () => {
  test("各自登记，送区县、导入回执之后，两台电脑和区县一样，附件也在；谁在哪台电脑录的看得到", async () => {
    const { world, district, first, second } = await twoPcs();
    const id = await record(first, "甲机登记的");
    const photo = join(world.stick, "会议记录.txt");
    writeFileSync(photo, "到会十二人");
    await first.call("attachment.add", { recordId: id, file: photo, role: "minutes" });
    await record(second, "乙机登记的");
    await send(world, first, district);
    await send(world, second, district);
    const files = await receiptOf(world, district);
    expect(files.map(fileMarkOf)).toEqual([null, "sibling", "sibling"]);
    // All files of the receipt, whichever PC they are for: none is refused.
    const results: ReceiptResult[] = [];
    for (const file of files) results.push(await second.call("receipt.import", { file }));
    expect(recordsOf(results)).toBe(1);
    for (const file of files.toReversed()) await first.call("receipt.import", { file });
    for (const pc of [first, second]) {
      expect(await titles(pc)).toEqual(["乙机登记的", "甲机登记的"].toSorted());
      expect(isAlike(pc, district)).toBe(true);
    }
    expectWhole(first, second, district);
    expect((await second.call("record.get", { id })).attachments).toMatchObject([{ name: "会议记录.txt" }]);
    expect(await second.call("record.get", { id })).toMatchObject({ delivery: "imported" });
    expect(await second.call("record.history", { id })).toContainEqual(
      expect.objectContaining({ op: "create", operator: "李敏", pc: "other" }),
    );
    expect(await first.call("record.history", { id })).toContainEqual(
      expect.objectContaining({ op: "create", operator: "李敏", pc: "this" }),
    );
  });

  test("下一份回执只带新的；没有新的就没有多余的文件，再导入一遍没有变化", async () => {
    const { world, district, first, second } = await twoPcs();
    await record(first, "一");
    await send(world, first, district);
    const files = await receiptOf(world, district);
    await read(second, files);
    await record(second, "二");
    await send(world, second, district);
    await answerAll(world, district, first);
    await record(first, "三");
    await send(world, first, district);
    const next = await receiptOf(world, district);
    expect(next.map(fileMarkOf)).toEqual([null, "sibling"]);
    const [, brought = ""] = next;
    expect(await second.call("receipt.import", { file: brought })).toMatchObject({ records: 1, returned: 1 });
    expect(await titles(second)).toEqual(["一", "三", "二"].toSorted());
    await read(second, next);
    const after = everythingIn(second);
    await read(second, [brought, ...files.slice(1)]);
    expect(everythingIn(second)).toEqual(after);
    // Each PC fetches a receipt with a stick of its own; the other one never sees it.
    for (const pc of [first, second, first, second, first]) {
      await record(pc, "再记一条");
      await send(world, pc, district);
      const results = await answerAll(world, district, pc);
      expect(results.length).toBeGreaterThan(1);
      expect(isAlike(pc, district)).toBe(true);
    }
    // Whoever has read what was written for it says so with its next bundle; then nothing is written again.
    await send(world, second, district).catch(() => []);
    await record(second, "最后一条");
    await send(world, second, district);
    await answerAll(world, district, second);
    await answerAll(world, district, first);
    await record(second, "还有一条");
    const said = await second.call("bundle.export", { folder: world.stick });
    expect(said.files).toHaveLength(2);
    await district.call("bundle.import", { files: [...said.files] });
    await record(first, "甲机也有一条");
    await send(world, first, district);
    const last = await receiptOf(world, district);
    const only = await Promise.all(last.slice(1).map((file) => first.call("bundle.inspect", { file })));
    expect(only.map(({ fromSeq, toSeq }) => toSeq - fromSeq + 1)).toEqual([1, 1]);
    for (const pc of [first, second]) {
      await read(pc, last);
      expect(isAlike(pc, district)).toBe(true);
    }
  });

  test("回执丢了，或者只被另一台电脑读了：下一份把缺的一起带来", async () => {
    const { world, district, first, second } = await twoPcs();
    await send(world, second, district).catch(() => []);
    await record(second, "乙机的");
    await send(world, second, district);
    await record(first, "丢了的回执里的");
    await send(world, first, district);
    await receiptOf(world, district);
    await answerAll(world, district, first);
    await record(second, "乙机又一条");
    await send(world, second, district);
    await record(first, "后来的");
    await send(world, first, district);
    await answerAll(world, district, second);
    expect(await titles(second)).toEqual(["丢了的回执里的", "乙机的", "乙机又一条", "后来的"].toSorted());
    expect(isAlike(second, district)).toBe(true);
  });

  test("旧程序的电脑不会说收到了哪里：不再重复给它写；它缺了，接不上时明说，换新程序导出一次就补齐", async () => {
    const { world, district, first, second } = await twoPcs();
    /** As a program does that knows nothing of it: the bundle alone. */
    const sendAsBefore = async (pc: Pc) => {
      const { files } = await pc.call("bundle.export", { folder: world.stick });
      await district.call("bundle.import", { files: files.slice(0, 1) });
    };
    await record(second, "乙机的");
    await sendAsBefore(second);
    await record(first, "丢了的回执里的");
    await send(world, first, district);
    await receiptOf(world, district);
    await record(second, "乙机又一条");
    await sendAsBefore(second);
    await record(first, "后来的");
    await send(world, first, district);
    const files = await receiptOf(world, district);
    const before = await titles(second);
    const codes: string[] = [];
    for (const file of files) codes.push(await codeOf(second.call("receipt.import", { file })));
    expect(codes).toEqual(["none", "siblingGap", "none"]);
    expect(await titles(second)).toEqual(before);
    const asked = await second.call("bundle.export", { folder: world.stick });
    expect(asked.files).toHaveLength(2);
    const { results } = await district.call("bundle.import", { files: [...asked.files] });
    expect(results).toMatchObject([{ outcome: "imported" }, { outcome: "imported", entries: 0, code: null }]);
    await answerAll(world, district, second);
    expect(await titles(second)).toEqual(["丢了的回执里的", "乙机的", "乙机又一条", "后来的"].toSorted());
    expect(isAlike(second, district)).toBe(true);
  });

  test("U盘带来的旧回执、重复的、先后颠倒的文件：都不出错，内容一样", async () => {
    const { world, district, first, second } = await twoPcs();
    const all: string[] = [];
    for (const content of ["一", "二", "三"]) {
      await record(first, content);
      await send(world, first, district);
      all.push(...(await receiptOf(world, district)));
    }
    for (const file of all.toReversed()) await second.call("receipt.import", { file });
    expect(await titles(second)).toEqual(["一", "三", "二"].toSorted());
    for (const file of all) await second.call("receipt.import", { file });
    expect(isAlike(second, district)).toBe(true);
    expectWhole(second);
  });

  test("区县还没收到的附件：收到之后，另一台电脑导出一次就会补来", async () => {
    const { world, district, first, second } = await twoPcs();
    const id = await record(first, "有附件");
    const photo = join(world.stick, "签到表.txt");
    writeFileSync(photo, "签到");
    await first.call("attachment.add", { recordId: id, file: photo, role: "signIn" });
    await send(world, first, district);
    rmSync(join(district.dir, "blobs"), { recursive: true });
    await answerAll(world, district, second);
    const bytes = async (pc: Pc) => {
      const { attachments } = await pc.call("record.get", { id });
      return hasBlob(pc.dir, attachments[0]?.sha256 ?? "");
    };
    expect(await bytes(second)).toBe(false);
    await record(second, "乙机的");
    await send(world, second, district);
    await answerAll(world, district, first);
    await send(world, first, district);
    await answerAll(world, district, second);
    expect(await bytes(second)).toBe(false);
    expect((await second.call("bundle.export", { folder: world.stick })).files).toHaveLength(2);
    await send(world, second, district);
    await answerAll(world, district, second);
    expect(await bytes(second)).toBe(true);
    expect(await codeOf(send(world, second, district))).toBe("bundleNothing");
    expect(isAlike(second, district)).toBe(true);
  });

  test("一台改、一台删、一台注销：两台电脑最后一样", async () => {
    const { world, district, first, second } = await twoPcs();
    const ids = [await record(first, "改"), await record(first, "删"), await record(first, "注销")];
    const [changed = "", deleted = "", erased = ""] = ids;
    const exchange = async () => {
      for (const pc of [first, second]) await codeOf(send(world, pc, district));
      for (const pc of [first, second]) await answerAll(world, district, pc);
    };
    await exchange();
    const fields = { line: "resident", calledAt: "2026-03-18T10:00" } as const;
    await second.call("record.save", { kind: "hotline", id: changed, fields: { ...fields, content: "乙机改的" } });
    await first.call("record.save", { kind: "hotline", id: changed, fields: { ...fields, content: "甲机改的" } });
    await second.call("record.delete", { id: deleted });
    await second.call("record.erase", { id: erased });
    await first.call("record.save", { kind: "hotline", id: erased, fields: { ...fields, content: "不知道注销了" } });
    for (const _ of [1, 2]) await exchange();
    for (const pc of [first, second]) expect(isAlike(pc, district)).toBe(true);
    expect(await titles(first)).toEqual(await titles(second));
    expectWhole(first, second, district);
  });
});

describe("加入、换机、恢复", () => {
  test("一台电脑独自用了三年再加入：后来的第二台电脑一次拿到全部记录", { timeout: 120_000 }, async () => {
    const world = World.make();
    const district = await world.district();
    const first = await world.pc("本站");
    const years = 3;
    const aYear = 100;
    for (let year = 0; year < years; year += 1) {
      for (let index = 0; index < aYear; index += 1) {
        const calledAt = `${2023 + year}-${String(1 + (index % 12)).padStart(2, "0")}-15T09:00`;
        await first.call("record.save", {
          kind: "hotline",
          fields: { line: "resident", calledAt, caller: "韦志华", content: `第${index}件` },
        });
      }
    }
    await first.call("station.join", { file: await world.invitation(district, name), rename: true });
    await send(world, first, district);
    await confirmAll(district, first);
    await send(world, first, district);
    await answerAll(world, district, first);
    const second = await another(world, district);
    const results = await answerAll(world, district, second);
    expect(recordsOf(results)).toBe(years * aYear);
    expect(results.at(0)).toMatchObject({ elsewhere: years * aYear + 1 });
    expect(isAlike(second, district)).toBe(true);
    expectWhole(second);
    const { record: saved } = await second.call("record.save", {
      kind: "hotline",
      fields: { line: "resident", calledAt: "2025-12-20T09:00", content: "新的" },
    });
    expect(numberOf(saved)).toBe("2025-B0001");
    const { record: own } = await first.call("record.save", {
      kind: "hotline",
      fields: { line: "resident", calledAt: "2025-12-20T09:00", content: "老的" },
    });
    expect(numberOf(own)).toBe("2025-0101");
    await send(world, first, district);
    // The second PC brings what it had before it joined, too.
    await send(world, second, district);
    await answerAll(world, district, first);
    expect(isAlike(first, district)).toBe(true);
  });

  test("三台电脑，一台坏了：换来的新电脑第一份回执就带回全部，坏的那台的记录各处都在", async () => {
    const { world, district, first, second } = await twoPcs();
    const third = await another(world, district);
    await answerAll(world, district, third);
    for (const [index, pc] of [first, second, third].entries()) {
      await record(pc, `第${index + 1}台登记`);
      await send(world, pc, district);
    }
    for (const pc of [first, second, third]) await answerAll(world, district, pc);
    third.close();
    const { stations } = await district.call("district.stations", {});
    const lost = stations[0]?.replicas.at(-1)?.replica ?? "";
    await district.call("district.retire", { replica: lost });
    const fresh = await another(world, district);
    await answerAll(world, district, fresh);
    for (const pc of [first, second, fresh]) {
      await answerAll(world, district, pc);
      expect(await titles(pc)).toEqual(["第1台登记", "第2台登记", "第3台登记"]);
      expect(isAlike(pc, district)).toBe(true);
    }
    await record(fresh, "新电脑登记");
    await send(world, fresh, district);
    for (const pc of [first, second]) await answerAll(world, district, pc);
    for (const pc of [first, second, fresh]) expect(isAlike(pc, district)).toBe(true);
    expectWhole(first, second, fresh, district);
  });

  test("一台电脑恢复了旧备份：另一台的记录也补回来，自己另送的照旧", async () => {
    const { world, district, first, second } = await twoPcs();
    await record(first, "备份之前");
    await send(world, first, district);
    await answerAll(world, district, second);
    const file = await backup(second);
    await record(second, "乙机备份之后送过的");
    await record(first, "甲机备份之后的");
    for (const pc of [first, second]) await send(world, pc, district);
    for (const pc of [first, second]) await answerAll(world, district, pc);
    const { pc: restored } = await restore(world, second, file);
    await record(restored, "恢复之后");
    await send(world, restored, district);
    await confirmAll(district, restored);
    await answerAll(world, district, restored);
    expect(await titles(restored)).toEqual(["备份之前", "乙机备份之后送过的", "甲机备份之后的", "恢复之后"].toSorted());
    await answerAll(world, district, first);
    for (const pc of [first, restored]) expect(isAlike(pc, district)).toBe(true);
    expectWhole(first, restored, district);
  });

  test("区县恢复了旧备份：它丢的由两台电脑带回，两台电脑照旧一样", async () => {
    const { world, district, first, second } = await twoPcs();
    const file = await backup(district);
    await record(first, "甲");
    await record(second, "乙");
    for (const pc of [first, second]) await send(world, pc, district);
    for (const pc of [first, second]) await answerAll(world, district, pc);
    const { pc: back } = await restore(world, district, file);
    for (const _ of [1, 2, 3]) {
      for (const pc of [first, second]) {
        await codeOf(send(world, pc, back));
        await read(pc, await receiptOf(world, back));
      }
    }
    for (const pc of [first, second]) {
      expect(await titles(pc)).toEqual(["乙", "甲"].toSorted());
      expect(isAlike(pc, back)).toBe(true);
    }
    expectWhole(first, second, back);
  });

  test("写给另一台电脑的文件：别的站、没确认的电脑打不开；只有一台电脑的站没有这种文件", async () => {
    const { world, district, first } = await twoPcs();
    const other = await world.enrolled(district, "三里镇联络站");
    await record(other, "别站的");
    await send(world, other, district);
    expect(
      (await district.call("receipt.export", { station: "三里镇联络站", folder: world.stick })).files,
    ).toHaveLength(1);
    await record(first, "一");
    await send(world, first, district);
    const [, file = ""] = await receiptOf(world, district);
    expect(fileMarkOf(file)).toBe("sibling");
    expect(await codeOf(other.call("receipt.import", { file }))).toBe("bundleOtherDistrict");
    const unconfirmed = await world.joined(district, name);
    expect(await codeOf(unconfirmed.call("receipt.import", { file }))).toBe("stationNotCompared");
    expect(await answer(world, district, other, "三里镇联络站")).toMatchObject({ elsewhere: 0, drift: false });
  });
});

type Step = "record" | "change" | "send" | "write" | "read" | "lose" | "backup" | "back";

test("不论先后：两台电脑各写各的，回执丢了、重复、颠倒，有一台恢复过，最后三处一样", { timeout: 240_000 }, async () => {
  const step = fc.record({
    do: fc.constantFrom<Step>("record", "change", "send", "send", "write", "read", "read", "lose", "backup", "back"),
    pc: fc.nat(1),
    n: fc.nat(50),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (sequence) => {
      const { world, district, first, second } = await twoPcs();
      const pcs = [first, second];
      const backups = [await backup(first), await backup(second)];
      const stick: string[] = [];
      const made: string[] = [];
      for (const { do: action, pc: index, n } of sequence) {
        const pc = pcs[index] ?? first;
        if (action === "record") made.push(await record(pc, `第${made.length}条`));
        if (action === "change" && made.length > 0)
          await codeOf(
            pc.call("record.save", {
              kind: "hotline",
              id: made[n % made.length] ?? "",
              fields: { line: "resident", calledAt: "2026-03-18T10:00", content: `改成${n}` },
            }),
          );
        if (action === "send") await codeOf(send(world, pc, district));
        if (action === "write") stick.push(...(await receiptOf(world, district)));
        if (action === "read") await read(pc, n % 2 === 0 ? stick.slice(-(n % 7)) : stick.slice(-(n % 7)).toReversed());
        if (action === "lose") stick.splice(n % 3, 1 + (n % 2));
        if (action === "backup") backups[index] = await backup(pc);
        if (action === "back") {
          const restored = await restore(world, pc, backups[index] ?? "");
          pcs[index] = restored.pc;
        }
      }
      for (const _ of [1, 2, 3, 4]) {
        for (const pc of pcs) {
          await codeOf(send(world, pc, district));
          await confirmAll(district, pc);
        }
        for (const pc of pcs) await read(pc, await receiptOf(world, district));
      }
      for (const pc of pcs) expect(isAlike(pc, district)).toBe(true);
      expectWhole(...pcs, district);
      const numbers = district.db.all(`SELECT "number" FROM "hotline"`).map((row) => JSON.stringify(row));
      expect(new Set(numbers).size).toBe(numbers.length);
      world.close();
    }),
    { numRuns: Number(process.env["RUNS"] ?? 6), seed: Number(process.env["SEED"] ?? 190) },
  );
});

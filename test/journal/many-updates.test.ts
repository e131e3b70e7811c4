import { expect, test } from "vitest";
import { makeEntry, zeroHash, type EntryHeader } from "../../db/journal/entry.ts";
import type { StagedEntry } from "../../db/bundle/staging.ts";
import { resolveRecord, type RecordEntry } from "../../db/journal/resolve.ts";
import { chainIds, Desk, type Range } from "../helpers/desks.ts";

const record = "01890000-0000-7000-8000-000000000001";
const replica = chainIds["甲"];

/** One call, and then `updates` changes of its note, each knowing the one before. */
function aCallChangedOften(updates: number): Range {
  const entries: StagedEntry[] = [];
  let hash = zeroHash;
  for (let seq = 1; seq <= updates + 1; seq += 1) {
    const isFirst = seq === 1;
    const header: EntryHeader = {
      ...(isFirst ? {} : { after: `${replica}:1`, afterCount: 1 }),
      at: 1_773_800_000_000 + seq,
      format: 2,
      kind: "hotline",
      op: isFirst ? "create" : "update",
      operator: null,
      record,
      replica,
      schema: 2,
      seq,
      tx: "01890000-0000-7000-8000-000000000002",
    };
    const set = isFirst
      ? { line: "resident", calledAt: "2026-03-18", content: "饮水不稳", confidential: false, urgent: false }
      : { note: `第${seq}次` };
    const base = isFirst ? {} : { base: { note: `${replica}:${seq - 1}` } };
    const entry = makeEntry(header, { set, ...base }, hash);
    hash = entry.hash;
    entries.push({ header, entry, excess: null });
  }
  return { chain: "甲", entries };
}

function rowsFor(updates: number): number {
  const district = new Desk("区县");
  const range = aCallChangedOften(updates);
  const before = district.rowsRead;
  district.take(range);
  expect(district.db.value(`SELECT "note" FROM "hotline"`)).toBe(`第${updates + 1}次`);
  district.close();
  return district.rowsRead - before;
}

test("一条记录改了很多次：导入读的行数与次数成正比", () => {
  const [few, many] = [rowsFor(400), rowsFor(800)];
  expect(many / few).toBeLessThan(2.2);
});

/** Entries of several chains that count how often they are looked at. */
function countingEntries(count: number): { entries: RecordEntry[]; reads: () => number } {
  let reads = 0;
  const entries = Array.from({ length: count }, (_, index): RecordEntry => {
    const chain = ["a", "b", "c"][index % 3] ?? "a";
    return {
      position: index + 1,
      replica: chain.repeat(32),
      seq: Math.floor(index / 3) + 1,
      side: chain === "c" ? "district" : "station",
      op: index === 0 ? "create" : "update",
      at: index,
      after: index === 0 ? null : `${"a".repeat(32)}:1`,
      afterCount: null,
      erasure: null,
      erasureCount: null,
      get payload() {
        reads += 1;
        return { set: { note: String(index) }, base: { note: `${"a".repeat(32)}:1` } };
      },
    };
  });
  return { entries, reads: () => reads };
}

test("定出一条记录，看每个条目的次数与条目数无关", () => {
  const readsOf = (count: number): number => {
    const { entries, reads } = countingEntries(count);
    resolveRecord("hotline", entries);
    return reads();
  };
  expect(readsOf(4_000) / readsOf(2_000)).toBeLessThan(2.2);
});

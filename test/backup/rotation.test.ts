import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backupsToKeep, type Rotated, type RotationPolicy } from "../../db/backup/rotation.ts";

const policy: RotationPolicy = { hourly: 24, daily: 14, monthly: 12, pinned: 5, bytes: Infinity };
const hour = 3_600_000;
const start = new Date(2026, 0, 5, 9).getTime();

const every = (count: number, step: number): Rotated[] =>
  Array.from({ length: count }, (_, index) => ({ seq: index + 1, at: start + index * step, bytes: 10, pinned: false }));

const history = fc
  .array(
    fc.record({
      gap: fc.integer({ min: -40 * hour, max: 90 * 24 * hour }),
      bytes: fc.integer({ min: 1, max: 100 }),
      pinned: fc.boolean(),
    }),
    { maxLength: 120 },
  )
  .map((steps) => {
    let at = start;
    return steps.map(({ gap, bytes, pinned }, index): Rotated => ({ seq: index + 1, at: (at += gap), bytes, pinned }));
  });
const anyPolicy = fc.record({
  hourly: fc.integer({ min: 1, max: 6 }),
  daily: fc.integer({ min: 1, max: 6 }),
  monthly: fc.integer({ min: 1, max: 6 }),
  pinned: fc.integer({ min: 0, max: 3 }),
  bytes: fc.constant(Infinity),
});

const dayOf = (at: number) => new Date(at).toDateString();

describe("备份轮换", () => {
  test("一年里每小时备份：留下最近 24 小时、14 天、12 个月各一份", () => {
    const kept = backupsToKeep(every(365 * 24, hour), policy);
    // Two of the days and two of the months end with a backup that is kept for another reason.
    expect(kept).toHaveLength(24 + 14 + 12 - 4);
    expect(kept[0]?.seq).toBe(365 * 24);
    expect(new Set(kept.map(({ at }) => new Date(at).getMonth())).size).toBe(12);
  });

  test("电脑关了一个月再开，以前的一份也不会因为日期久远而删掉", () => {
    const old = every(5, hour);
    const now: Rotated = { seq: 6, at: start + 60 * 24 * hour, bytes: 10, pinned: false };
    expect(backupsToKeep([...old, now], policy)).toHaveLength(6);
  });

  test("时钟曾经跑到 2031 年：之后的备份照样留下", () => {
    const wrong: Rotated[] = every(100, hour).map((one) => ({ ...one, at: one.at + 5 * 365 * 24 * hour }));
    const right: Rotated = { seq: 101, at: start, bytes: 10, pinned: false };
    expect(backupsToKeep([...wrong, right], policy)[0]).toBe(right);
  });

  test("空间有限时从最旧的放起，最新三份总在", () => {
    const kept = backupsToKeep(every(10, 24 * hour), { ...policy, bytes: 55 });
    expect(kept.map(({ seq }) => seq)).toEqual([10, 9, 8, 7, 6]);
    expect(backupsToKeep(every(10, 24 * hour), { ...policy, bytes: 1 })).toHaveLength(3);
  });

  test("任意历史：最新的总在；不凭空多出；总数有上限；每个留下的日子留的是当天最后一份", () => {
    fc.assert(
      fc.property(history, anyPolicy, (backups, limits) => {
        const kept = backupsToKeep(backups, limits);
        if (backups.length > 0) expect(kept[0]?.seq).toBe(backups.length);
        expect(kept.length).toBeLessThanOrEqual(3 + limits.hourly + limits.daily + limits.monthly + limits.pinned);
        for (const one of kept) expect(backups).toContain(one);
        const newestFirst = backups.toReversed();
        const days = [...new Set(newestFirst.map(({ at }) => dayOf(at)))].slice(0, limits.daily);
        for (const day of days) {
          const newest = newestFirst.find(({ at }) => dayOf(at) === day);
          expect(kept).toContain(newest);
        }
      }),
    );
  });

  test("每次备份后轮换，与最后一次性轮换，留下的相同（先删掉的不会后来又需要）", () => {
    fc.assert(
      fc.property(history, anyPolicy, (backups, limits) => {
        let kept: Rotated[] = [];
        for (const one of backups) kept = backupsToKeep([...kept, one], limits);
        expect(kept).toEqual(backupsToKeep(backups, limits));
      }),
    );
  });
});

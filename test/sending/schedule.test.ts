/** 什么时候自己送：用假的钟和假的随机数，一分钟一分钟地走。 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  retryDelay,
  Schedule,
  timesWithin,
  usualTimes,
  type Clock,
  type SendingTimes,
} from "../../db/sending/schedule.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const every = 30 * minute;

/** A clock that moves when it is told to. */
class Hands implements Clock {
  at = 0;
  chance = 0.5;
  #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.at;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.at + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Runs what is due until then, in order. */
  pass(milliseconds: number): void {
    const end = this.at + milliseconds;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.at = Math.max(this.at, due.at);
      due.run();
    }
    this.at = end;
  }
}

/** A station whose contacts take no time and end as `ending` says. */
function station(times: SendingTimes = usualTimes) {
  const hands = new Hands();
  const went: number[] = [];
  const world = { ending: { type: "done" } as Parameters<Schedule["ended"]>[0] };
  const schedule: Schedule = new Schedule(times, hands, () => {
    went.push(hands.at);
    schedule.began();
    schedule.ended(world.ending);
  });
  schedule.set(every);
  return { hands, went, world, schedule };
}

describe("什么时候自己送", () => {
  test("打开以后过一会儿先送一次，以后没有新内容也按间隔联系", () => {
    const { hands, went } = station();
    hands.pass(2 * hour);
    expect(went.slice(0, 3)).toEqual([10 * second, 10 * second + every, 10 * second + 2 * every]);
  });

  test("一件一件地保存：停下来半分钟才送，一次送完；一直不停也不拖过五分钟", () => {
    const { hands, went, schedule } = station();
    hands.pass(minute);
    for (let index = 0; index < 5; index += 1) {
      schedule.saved();
      hands.pass(10 * second);
    }
    expect(went).toHaveLength(1);
    hands.pass(20 * second);
    expect(went).toHaveLength(2);
    const begun = hands.at;
    for (let index = 0; index < 60; index += 1) {
      schedule.saved();
      hands.pass(10 * second);
    }
    expect((went[2] ?? Infinity) - begun).toBeLessThanOrEqual(usualTimes.longestQuiet);
  });

  test("送的时候又保存了：送完以后再送一次", () => {
    const hands = new Hands();
    const schedule = new Schedule(usualTimes, hands, () => schedule.began());
    schedule.set(every);
    hands.pass(10 * second);
    expect(schedule.next).toBeNull();
    schedule.saved();
    schedule.ended({ type: "done" });
    expect(schedule.next).toBe(hands.at + usualTimes.quiet);
  });

  test("连不上：越等越久，最多十五分钟；保存不让它提前；连上了就恢复", () => {
    const { hands, went, world, schedule } = station();
    world.ending = { type: "again", retryAfter: 0 };
    hands.chance = 0.999_999;
    hands.pass(10 * second);
    for (const limit of [30, 60, 120, 240, 480, 900, 900]) {
      const last = went.at(-1) ?? 0;
      schedule.saved();
      hands.pass((schedule.next ?? 0) - hands.at);
      expect(Math.round(((went.at(-1) ?? 0) - last) / second)).toBe(limit);
    }
    world.ending = { type: "done" };
    hands.pass((schedule.next ?? 0) - hands.at);
    expect(schedule.next).toBe(hands.at + every);
  });

  test("区县说过多久再来，就不早来：网络变了也不早来", () => {
    const { hands, went, world, schedule } = station();
    world.ending = { type: "again", retryAfter: hour };
    hands.pass(10 * second);
    schedule.networkChanged();
    schedule.saved();
    hands.pass(hour - second);
    expect(went).toHaveLength(1);
    hands.pass(15 * minute + 2 * second);
    expect(went).toHaveLength(2);
  });

  test("证书不对、区县拒收：等人来处理，只按间隔再看，不跟着每次保存去碰", () => {
    const { hands, went, world, schedule } = station();
    world.ending = { type: "person" };
    hands.pass(10 * second);
    for (let index = 0; index < 20; index += 1) {
      schedule.saved();
      hands.pass(minute);
    }
    expect(went).toHaveLength(1);
    hands.pass(every);
    expect(went).toHaveLength(2);
  });

  test("网络恢复：几秒以后就试，不等重试的时间；一断一续也不会连着试", () => {
    const { hands, went, world, schedule } = station();
    world.ending = { type: "again", retryAfter: 0 };
    hands.chance = 0.999_999;
    hands.pass(5 * minute);
    const before = went.length;
    const begun = hands.at;
    world.ending = { type: "done" };
    schedule.networkChanged();
    hands.pass(usualTimes.settle);
    expect(went).toHaveLength(before + 1);
    expect(hands.at - begun).toBe(usualTimes.settle);
    for (let index = 0; index < 60; index += 1) {
      schedule.networkChanged();
      hands.pass(second);
    }
    expect(went.length - before).toBeLessThan(8);
  });

  test("不联网：什么也不安排；重新打开以后过一会儿送", () => {
    const { hands, went, schedule } = station();
    schedule.set(null);
    schedule.saved();
    schedule.networkChanged();
    hands.pass(24 * hour);
    expect(went).toEqual([]);
    expect(schedule.next).toBeNull();
    schedule.set(every);
    hands.pass(minute);
    expect(went).toHaveLength(1);
  });

  test("间隔改短马上起作用", () => {
    const { hands, went, schedule } = station();
    hands.pass(minute);
    schedule.set(5 * minute);
    hands.pass(5 * minute);
    expect(went).toHaveLength(2);
  });

  test("试验用的短间隔：没有哪一个等待比它长", () => {
    const { every: given, ...times } = timesWithin(2 * second);
    expect(given).toBe(2 * second);
    expect(Math.max(times.firstAfter, times.quiet, times.longestQuiet, times.settle, times.watch)).toBe(2 * second);
    expect(times.retry).toEqual({ first: 2 * second, most: 2 * second });
  });
});

describe("重试之间等多久", () => {
  const some = fc.record({
    failures: fc.integer({ min: 1, max: 10_000 }),
    retryAfter: fc.integer({ min: 0, max: 24 * hour }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });

  test("不少于一秒，不早于区县说的，不超过上限；随机数越大等得越久", () => {
    fc.assert(
      fc.property(some, (asked) => {
        const delay = retryDelay(usualTimes.retry, asked);
        expect(delay).toBeGreaterThanOrEqual(asked.retryAfter + second);
        expect(delay).toBeLessThanOrEqual(asked.retryAfter + usualTimes.retry.most);
        expect(retryDelay(usualTimes.retry, { ...asked, random: asked.random / 2 })).toBeLessThanOrEqual(delay);
        expect(retryDelay(usualTimes.retry, { ...asked, failures: asked.failures + 1 })).toBeGreaterThanOrEqual(delay);
      }),
    );
  });

  test("不管按什么次序发生什么：送的次数有数，忙的时候不送，不联网时不送", () => {
    const happening = fc.oneof(
      fc.constantFrom("saved" as const, "network" as const, "off" as const, "on" as const),
      fc.record({ pass: fc.integer({ min: 1, max: hour }) }),
      fc.record({ ending: fc.constantFrom("done" as const, "person" as const, "again" as const, "stopped" as const) }),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 80 }), (happenings) => {
        const { hands, went, world, schedule } = station();
        let isOn = true;
        for (const what of happenings) {
          const before = went.length;
          if (what === "saved") schedule.saved();
          else if (what === "network") schedule.networkChanged();
          else if (what === "off" || what === "on") {
            isOn = what === "on";
            schedule.set(isOn ? every : null);
          } else if ("ending" in what)
            world.ending = what.ending === "again" ? { type: "again", retryAfter: 0 } : { type: what.ending };
          else hands.pass(what.pass);
          if (!isOn) {
            expect(went).toHaveLength(before);
            expect(schedule.next).toBeNull();
          } else expect(schedule.next).not.toBeNull();
        }
        for (const [index, at] of went.entries())
          if (index > 0) expect(at - (went[index - 1] ?? 0)).toBeGreaterThanOrEqual(second);
      }),
    );
  });
});

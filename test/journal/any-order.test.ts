import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { kindOf } from "../../db/journal/apply.ts";
import { restoredValues } from "../../db/handlers/bulk.ts";
import { tableHashes } from "../../db/journal/state-hash.ts";
import { erasureOf } from "../../db/handlers/erasure.ts";
import { rebuild } from "../../db/journal/rebuild.ts";
import { isMainKind, type Kind } from "../../db/schema/kinds.ts";
import { rolledBack } from "../helpers/database.ts";
import { chainNames, Desk, inFormat1, type ChainName, type Range } from "../helpers/desks.ts";

interface Act {
  readonly who: ChainName;
  readonly do:
    | "create"
    | "edit"
    | "child"
    | "editChild"
    | "deleteChild"
    | "event"
    | "void"
    | "delete"
    | "restore"
    | "erase"
    | "clock";
  readonly n: number;
  readonly text: string;
}

/** One desk hands a part of a chain to another: what the other has, it passes over. */
interface Hand {
  readonly from: ChainName;
  readonly to: ChainName;
  readonly chain: ChainName;
  readonly part: number;
}

type Step = Act | Hand;

const who = fc.constantFrom(...chainNames);
const act: fc.Arbitrary<Act> = fc.record({
  who,
  do: fc.constantFrom<Act["do"]>(
    "create",
    "edit",
    "edit",
    "edit",
    "child",
    "child",
    "editChild",
    "deleteChild",
    "event",
    "event",
    "void",
    "delete",
    "restore",
    "restore",
    "erase",
    "erase",
    "erase",
    "clock",
  ),
  n: fc.nat(5),
  text: fc.constantFrom("水", "路", "灯", "桥"),
});
const hand: fc.Arbitrary<Hand> = fc.record({ from: who, to: who, chain: who, part: fc.nat(3) });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>({ weight: 3, arbitrary: act }, { weight: 2, arbitrary: hand }),
  {
    minLength: 5,
    maxLength: 45,
  },
);

/** Something to work on: a session with a problem, and a call. */
const opening: readonly Step[] = [
  { who: "甲", do: "create", n: 0, text: "水" },
  { who: "甲", do: "child", n: 0, text: "水" },
  { who: "甲", do: "create", n: 1, text: "水" },
];

const fields = {
  session: { title: "加装电梯", startAt: "2026-03-18", host: "韦志华" },
  hotline: { line: "resident", calledAt: "2026-03-18", content: "饮水不稳", caller: "韦志华" },
} as const;

/** What the three write, handing parts to each other, and what left each desk at which moment. */
class Play {
  readonly desks: Readonly<Record<ChainName, Desk>>;
  readonly records: { readonly id: string; readonly kind: Kind }[] = [];
  readonly ranges: Range[] = [];

  constructor(desks: Readonly<Record<ChainName, Desk>>) {
    this.desks = desks;
  }

  take(step: Step): void {
    if ("from" in step) return this.#hand(step);
    const desk = this.desks[step.who];
    if (step.do === "clock") desk.now += (step.n - 3) * 400_000_000;
    else this.#act(desk, step);
  }

  #hand({ from, to, chain, part }: Hand): void {
    if (from === to || this.desks[to].name === chain) return;
    const head = this.desks[to].head(chain);
    const all = this.desks[from].range(chain, head);
    const entries = all.entries.slice(0, Math.ceil((all.entries.length * (part + 1)) / 4));
    if (entries.length === 0) return;
    this.ranges.push({ chain, entries });
    this.desks[to].take({ chain, entries });
  }

  #act(desk: Desk, step: Act): void {
    const isDistrict = desk.name === "区县";
    if (step.do === "create") {
      if (isDistrict) return;
      const kind = step.n % 2 === 0 ? "session" : "hotline";
      const id = desk.id();
      this.records.push({ id, kind });
      return desk.write({ op: "create", kind, id, set: fields[kind] });
    }
    const record = this.records[this.records.length === 0 ? 0 : step.n % Math.min(4, this.records.length)];
    if (record === undefined) return;
    const { id, kind } = record;
    if (step.do === "restore") return this.#restore(desk, id);
    if (kindOf(desk.db, id) === null) return;
    if (isMainKind(kind)) this.#actOn(desk, step, id, kind, isDistrict);
    else this.#actOnChild(desk, step, id, kind);
  }

  #restore(desk: Desk, id: string): void {
    const kind = desk.db.value<Kind>(`SELECT "kind" FROM "tombstone" WHERE "record" = ? AND "root" = "record"`, [id]);
    if (kind === undefined) return;
    const set = restoredValues(desk.db, kind, id);
    if (Object.keys(set).length > 0) desk.write({ op: "create", kind, id, set });
  }

  #actOn(desk: Desk, step: Act, id: string, kind: Kind, isDistrict: boolean): void {
    const child = (childKind: Kind, set: Readonly<Record<string, unknown>>) => {
      const childId = desk.id();
      this.records.push({ id: childId, kind: childKind });
      desk.write({ op: "create", kind: childKind, id: childId, set });
    };
    if (step.do === "edit") {
      const shared = { village: step.text, note: `${step.text}${desk.now}` };
      desk.write({ op: "update", kind, id, set: shared });
    }
    if (step.do === "child" && kind === "session") child("problem", { sessionId: id, text: step.text, state: "todo" });
    if (step.do === "event")
      child("event", {
        recordId: id,
        type: (["assigned", "callback", "closed", "reopened"] as const)[step.n % 4] ?? "closed",
        unit: step.text,
        reached: step.n > 2,
        text: "韦志华",
      });
    if (step.do === "delete" && !isDistrict) desk.write({ op: "delete", kind, id });
    if (step.do === "erase") desk.write(...erasureOf(desk.db, kind, id));
  }

  #actOnChild(desk: Desk, step: Act, id: string, kind: Kind): void {
    if (kind === "problem" && step.do === "editChild")
      desk.write({ op: "update", kind, id, set: { text: `${step.text}${desk.now}`, state: "doing" } });
    if (kind === "problem" && step.do === "deleteChild") desk.write({ op: "delete", kind, id });
    const recordId = desk.db.value<string>(`SELECT "recordId" FROM "event" WHERE "id" = ?`, [id]);
    if (recordId === undefined || step.do !== "void") return;
    const voiding = desk.id();
    this.records.push({ id: voiding, kind: "event" });
    desk.write({
      op: "create",
      kind: "event",
      id: voiding,
      set: { recordId, type: "voided", voidsId: id, reached: false },
    });
  }

  /** Every desk gets everything. */
  finish(): void {
    for (const chain of chainNames) {
      const all = this.desks[chain].range(chain);
      for (const desk of Object.values(this.desks)) if (desk.name !== chain && all.entries.length > 0) desk.take(all);
      if (all.entries.length > 0) this.ranges.push(all);
    }
  }
}

/** The chains' entries to somebody who has nothing yet: which chain comes next, and how many entries of it. */
function deliver(desk: Desk, ranges: readonly Range[], order: readonly { chain: ChainName; count: number }[]): void {
  for (const { chain, count } of [...order, ...chainNames.map((name) => ({ chain: name, count: 1_000 }))]) {
    const head = desk.head(chain);
    const fitting = ranges.filter((range) => range.chain === chain && (range.entries.at(-1)?.header.seq ?? 0) > head);
    // What left first is what arrives first; the last one holds the whole chain.
    const range = fitting.find(({ entries }) => (entries[0]?.header.seq ?? 0) <= head + 1);
    if (range === undefined) continue;
    const fresh = range.entries.filter(({ header }) => header.seq > head).slice(0, count);
    desk.take({ chain, entries: fresh });
    if (count === 1_000) {
      const whole = ranges.findLast((one) => one.chain === chain);
      if (whole !== undefined) desk.take(whole);
    }
  }
}

const orders = fc.array(fc.record({ chain: who, count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 60 });
const runs = Number(process.env["LXQ_RUNS"] ?? 25);
const seed = process.env["LXQ_SEED"] === undefined ? {} : { seed: Number(process.env["LXQ_SEED"]) };

function makeDesks(): { desks: Record<ChainName, Desk>; readers: [Desk, Desk]; all: Desk[] } {
  const desks = { 甲: new Desk("甲"), 乙: new Desk("乙"), 区县: new Desk("区县") };
  const readers: [Desk, Desk] = [new Desk(null), new Desk(null)];
  const all = [...Object.values(desks), ...readers];
  onTestFinished(() => {
    for (const desk of all) desk.close();
  });
  return { desks, readers, all };
}

describe("一条记录只看有哪些日志条目，不看先后", () => {
  function inTurn(all: readonly Desk[], work: () => void): void {
    const [first, ...rest] = all;
    if (first === undefined) return work();
    const { now } = first;
    rolledBack(first.db, () => inTurn(rest, work));
    first.now = now;
  }

  const expectRebuilt = (desk: Desk) => {
    const before = tableHashes(desk.db);
    const state = desk.state();
    rebuild(desk.db);
    expect(desk.state()).toEqual(state);
    expect([...tableHashes(desk.db)]).toEqual([...before]);
  };

  test("两台电脑和区县各写各的：怎么传、怎么拆，最后都一样，留下的和抹去的内容也一样，重建也一样", () => {
    const { desks, readers, all } = makeDesks();
    fc.assert(
      fc.property(steps, orders, orders, (script, one, other) => {
        inTurn(all, () => {
          const play = new Play(desks);
          for (const step of [...opening, ...script]) play.take(step);
          play.finish();
          const state = desks.区县.state();
          expect(desks.甲.state()).toEqual(state);
          expect(desks.乙.state()).toEqual(state);
          deliver(readers[0], play.ranges, one);
          deliver(readers[1], play.ranges, other);
          for (const reader of readers) expect(reader.state()).toEqual(state);
          for (const desk of [desks.甲, desks.区县, readers[0]]) expectRebuilt(desk);
        });
      }),
      { numRuns: runs, ...seed },
    );
  });

  test("旧版本程序写的条目也是", () => {
    const { desks, readers, all } = makeDesks();
    fc.assert(
      fc.property(steps, orders, orders, (script, one, other) => {
        inTurn(all, () => {
          const play = new Play(desks);
          for (const step of [...opening, ...script]) play.take(step);
          play.finish();
          const ranges = play.ranges.map(inFormat1);
          deliver(readers[0], ranges, one);
          deliver(readers[1], ranges, other);
          expect(readers[1].state()).toEqual(readers[0].state());
          for (const reader of readers) expectRebuilt(reader);
        });
      }),
      { numRuns: runs, ...seed },
    );
  });
});

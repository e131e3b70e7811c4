/** Whatever is recorded: a figure always equals the sum of the rows it opens onto. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { figures } from "../../db/reports/definitions.ts";
import { figureRows } from "../../db/reports/rows.ts";
import { yearFigures } from "../../db/reports/year.ts";
import { eventTypes, grades, levels, passTargets } from "../../db/schema/event.ts";
import { handlings, hotlineLines } from "../../db/schema/hotline.ts";
import { problemStates, sessionForms, sessionPlatforms } from "../../db/schema/session.ts";
import { defaultSettings } from "../../db/schema/settings.ts";
import { makeDatabase, rolledBack, type TestStation } from "../helpers/database.ts";

const codes = (options: object) => fc.constantFrom(...Object.keys(options));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const number = maybe(fc.nat(20));
const date = fc.constantFrom(
  "2025-12-31",
  "2026-01-01",
  "2026-01-31T23:59",
  "2026-06-30",
  "2026-12-31T08:00",
  "2027-01-01",
);

const event = fc.record({
  type: fc.constantFrom(
    ...Object.keys(eventTypes).filter((type) => type !== "voided"),
    "closed",
    "callback",
    "submitted",
  ),
  at: maybe(date),
  level: maybe(codes(levels)),
  passedTo: maybe(codes(passTargets)),
  dueOn: maybe(fc.constantFrom("2026-02-01", "2026-12-31")),
  reached: fc.boolean(),
  grade: maybe(codes(grades)),
});
const events = fc.array(fc.record({ event, isVoided: fc.boolean() }), { maxLength: 5 });

const session = fc.record({
  set: fc.record({
    startAt: date,
    platform: maybe(codes(sessionPlatforms)),
    form: maybe(codes(sessionForms)),
    village: maybe(fc.constantFrom("青石村", "柳.溪", "'")),
    memberCount: number,
    guests: fc.array(fc.constant("张三"), { maxLength: 2 }),
    residentCount: number,
    departmentCount: number,
    otherCount: number,
    statedAttendance: number,
    statedProblemsSolved: number,
  }),
  members: fc.subarray([0, 1, 2]),
  problems: fc.array(codes(problemStates), { maxLength: 3 }),
});
const call = fc.record({
  set: fc.record({
    calledAt: date,
    line: codes(hotlineLines),
    handling: maybe(codes(handlings)),
    dueOn: maybe(fc.constantFrom("2026-01-15", "2027-01-15")),
  }),
  events,
});
const opinion = fc.record({ set: fc.record({ collectedOn: date.map((value) => value.slice(0, 10)) }), events });

interface Recorded {
  readonly event: object;
  readonly isVoided: boolean;
}

function addEvents(station: TestStation, recordId: string, recorded: readonly Recorded[]): void {
  for (const item of recorded) {
    const id = station.create("event", { recordId, ...item.event });
    if (item.isVoided) station.create("event", { recordId, type: "voided", voidsId: id });
  }
}

function at(tree: unknown, path: string): unknown {
  return path.split(".").reduce((node, key) => (node as Record<string, unknown>)[key], tree);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);

test("不论登记了什么，每个数字都等于它背后各条记录之和", () => {
  const station = makeDatabase();
  fc.assert(
    fc.property(
      fc.array(session, { maxLength: 6 }),
      fc.array(call, { maxLength: 6 }),
      fc.array(opinion, { maxLength: 6 }),
      (sessions, calls, opinions) =>
        rolledBack(station.db, () => {
          const members = ["韦志华", "覃秀英", "黄海燕"].map((name) => station.create("member", { name }));
          for (const { set, members: present, problems } of sessions) {
            const sessionId = station.create("session", {
              ...set,
              title: "议事",
              memberIds: present.map((index) => members[index]),
            });
            for (const state of problems) station.create("problem", { sessionId, text: "问题", state });
          }
          for (const item of calls)
            addEvents(station, station.create("hotline", { ...item.set, content: "诉求" }), item.events);
          for (const item of opinions)
            addEvents(station, station.create("opinion", { ...item.set, title: "标题" }), item.events);

          const period = { year: 2026, station: null };
          const report = yearFigures(station.db, period, defaultSettings);
          const rows = (path: string) => figureRows(station.db, path, period, defaultSettings);
          for (const [path, figure] of figures) {
            const value = at(report, path);
            if (figure.shape === "count") {
              expect([path, value]).toEqual([path, sum(rows(path).amounts)]);
            } else if (figure.shape === "ratio") {
              const { numerator, denominator, leftOut } = rows(path);
              expect(value, path).toMatchObject({
                numerator: numerator.length,
                denominator: denominator?.length,
                leftOut: leftOut.length,
              });
              expect(new Set([...(denominator ?? []), ...leftOut.map(({ id }) => id)]).size, path).toBe(
                (denominator?.length ?? 0) + leftOut.length,
              );
              expect((denominator?.length ?? 0) + leftOut.length, path).toBe(report.hotline.calls);
            } else {
              const parts = Object.entries(value as Record<string, number>);
              for (const [key, amount] of parts)
                expect([path, key, rows(`${path}.${key}`).numerator.length]).toEqual([path, key, amount]);
              expect(sum(parts.map(([, amount]) => amount)), path).toBe(rows(path).numerator.length);
            }
          }
        }),
    ),
    { numRuns: 60 },
  );
});

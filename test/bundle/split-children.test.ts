import { describe, expect, test } from "vitest";
import { Desk, type Range } from "../helpers/desks.ts";
import { erasureOf } from "../../db/handlers/erasure.ts";

const session = { title: "加装电梯", startAt: "2026-03-18", host: "韦志华" };

/** Entry by entry, as bundles of one entry would bring them. */
const pieces = ({ chain, entries }: Range): Range[] => entries.map((entry) => ({ chain, entries: [entry] }));

function aStation(): { station: Desk; id: string; problem: string } {
  const station = new Desk("甲");
  const [id, problem] = [station.id(), station.id()];
  station.write(
    { op: "create", kind: "session", id, set: session },
    { op: "create", kind: "problem", id: problem, set: { sessionId: id, text: "井道占用绿地", state: "todo" } },
  );
  return { station, id, problem };
}

const count = (desk: Desk, kind: string) => desk.db.value<number>(`SELECT count(*) FROM "${kind}"`);

describe("一条记录和它的子行分在几个数据包里", () => {
  test("有问题行的协商活动在第一次导出之前抹除：拆成一条一个包也导得进，最后问题行都在", () => {
    const { station, id } = aStation();
    station.write(...erasureOf(station.db, "session", id));
    const district = new Desk("区县");
    for (const piece of pieces(station.range("甲"))) district.take(piece);
    expect(count(district, "session")).toBe(1);
    expect(count(district, "problem")).toBe(1);
    expect(district.state()).toEqual(station.state());
    station.close();
    district.close();
  });

  test("协商活动抹除后又删除、恢复，问题行改了：一条一个包，两头一样", () => {
    const { station, id, problem } = aStation();
    station.write({ op: "delete", kind: "session", id });
    station.write({ op: "create", kind: "session", id, set: session });
    station.write(...erasureOf(station.db, "session", id));
    station.write({ op: "update", kind: "problem", id: problem, set: { text: "已协调" } });
    const district = new Desk("区县");
    for (const piece of pieces(station.range("甲"))) district.take(piece);
    expect(district.state()).toEqual(station.state());
    expect(district.db.value(`SELECT "text" FROM "problem"`)).toBe("已协调");
    station.close();
    district.close();
  });

  test("问题行挂在一条热线上（别的程序写的）：放在一边，不挡其余", () => {
    const station = new Desk("甲");
    const [call, next] = [station.id(), station.id()];
    const hotline = { line: "resident", calledAt: "2026-03-18", content: "饮水不稳" };
    station.write(
      { op: "create", kind: "hotline", id: call, set: hotline },
      { op: "create", kind: "problem", id: station.id(), set: { sessionId: call, text: "不该在这里", state: "todo" } },
      { op: "create", kind: "hotline", id: next, set: hotline },
    );
    const district = new Desk("区县");
    for (const piece of pieces(station.range("甲"))) district.take(piece);
    expect([count(district, "hotline"), count(district, "problem")]).toEqual([2, 0]);
    station.close();
    district.close();
  });
});

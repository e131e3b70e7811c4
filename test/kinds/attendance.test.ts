/** 人次、委员人数、解决问题数各只有一个口径：SQL 和 TypeScript 对随便什么样的活动都一样；台账按同一口径核对总人次。 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attendanceOf,
  attendanceSql,
  memberCountOf,
  memberCountSql,
  solvedOf,
  solvedSql,
} from "../../db/kinds/session/attendance.ts";
import { sessionFigures } from "../../db/kinds/session/figures.ts";
import { uuidv7 } from "../../db/schema/ids.ts";
import { problemStates } from "../../db/schema/session.ts";
import { makeDatabase, rolledBack } from "../helpers/database.ts";
import { csvText, plan, utf8 } from "../ledger/fixtures.ts";

const count = fc.option(fc.nat(500));
const names = fc.array(fc.constantFrom("陈志", "黎芳", "何明", "蒙静"), { maxLength: 4 });
const state = fc.constantFrom(...Object.keys(problemStates));
const session = fc.record({
  memberIds: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }),
  memberCount: count,
  guests: names,
  residentCount: count,
  departmentCount: count,
  otherCount: count,
  statedAttendance: count,
  statedProblemsSolved: count,
  problems: fc.array(state, { maxLength: 4 }),
});

test("随便什么样的活动：列表、年度数字用的 SQL 与表单、文书、台账用的算法得数一样", () => {
  const station = makeDatabase();
  const { db } = station;
  fc.assert(
    fc.property(session, ({ problems, memberIds, ...counts }) =>
      rolledBack(db, () => {
        const fields = { ...counts, memberIds: memberIds.map((n) => uuidv7(n)) };
        const id = station.create("session", { title: "饮水", startAt: "2026-03-18", ...fields });
        for (const [position, one] of problems.entries())
          station.create("problem", { sessionId: id, position, text: "修管道", state: one });
        const row = db.get(
          `SELECT ${memberCountSql("s")} AS "members", ${attendanceSql("s")} AS "attendance", ${solvedSql("s")} AS "solved"
           FROM "session" s WHERE "id" = ?`,
          [id],
        );
        const listed = problems.map((one) => ({ state: one }));
        const solved = solvedOf(listed, fields);
        expect(row).toEqual({ members: memberCountOf(fields), attendance: attendanceOf(fields), solved });
        const { source, where, amount } = sessionFigures.problemsSolved;
        const year = { from: "2026", to: "2027", station: null };
        const summed = `SELECT coalesce(sum(${amount ?? "1"}), 0) FROM ${source.sql} AND (${where ?? "TRUE"})`;
        expect(db.value(summed, year)).toBe(solved);
      }),
    ),
    { numRuns: 200 },
  );
});

describe("台账里的总人次", () => {
  const header = ["活动时间", "议题", "委员人数", "列席人员", "群众人数", "其他人数", "总人次"];
  const read = async (total: number | null, guests = "陈志、黎芳、何明", counts: (number | null)[] = [5, 20, 5]) => {
    const [members = null, residents = null, others = null] = counts;
    const row = ["2026-03-18", "饮水", members, guests, residents, others, total];
    const sheet = await plan("协商2026.csv", utf8(csvText([header, row])));
    return {
      stated: sheet.rows[0]?.fields["statedAttendance"],
      problems: sheet.problems.map(({ field, severity, remark }) => ({ field, severity, ...remark })),
    };
  };

  test("委员5、列席3、群众20、其他5，总人次写30：标出与33不一致，按总人次30", async () => {
    expect(await read(30)).toEqual({
      stated: 30,
      problems: [
        expect.objectContaining({
          field: "statedAttendance",
          severity: "warning",
          code: "attendanceDiffers",
          params: { total: 30, sum: 33 },
        }),
      ],
    });
  });

  test("写33，正好是各项之和：不作声，也不另存总数", async () => {
    expect(await read(33)).toEqual({ stated: null, problems: [] });
  });

  test("只写了列席的名字和总人次：名字不是全部的人，总数照收", async () => {
    expect(await read(30, "陈志、黎芳、何明", [])).toEqual({ stated: 30, problems: [] });
  });
});

import { describe, expect, test } from "vitest";
import { levelsOf, sectorIn } from "../db/schema/people.ts";
import { makeStation } from "./helpers/folder.ts";

const wei = {
  name: "韦志华",
  roles: ["cppccCity", "npcCounty"],
  term: "十五届",
  sector: "农业和农村界",
  active: true,
  otherTerms: [
    { term: "十四届", role: "cppccCity", sector: "经济界" },
    { term: "", role: null, sector: null },
  ],
};

describe("委员名册", () => {
  test("一人两种身份，各届界别不同；留空的一行不存", async () => {
    const station = await makeStation();
    const { record } = await station.call("record.save", { kind: "member", fields: wei });
    expect(record).toMatchObject({ otherTerms: [{ term: "十四届", role: "cppccCity", sector: "经济界" }] });
    const member = record as unknown as Parameters<typeof sectorIn>[0];
    expect(sectorIn(member, "十五届")).toBe("农业和农村界");
    expect(sectorIn(member, "十四届")).toBe("经济界");
    expect(sectorIn(member, "十三届")).toBeNull();
    expect(levelsOf(wei.roles)).toEqual(["city", "county"]);
    const list = await station.call("record.list", { kind: "member" });
    expect(list.records[0]?.fields["otherTerms"]).toHaveLength(1);
  });

  test("填了离任日期就不在任；再勾在任，离任日期随之清空", async () => {
    const station = await makeStation();
    const left = await station.call("record.save", { kind: "member", fields: { ...wei, leftOn: "2026-03-01" } });
    expect(left.record).toMatchObject({ active: false, leftOn: "2026-03-01" });
    const back = await station.call("record.save", { kind: "member", id: left.record.id, fields: { active: true } });
    expect(back.record).toMatchObject({ active: true, leftOn: null });
  });

  test("层级由身份得出：高的在前，党代表不定层级，新版程序的身份不出错", () => {
    expect(levelsOf(["npcTownship", "cppccNational", "party", "将来的身份"])).toEqual(["national", "township"]);
    expect(levelsOf([])).toEqual([]);
  });
});

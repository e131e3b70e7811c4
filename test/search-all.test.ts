import { describe, expect, test } from "vitest";
import { aCall, makeStation } from "./helpers/folder.ts";

describe("搜索全部", () => {
  test("同一个词在各种记录里一起找，委员在前；说明还有多少", async () => {
    const station = await makeStation();
    const member = await station.call("record.save", {
      kind: "member",
      fields: { name: "韦志华", active: true, roles: ["cppccCity"] },
    });
    for (const content of ["韦志华反映路灯不亮", "路灯又不亮，联系韦志华", "自来水"])
      await station.call("record.save", { kind: "hotline", fields: { ...aCall, caller: null, content } });
    const { groups } = await station.call("search.all", { text: "韦志华", limit: 1 });
    expect(groups.map(({ kind, total, records }) => [kind, total, records.length])).toEqual([
      ["member", 1, 1],
      ["hotline", 2, 1],
    ]);
    expect(groups[0]?.records[0]).toMatchObject({ id: member.record.id, roles: ["cppccCity"], detail: "" });
    expect((await station.call("search.all", { text: "wzh" })).groups.map(({ kind }) => kind)).toEqual(["member"]);
    expect(await station.call("search.all", { text: "没有的词" })).toEqual({ groups: [], recent: [] });
  });

  test("还没输入：最近打开的在前，已删除的不列", async () => {
    const station = await makeStation();
    const ids: string[] = [];
    for (const name of ["石桥村", "双河村", "大田村"])
      ids.push((await station.call("record.save", { kind: "village", fields: { name } })).record.id);
    await station.call("record.delete", { id: ids[1] ?? "" });
    const { recent } = await station.call("search.all", { text: " ", recent: ids.toReversed() });
    expect(recent.map(({ title }) => title)).toEqual(["大田村", "石桥村"]);
  });

  test("拼音首字母由后台给出", async () => {
    const station = await makeStation();
    expect(await station.call("search.initials", { texts: ["新增热线", "Settings"] })).toEqual(["xzrx", "settings"]);
  });
});

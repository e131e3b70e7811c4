import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cellRemarkText } from "../../db/schema/cell-remarks.ts";
import { World } from "../helpers/exchange.ts";

const roster = [
  "姓名,界别,届次",
  "韦志华,农业和农村界,十五届",
  "李敏杰,农业界,十五届",
  "覃桂兰,环境资源界,第十五届",
  "黄秀英,环境资源界,十六届",
  "陆海燕,环境资源界,",
].join("\n");

const lists = {
  sectors: ["农业和农村界", "环境资源界"],
  terms: [
    { term: "十五届", from: "2020-01-01" },
    { term: "十六届", from: "2090-01-01" },
  ],
  termSectors: [{ term: "十五届", sectors: ["农业和农村界", "经济界"] }],
};

async function previewed(values: object) {
  const world = World.make();
  const pc = await world.district();
  const file = join(world.root, "委员名册.csv");
  writeFileSync(file, `\uFEFF${roster}`);
  await pc.call("settings.set", { values });
  const { sheets } = await pc.call("ledger.preview", { file, kind: "member" });
  const rows = async () =>
    (
      await pc.call("ledger.rows", { file, kind: "member", sheet: sheets[0]?.sheet ?? "", offset: 0, limit: 9 })
    ).rows.map(({ cells, problems }) => [cells[0], ...problems.map(({ remark }) => cellRemarkText(remark))]);
  return { pc, file, rows };
}

describe("导入名册：界别按各自的届次核对", () => {
  test("不在那一届名单里的标出来，说名单里有什么，照原样导入", async () => {
    const { pc, file, rows } = await previewed(lists);
    expect(await rows()).toEqual([
      ["韦志华"],
      ["李敏杰", "“农业界”不在“十五届”的界别名单里，照原样导入；名单里有：农业和农村界"],
      ["覃桂兰", "“环境资源界”不在“第十五届”的界别名单里，照原样导入"],
      ["黄秀英"],
      ["陆海燕", "“环境资源界”不在“十五届”的界别名单里，照原样导入"],
    ]);
    // The list was corrected while the preview is open.
    await pc.call("settings.set", { values: { termSectors: [] } });
    expect((await rows()).flatMap(([, ...remarks]) => remarks)).toEqual([
      "“农业界”不在“十五届”的界别名单里，照原样导入；名单里有：农业和农村界",
    ]);
    await pc.call("ledger.import", { file, kind: "member" });
    const { records } = await pc.call("record.list", { kind: "member" });
    expect(records.map(({ fields }) => String(fields["sector"])).toSorted()).toEqual(
      ["农业和农村界", "农业界", "环境资源界", "环境资源界", "环境资源界"].toSorted(),
    );
  });

  test("还没有定过名单时不挑，县里自己的叫法不算错", async () => {
    const { rows } = await previewed({ terms: lists.terms });
    expect((await rows()).flatMap(([, ...remarks]) => remarks)).toEqual([]);
  });
});

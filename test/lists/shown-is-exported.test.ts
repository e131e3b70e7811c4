import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ListedRecord } from "../../db/api/operations.ts";
import { listedKinds, type ListedKind } from "../../db/schema/kinds.ts";
import { listFields } from "../../db/schema/list-fields.ts";
import type { ListField } from "../../db/schema/kind-definition.ts";
import type { Service } from "../../db/service.ts";
import { cellOf } from "../../renderer/screens/records/list-cell.tsx";
import { labelsIn } from "../../renderer/text/labels.ts";
import { aCall, makeFolder, makeStation } from "../helpers/folder.ts";

const place = "桐岭镇联络站";

/** A station with one full and one nearly empty record of each kind. */
async function stationWithAllKinds(): Promise<{ station: Service; members: ReadonlyMap<string, string> }> {
  const station = await makeStation();
  const save = async (kind: ListedKind, fields: object) =>
    (await station.call("record.save", { kind, fields: { ...fields } })).record.id;
  const member = await save("member", { name: "韦志华", phone: "13800000000" });
  await save("member", { name: "覃小妹" });
  await save("village", { name: "双河村" });
  await save("unit", { name: "县住建局", phone: "0772-5212345" });
  const session = await save("session", {
    title: "老旧小区加装电梯",
    startAt: "2026-03-02T09:00",
    form: "small",
    memberIds: [member],
    memberCount: 1,
    residentCount: 12,
  });
  const opinion = {
    title: "关于农网电压不稳的建议",
    collectedOn: "2026-03-01",
    reporters: ["韦志华"],
    facts: "电压不稳",
  };
  const adopted = await save("opinion", { ...opinion, sessionId: session });
  await station.call("event.add", { recordId: adopted, fields: { type: "submitted", at: "2026-03-05" } });
  await save("opinion", { ...opinion, title: "另一件" });
  const own = { ...aCall, caller: null };
  await save("hotline", { ...own, line: "enterprise", enterprise: "武宣县糖厂", content: "用电" });
  const closed = await save("hotline", { ...aCall, caller: "曾德明", urgent: true, content: "路灯坏了\n两处" });
  await station.call("event.add", {
    recordId: closed,
    fields: { type: "assigned", at: "2026-03-20", unit: "县住建局" },
  });
  await save("hotline", { ...own, content: "没有留名" });
  return { station, members: new Map([[member, "韦志华"]]) };
}

const entities: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#x27;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

const textOf = (markup: string): string =>
  markup.replaceAll(/<[^>]*>/gu, "").replaceAll(/&\S+?;/gu, (entity) => entities[entity] ?? entity);

const dueText = (record: ListedRecord, field: ListField): string =>
  textOf(
    renderToStaticMarkup(
      cellOf(record, field, {
        labels: labelsIn("zh"),
        stationName: () => place,
        memberNames: new Map(),
        onOpen: () => {},
        opener: "caller",
      }),
    ),
  );

describe("列表上看到的，就是导出的", () => {
  test.each(listedKinds)("%s：每一列都一样，CSV 和 xlsx 都是", async (kind) => {
    const { station, members } = await stationWithAllKinds();
    const fields = listFields(kind);
    const names = fields.map(({ name }) => name);
    const query = { kind, order: [{ field: "createdAt", descending: false }] };
    const { records } = await station.call("record.list", { ...query, columns: names, limit: 100 });
    const shown = (record: ListedRecord) =>
      fields.map((field) =>
        textOf(
          renderToStaticMarkup(
            cellOf(record, field, {
              labels: labelsIn("zh"),
              stationName: () => place,
              memberNames: members,
              onOpen: () => {},
              opener: "caller",
            }),
          ),
        ),
      );
    const folder = makeFolder();
    await station.call("list.export", { query, columns: names, file: join(folder, "列表.csv") });
    await station.call("list.export", { query, columns: names, file: join(folder, "列表.xlsx") });
    const csv = parse(readFileSync(join(folder, "列表.csv"), "utf8"), { bom: true }).slice(1);
    const book = await readXlsx(readFileSync(join(folder, "列表.xlsx")));
    const xlsx = (book.sheets[0]?.rows ?? []).slice(1);
    expect(records.length).toBeGreaterThan(0);
    for (const [row, record] of records.entries()) {
      const expected = shown(record);
      for (const [column, { name }] of fields.entries()) {
        const inCsv = (csv[row]?.[column] ?? "").split("\n", 1)[0] ?? "";
        const inXlsx = String(xlsx[row]?.[column] ?? "").split("\n", 1)[0] ?? "";
        // Beside the day a call is due the screen shows the mark that has a column of its own.
        const onScreen = name === "dueOn" ? (expected[column] ?? "").slice(0, 10) : expected[column];
        expect([name, inCsv, inXlsx]).toEqual([name, onScreen, onScreen]);
      }
    }
  });

  test("常用的列：办结期限旁边的按期、临期、超期标记，文件里是紧挨着的一列", async () => {
    const { station } = await stationWithAllKinds();
    const folder = makeFolder();
    const file = join(folder, "列表.csv");
    const columns = ["content", "dueOn", "delivery"];
    await station.call("list.export", { query: { kind: "hotline", where: [] }, columns, file });
    const rows: string[][] = parse(readFileSync(file, "utf8"), { bom: true });
    expect(rows[0]).toEqual(["诉求内容", "办结期限", "期限提醒", "送达"]);
    const { records } = await station.call("record.list", { kind: "hotline", limit: 100 });
    const field = listFields("hotline").find(({ name }) => name === "dueOn");
    const shown = records.map((record) => (field === undefined ? "" : dueText(record, field)));
    expect(rows.slice(1).map(([, day = "", mark = ""]) => `${day} ${mark}`.trim())).toEqual(shown);
    expect(shown.some((text) => text.endsWith("超期"))).toBe(true);
  });
});

/** One record of each kind with everything a printed form shows, written through the operations. */
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { deflateSync, crc32 } from "node:zlib";
import type { Client } from "../../db/api/operations.ts";

/** A PNG of one colour; real enough for every program that opens it. */
export function pngOf(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(body.length, 0);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([frame.subarray(0, 4), named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const body = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", body), chunk("IEND", Buffer.alloc(0))]);
}

export interface PaperRecords {
  readonly session: string;
  readonly opinion: string;
  readonly hotline: string;
}

export const sampleTitle = "关于加快解决双河村农网电压不稳问题的建议";
export const sampleQuote = "“电灯像萤火虫，水泵转不动”——这是村民的原话";

/** @param folder for the photos before they are attached */
export async function makePaperRecords(client: Client, folder: string): Promise<PaperRecords> {
  const member = async (name: string, employer: string, phone: string) =>
    (
      await client.call("record.save", {
        kind: "member",
        fields: { name, employer, phone, roles: ["cppccCounty"], active: true },
      })
    ).record.id;
  const memberIds = [
    await member("韦志华", "桐岭镇中心小学校长", "13988192468"),
    await member("覃丽娟", "县农业农村局副局长", "13977200001"),
    await member("欧阳震华", "广西桐岭农业发展有限公司董事长", "07725212345"),
  ];
  const session = await client.call("record.save", {
    kind: "session",
    fields: {
      title: "双河村农网改造怎么改",
      startAt: "2026-03-02T09:00",
      endAt: "2026-03-02T11:30",
      place: "双河村委会二楼会议室",
      village: "双河村",
      form: "small",
      platform: "courtyard",
      brand: "渝事好商量",
      topicSource: "委员走访",
      host: "韦志华",
      convener: "覃丽娟",
      memberIds,
      guests: ["李支书", "王站长"],
      residentCount: 16,
      departmentCount: 2,
      background: "双河村共有 5 台变压器，最远的用户离变压器 1.8 公里。\n用电高峰期电压只有 170 伏。",
      process: "先听村民讲，再到现场看，最后逐条商量。",
      agreedOpinions: "一、增容变压器两台；\n二、更换低压线路 3.2 公里；\n三、春灌前完工。",
      outcome: "供电所当场认领，列入二季度计划。",
    },
    problems: [
      {
        id: null,
        fields: { text: "变压器容量不足", unit: "县供电公司", dueOn: "2026-05-31", state: "doing", beneficiaries: 320 },
      },
      {
        id: null,
        fields: {
          text: "三组线路老化",
          unit: "桐岭供电所",
          dueOn: "2026-04-15",
          state: "solved",
          solvedOn: "2026-04-10",
          beneficiaries: 45,
        },
      },
    ],
    measures: [{ id: null, fields: { name: "争取资金", amount: 86.5, unit: "万元" } }],
  });
  const sizes = [
    ["会场全景", 800, 600, [70, 120, 90]],
    ["现场查看变压器", 600, 900, [120, 90, 60]],
    ["村民发言", 1_000, 500, [60, 90, 140]],
  ] as const;
  for (const [name, width, height, colour] of sizes) {
    const file = join(folder, `${name}.png`);
    writeFileSync(file, pngOf(width, height, colour));
    await client.call("attachment.add", { recordId: session.record.id, file, role: "photo" });
  }
  const opinion = await client.call("record.save", {
    kind: "opinion",
    fields: {
      title: sampleTitle,
      reporterKind: "member",
      reporters: ["韦志华"],
      sector: "农业和农村界",
      employer: "桐岭镇中心小学校长",
      phone: "13988192468",
      source: "visit",
      category: "民生/基础设施/供电",
      collectedOn: "2026-03-02",
      village: "双河村",
      facts: `双河村现有农户 412 户，${sampleQuote}。\n（一）电压低\n${"用电高峰期末端电压不足一百七十伏，".repeat(6)}影响抽水灌溉。`,
      analysis: `线路建于 1998 年，线径只有 16 平方毫米。${"变压器离用户太远，沿途损耗大。".repeat(8)}`,
      suggestions: `一是增容布点；二是更换导线；三是加强巡查。${"建议供电部门把双河村列入年度改造计划。".repeat(10)}`,
    },
  });
  const hotline = await client.call("record.save", {
    kind: "hotline",
    fields: {
      line: "resident",
      channel: "phone",
      calledAt: "2026-03-02T09:15",
      caller: "梁阿姨",
      phone: "13700001234",
      village: "石桥村",
      address: "石桥村三组 18 号",
      demandType: "help",
      category: "民生/供水",
      content: "三组自来水时有时无，“一天只来两个小时”，老人挑水不便，请求协调解决。",
      confidential: false,
      urgent: false,
      takenBy: "李敏",
      handling: "assigned",
      unit: "桐岭镇水利站",
    },
  });
  const steps = [
    { type: "assigned", at: "2026-03-02T10:00", unit: "桐岭镇水利站", by: "李敏" },
    { type: "accepted", at: "2026-03-02T15:00", unit: "桐岭镇水利站" },
    { type: "closed", at: "2026-03-06", text: "更换水泵，恢复全天供水。", by: "李敏" },
    { type: "callback", at: "2026-03-08", reached: true, grade: "verySatisfied", text: "水很足。" },
  ];
  for (const fields of steps) await client.call("event.add", { recordId: hotline.record.id, fields });
  return { session: session.record.id, opinion: opinion.record.id, hotline: hotline.record.id };
}

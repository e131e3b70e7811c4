/** 只填了必填项的文档：受理单一页，签字在第一页；记录表一页、签到表一页；社情民意一页。 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import { describe, expect, test } from "vitest";
import type { PaperKind } from "../../db/schema/paper.ts";
import { aCall, makeFolder, makeStation } from "../helpers/folder.ts";
import { hasOffice, pdfFacts, toPdf } from "../helpers/office.ts";
import { makePaperRecords } from "../helpers/paper-records.ts";

const forms: readonly PaperKind[] = ["hotline", "session"];

async function nearlyEmpty(): Promise<Readonly<Record<PaperKind, string>>> {
  const folder = makeFolder();
  const station = await makeStation(join(folder, "数据"));
  const fields = {
    hotline: aCall,
    session: { title: "石桥村饮水怎么保", startAt: "2026-03-18T09:10" },
    opinion: { title: "石桥村饮水不稳", collectedOn: "2026-03-18", facts: "石桥村饮水不稳。" },
  } as const;
  const file = async (kind: PaperKind): Promise<string> => {
    const { record } = await station.call("record.save", { kind, fields: fields[kind] });
    const path = join(folder, `${kind}.docx`);
    await station.call("paper.save", { id: record.id, file: path });
    return path;
  };
  return { hotline: await file("hotline"), session: await file("session"), opinion: await file("opinion") };
}

const attribute = (xml: string, element: string, name: string): number | null => {
  const found = new RegExp(`<w:${element}[^>]* w:${name}="(\\d+)"`, "u").exec(xml)?.[1];
  return found === undefined ? null : Number(found);
};

/** In twentieths of a point. */
interface Sheet {
  /** Between the margins. */
  readonly room: number;
  /** Of each page, where every text is one line: what the rows and lines take at least. */
  readonly heights: readonly number[];
}

/** Borders are drawn in the rows of some programs and between those of others. */
const BORDER = 15;

function sheetOf(file: string): Sheet {
  const xml = new PizZip(readFileSync(file)).file("word/document.xml")?.asText() ?? "";
  const edge = (name: string) => attribute(xml, "pgMar", name) ?? 0;
  const room = (attribute(xml, "pgSz", "h") ?? 0) - edge("top") - edge("bottom");
  // On a page with a grid of lines even an exact line takes whole lines of it.
  const grid = /<w:docGrid[^>]*w:type="lines"/u.test(xml) ? (attribute(xml, "docGrid", "linePitch") ?? 1) : 1;
  const lineOf = (part: string): number => Math.ceil((attribute(part, "spacing", "line") ?? 0) / grid) * grid;
  const rowOf = (part: string): number => {
    const text = lineOf(part) + (attribute(part, "top", "w") ?? 0) + (attribute(part, "bottom", "w") ?? 0);
    return Math.max(attribute(part, "trHeight", "val") ?? 0, text) + BORDER;
  };
  const heights = [0];
  // Table rows whole, and the paragraphs between tables.
  for (const [part] of xml.matchAll(/<w:tr>.*?<\/w:tr>|<w:p>.*?<\/w:p>/gsu)) {
    if (part.includes("<w:pageBreakBefore/>")) heights.push(0);
    heights.push((heights.pop() ?? 0) + (part.startsWith("<w:tr>") ? rowOf(part) : lineOf(part)));
  }
  return { room, heights };
}

/** About 15 mm: two more lines in some cell must not push the signatures away. */
const SPARE = 850;

describe("只填了必填项的文档", () => {
  test("行高加起来：受理单放得下一页，记录表和签到表各一页，都还有余地", async () => {
    const files = await nearlyEmpty();
    for (const kind of forms) {
      const { room, heights } = sheetOf(files[kind]);
      expect(heights, kind).toHaveLength(kind === "hotline" ? 1 : 2);
      for (const height of heights) {
        expect(height, kind).toBeGreaterThan(room / 2);
        expect(height + SPARE, kind).toBeLessThan(room);
      }
    }
  });

  test("没有办理过程的受理单不留一张空表", async () => {
    const { hotline } = await nearlyEmpty();
    const text = (new PizZip(readFileSync(hotline)).file("word/document.xml")?.asText() ?? "").replaceAll(
      /<[^>]+>/gu,
      "",
    );
    expect(text).toContain("承办人签字");
    expect(text).not.toContain("办理过程");
  });
});

describe.skipIf(!hasOffice)("页数 (LibreOffice；没有安装时跳过)", () => {
  test("只填了必填项：受理单一页，记录表加签到表两页，社情民意一页", { timeout: 120_000 }, async () => {
    const files = await nearlyEmpty();
    const pages = (["hotline", "session", "opinion"] as const).map((kind) => [
      kind,
      pdfFacts(toPdf(files[kind])).pages,
    ]);
    expect(pages).toEqual([
      ["hotline", 1],
      ["session", 2],
      ["opinion", 1],
    ]);
  });

  test("办完、回访过的受理单：签字和备注仍在第一页", { timeout: 120_000 }, async () => {
    const folder = makeFolder();
    const station = await makeStation(join(folder, "数据"));
    const { hotline: id } = await makePaperRecords(station, folder);
    const file = join(folder, "受理单.docx");
    await station.call("paper.save", { id, file });
    const [first = []] = pdfFacts(toPdf(file)).lines;
    expect(first.some((line) => line.includes("负责人签字"))).toBe(true);
    expect(first.some((line) => line.includes("备注"))).toBe(true);
  });
});

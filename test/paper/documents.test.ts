/** 三种文档: what is in the .docx, and what LibreOffice makes of it. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import { describe, expect, test } from "vitest";
import { officialFonts } from "../../db/schema/paper.ts";
import { makeFolder, makeStation } from "../helpers/folder.ts";
import { hasOffice, pdfFacts, toPdf } from "../helpers/office.ts";
import { makePaperRecords, sampleQuote, sampleTitle } from "../helpers/paper-records.ts";

const xmlOf = (file: string): string => new PizZip(readFileSync(file)).file("word/document.xml")?.asText() ?? "";
const textOf = (xml: string): string => xml.replaceAll(/<[^>]+>/gu, "");

async function written() {
  const folder = makeFolder();
  const service = await makeStation(join(folder, "数据"));
  const ids = await makePaperRecords(service, folder);
  const file = (kind: "session" | "opinion" | "hotline") => join(folder, `${kind}.docx`);
  const saved = {
    session: await service.call("paper.save", { id: ids.session, file: file("session") }),
    opinion: await service.call("paper.save", { id: ids.opinion, file: file("opinion") }),
    hotline: await service.call("paper.save", { id: ids.hotline, file: file("hotline") }),
  };
  return { folder, service, ids, file, saved };
}

describe("导出 Word", () => {
  test("三种文档都填好了内容，没有剩下标签，也没有半截文件", async () => {
    const { folder, file, saved } = await written();
    for (const kind of ["session", "opinion", "hotline"] as const) {
      const text = textOf(xmlOf(file(kind)));
      expect(text, kind).toContain("桐岭镇联络站");
      expect(text, kind).not.toMatch(/[{}]|undefined|null/u);
      expect(saved[kind].leftOut).toEqual([]);
    }
    expect(textOf(xmlOf(file("opinion")))).toContain(sampleQuote);
    expect(textOf(xmlOf(file("session")))).toContain("欧阳震华");
    expect(textOf(xmlOf(file("hotline")))).toContain("更换水泵，恢复全天供水。");
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("每一段文字都指明了中文字体，引号和破折号也算中文，没有主题字体", async () => {
    const { file, saved } = await written();
    for (const kind of ["session", "opinion", "hotline"] as const) {
      const zip = new PizZip(readFileSync(file(kind)));
      const xml = zip.file("word/document.xml")?.asText() ?? "";
      const runs = [...xml.matchAll(/<w:r>(?:(?!<\/w:r>).)*<w:t[ >].*?<\/w:r>/gsu)].map(([run]) => run);
      expect(runs.length).toBeGreaterThan(10);
      for (const run of runs) {
        expect(run).toMatch(/<w:rFonts[^>]*w:eastAsia="[^"]+"/u);
        expect(run).toMatch(/<w:rFonts[^>]*w:ascii="[^"]+"/u);
        expect(run).toMatch(/<w:rFonts[^>]*w:hAnsi="[^"]+"/u);
        expect(run).toMatch(/<w:rFonts[^>]*w:hint="eastAsia"/u);
      }
      const everything = Object.values(zip.files)
        .map((entry) => entry.asText())
        .join("");
      expect(everything).not.toMatch(/asciiTheme|eastAsiaTheme/u);
      expect(saved[kind].fonts).toContain(officialFonts.body);
    }
    expect(saved.opinion.fonts).toEqual(expect.arrayContaining(Object.values(officialFonts)));
  });

  test("三张照片排成两列，长宽比不变，图片在文件里", async () => {
    const { file } = await written();
    const zip = new PizZip(readFileSync(file("session")));
    expect(Object.keys(zip.files).filter((name) => name.startsWith("word/media/"))).toHaveLength(3);
    const extents = [...xmlOf(file("session")).matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"/gu)];
    const ratios = extents.map(([, cx, cy]) => Number(cx) / Number(cy));
    expect(ratios.map((ratio) => ratio.toFixed(2))).toEqual(["1.33", "0.67", "2.00"]);
  });

  test("保密的来电：印出来的受理单上没有姓名、电话和地址", async () => {
    const { service, ids, folder } = await written();
    await service.call("record.save", { kind: "hotline", id: ids.hotline, fields: { confidential: true } });
    const file = join(folder, "保密.docx");
    await service.call("paper.save", { id: ids.hotline, file });
    const text = textOf(xmlOf(file));
    expect(text).toContain("【保密】");
    for (const secret of ["梁阿姨", "13700001234", "三组 18 号"]) expect(text).not.toContain(secret);
  });

  test("一批记录导出到一个文件夹，一条一个文件，重名的加编号", async () => {
    const { service, ids, folder } = await written();
    const target = makeFolder();
    const all = [ids.opinion, ids.opinion, ids.session, ids.hotline];
    const { files } = await service.call("paper.saveAll", { ids: all, folder: target });
    expect(files).toHaveLength(4);
    expect(new Set(files).size).toBe(4);
    expect(readdirSync(target).some((name) => name.includes("(2).docx"))).toBe(true);
    expect(folder).not.toBe(target);
  });
});

describe.skipIf(!hasOffice)("别的程序打开 (LibreOffice；没有安装时跳过)", () => {
  test("社情民意：A4，版心满页 22 行、每行 28 字", { timeout: 120_000 }, async () => {
    const { service, folder } = await written();
    const facts = "国".repeat(28 * 60);
    const { record } = await service.call("record.save", {
      kind: "opinion",
      fields: { title: sampleTitle, collectedOn: "2026-03-02", facts },
    });
    const file = join(folder, "满页.docx");
    await service.call("paper.save", { id: record.id, file });
    const pdf = pdfFacts(toPdf(file));
    expect([Math.round(pdf.width), Math.round(pdf.height)]).toEqual([595, 842]);
    const second = pdf.lines[1] ?? [];
    expect(second.filter((line) => /国/u.test(line))).toHaveLength(22);
    expect(second.filter((line) => /国/u.test(line)).map((line) => line.length)).toEqual(
      Array.from({ length: 22 }, () => 28),
    );
    expect(second.at(-1)).toMatch(/^— ?2 ?—$/u);
  });

  test("记录表、签到表、照片各从新的一页开始；受理单一页", { timeout: 120_000 }, async () => {
    const { file } = await written();
    const session = pdfFacts(toPdf(file("session")));
    const pageOf = (text: string) =>
      session.lines.findIndex((lines) => lines.some((line) => line.replaceAll(/\s/gu, "") === text));
    expect(pageOf("协商活动记录表")).toBe(0);
    const signIn = pageOf("签到表");
    expect(signIn).toBeGreaterThan(0);
    expect(session.lines[signIn]?.join("")).toContain("覃丽娟");
    expect(pageOf("现场照片")).toBeGreaterThan(signIn);
    const hotline = pdfFacts(toPdf(file("hotline")));
    expect(hotline.text).toContain("非常满意");
    expect(hotline.pages).toBeLessThanOrEqual(2);
  });
});

/** What the docx library leaves open: fallback names of the fonts, no theme, nothing that changes from run to run. */
import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun, type FileChild } from "docx";
import PizZip from "pizzip";
import { fontChain, officialFonts } from "../../db/schema/paper.ts";
import { fontOf, formPage, LINE, page } from "./parts.ts";

/** 4号 (14 pt) 宋体 between dashes; odd pages at the right, even ones at the left, one character in. */
function footer(isRight: boolean): Footer {
  const style = { font: fontOf(officialFonts.number), size: 28 };
  return new Footer({
    children: [
      new Paragraph({
        alignment: isRight ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: isRight ? { right: 280 } : { left: 280 },
        children: [
          new TextRun({ ...style, text: "— " }),
          new TextRun({ ...style, children: [PageNumber.CURRENT] }),
          new TextRun({ ...style, text: " —" }),
        ],
      }),
    ],
  });
}

/** @param isForm a table on a page with smaller margins, instead of an official document
 * @returns the .docx, byte for byte the same at every run */
export async function packageOf(title: string, children: readonly FileChild[], isForm: boolean): Promise<Buffer> {
  const document = new Document({
    title,
    creator: "连心桥",
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: fontOf(officialFonts.body), size: 32, language: { value: "zh-CN", eastAsia: "zh-CN" } },
        },
      },
    },
    sections: [
      {
        // A form has no grid of lines: LibreOffice sets even exact lines on it, which makes a row of 9 mm one of 12.
        properties: isForm ? { page: formPage } : { page, grid: { type: "lines", linePitch: LINE } },
        footers: { default: footer(true), even: footer(false) },
        children: [...children],
      },
    ],
  });
  const zip = new PizZip(await Packer.toBuffer(document));
  zip.file("word/fontTable.xml", fontTable());
  const made = zip.file("docProps/core.xml")?.asText() ?? "";
  zip.file("docProps/core.xml", made.replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu, "2026-01-01T00:00:00Z"));
  const fresh = new PizZip();
  // No theme: its fonts would be what WPS substitutes.
  for (const name of Object.keys(zip.files).toSorted()) {
    const entry = zip.file(name);
    if (entry !== null && !entry.dir) fresh.file(name, entry.asText(), { date: new Date(2026, 0, 1) });
  }
  return fresh.generate({ type: "nodebuffer", compression: "DEFLATE" });
}

/** Word and LibreOffice take the alternative name where the first is missing. */
function fontTable(): string {
  const fonts = Object.values(officialFonts).map((name) => {
    const [other] = fontChain(name).fallbacks;
    return `<w:font w:name="${name}"><w:altName w:val="${other ?? "宋体"}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join("")}</w:fonts>`;
}

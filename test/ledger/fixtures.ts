/** Ledgers made in the test, with the traps that stations' own files have. Nothing here comes from a real person. */
import { crc32, deflateRawSync } from "node:zlib";
import iconv from "iconv-lite";
import { writeXlsx, type CellValue } from "hucre/xlsx";
import { planLedger, type PlanOptions, type SheetPlan } from "../../db/ledger/plan.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";

export type Grid = readonly (readonly CellValue[])[];

interface XlsxSpec {
  readonly name?: string;
  readonly rows: Grid;
  /** As Excel writes them: `A1:K1`. */
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
}

function place(reference: string): { row: number; column: number } {
  const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(reference) ?? [];
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function merge(reference: string) {
  const [from = "", to = ""] = reference.split(":");
  const [start, end] = [place(from), place(to)];
  return { startRow: start.row, startCol: start.column, endRow: end.row, endCol: end.column };
}

/** A workbook with one sheet for each spec; `Date` cells become true date cells. */
export async function xlsx(...specs: readonly XlsxSpec[]): Promise<Uint8Array> {
  return await writeXlsx({
    sheets: specs.map(({ name, rows, merges, hidden }, index) => {
      const cells = new Map<string, { style: { numFmt: string } }>();
      rows.forEach((row, r) =>
        row.forEach((value, c) => {
          if (value instanceof Date) cells.set(`${r},${c}`, { style: { numFmt: "yyyy/m/d" } });
        }),
      );
      return {
        name: name ?? `Sheet${index + 1}`,
        rows: rows.map((row) => [...row]),
        merges: (merges ?? []).map(merge),
        cells,
        hidden: hidden === true,
      };
    }),
  });
}

export const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/** Cells that need quotes get them; numbers are written as they are. */
export function csvText(rows: Grid, delimiter = ","): string {
  return rows.map((row) => row.map(csvCell).join(delimiter)).join("\r\n");
}

function csvCell(value: CellValue): string {
  const text = value instanceof Date ? value.toISOString().slice(0, 10).replaceAll("-", "/") : String(value ?? "");
  return /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const gb18030 = (text: string): Uint8Array => iconv.encode(text, "gb18030");
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads and plans a file that has one ledger sheet. */
export async function plan(name: string, bytes: Uint8Array, options: PlanOptions = {}): Promise<SheetPlan> {
  const { sheets } = await planLedger(await readLedgerFile({ name, bytes }), options);
  const [sheet] = sheets;
  if (sheet === undefined) throw new Error("no sheet was planned");
  return sheet;
}

export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array;
  /** A size that the directory claims instead of the true one. */
  readonly claimed?: number;
}

/** A zip written by hand, so that it can lie. */
export function zip(parts: readonly ZipPart[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimed } of parts) {
    const packed = deflateRawSync(data);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimed ?? data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const head = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, tail, path]));
    local.push(head);
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

const part = (name: string, xml: string): ZipPart => ({ name, data: utf8(`<?xml version="1.0"?>${xml}`) });

const rels = (body: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`;

/** A workbook around worksheet XML written by hand; `date1904` as old Excel for Mac has it; `more` parts beside it. */
export function rawXlsx(
  sheetXml: string,
  { date1904 = false, claimed = 0, more = [] as readonly ZipPart[] } = {},
): Uint8Array {
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const sheet = part("xl/worksheets/sheet1.xml", `<worksheet xmlns="${main}">${sheetXml}</worksheet>`);
  return zip([
    part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
    part("_rels/.rels", rels(`<Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/>`)),
    part(
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr date1904="${date1904 ? 1 : 0}"/>` +
        `<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      rels(
        `<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>` +
          `<Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/>`,
      ),
    ),
    claimed === 0 ? sheet : { ...sheet, claimed },
    ...more,
  ]);
}

export const hotlineHeader =
  "序号 来电时间 热线类别 来电人 联系电话 反映事项 办理方式 承办单位 办结时间 办理结果 满意度 备注".split(" ");

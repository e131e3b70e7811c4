/**
 * What a workbook would cost, found out before any parser sees it. A 1.5 MB file that expands to 1.5 GB takes every
 * spreadsheet library 2-4 GB of memory, and one formatted cell in column XFD of each row makes rows of 16,384 cells.
 */
import yauzl from "yauzl";
import { AppError } from "../errors.ts";

/** There is no limit on the ratio: blank formatted rows of honest ledgers compress better than 100 to 1. */
const MAX_EXPANDED_MB = 200;
/** Cells in the rectangle that holds all content of one sheet. */
const MAX_CELLS = 20_000_000;
const MB = 1_000_000;

/** Last row and column (from 1) that hold content in any sheet; null when cells do not say where they are. */
export interface Extent {
  readonly lastRow: number;
  readonly lastColumn: number;
}

const tooLarge = (file: string, size: number, limit: number) =>
  new AppError("ledgerTooLarge", { file, size: Math.round(size), limit });

const columnNumber = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/**
 * Finds where the content of one worksheet ends, from its XML in pieces. Looks for values and goes back to their cell, so
 * that hundreds of thousands of blank formatted cells (`<c …/>`) cost next to nothing.
 */
class ExtentScan {
  lastRow = 0;
  lastColumn = 0;
  located = true;
  #carry = "";

  push(chunk: Buffer): void {
    const text = this.#carry + chunk.toString("latin1");
    // A closing tag is a safe place to cut: a value before it has its cell before it.
    const end = Math.max(0, text.lastIndexOf("</"));
    this.#carry = text.slice(end);
    for (const { index, 1: prefix = "" } of text.slice(0, end).matchAll(/<(\w+:)?(?:v|is|f)[\s>]/g)) {
      const cell = text.lastIndexOf(`<${prefix}c`, index);
      if (cell !== -1) this.#locate(text.slice(cell, index));
    }
  }

  #locate(tag: string): void {
    const place = /\sr="([A-Z]{1,3})(\d{1,7})"/.exec(tag);
    if (place?.[1] === undefined) {
      this.located = false;
      return;
    }
    this.lastColumn = Math.max(this.lastColumn, columnNumber(place[1]));
    this.lastRow = Math.max(this.lastRow, Number(place[2]));
  }
}

/**
 * Adds up declared sizes, then unpacks every part without keeping it to see the true ones.
 * @throws AppError ledgerTooLarge, ledgerProtected, ledgerFormat (a zip that is no workbook), ledgerUnreadable
 */
export async function checkWorkbook(bytes: Uint8Array, file: string): Promise<Extent | null> {
  try {
    return await inspect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("ledgerUnreadable", { file }, { cause: error });
  }
}

async function inspect(bytes: Buffer, file: string): Promise<Extent | null> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  const entries: yauzl.Entry[] = [];
  let declared = 0;
  for await (const entry of zip.eachEntry()) {
    declared += entry.uncompressedSize;
    if (declared > MAX_EXPANDED_MB * MB) throw tooLarge(file, declared / MB, MAX_EXPANDED_MB);
    if (entry.isEncrypted()) throw new AppError("ledgerProtected", { file });
    entries.push(entry);
  }
  if (!entries.some(({ fileName }) => /^xl\/.*workbook.*\.xml$/i.test(fileName))) {
    throw new AppError("ledgerFormat", { file });
  }
  let actual = 0;
  const scans: ExtentScan[] = [];
  for (const entry of entries) {
    const scan = /worksheets\/[^/]+\.xml$/i.test(entry.fileName) ? new ExtentScan() : null;
    if (scan !== null) scans.push(scan);
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
      actual += chunk.length;
      if (actual > MAX_EXPANDED_MB * MB) throw tooLarge(file, actual / MB, MAX_EXPANDED_MB);
      scan?.push(chunk);
    }
  }
  return extentOf(scans, file);
}

function extentOf(scans: readonly ExtentScan[], file: string): Extent | null {
  const widest = Math.max(0, ...scans.map((scan) => scan.lastRow * scan.lastColumn));
  if (widest > MAX_CELLS) throw tooLarge(file, (widest * 8) / MB, (MAX_CELLS * 8) / MB);
  if (scans.some((scan) => !scan.located)) return null;
  return {
    lastRow: Math.max(1, ...scans.map((scan) => scan.lastRow)),
    lastColumn: Math.max(1, ...scans.map((scan) => scan.lastColumn)),
  };
}

/**
 * What a workbook would cost, found out before any parser sees it. A 1.5 MB file that expands to 1.5 GB takes every
 * spreadsheet library 2-4 GB of memory, and one formatted cell in column XFD of each row makes rows of 16,384 cells.
 */
import yauzl from "yauzl";
import { AppError } from "../schema/app-error.ts";
import { words } from "../schema/words.ts";
import { Gauge, ledgerLimits, MB } from "./limits.ts";
import { SheetScan } from "./sheet-scan.ts";
import { zipOf } from "./zip-parts.ts";

/** Last row and column (from 1) that hold content in any sheet; null when cells do not say where they are. */
export interface Extent {
  readonly lastRow: number;
  readonly lastColumn: number;
}

interface CheckedWorkbook {
  readonly extent: Extent | null;
  /** The workbook without the parts that hold no cells: pictures, charts, comments, macros. */
  readonly bytes: Uint8Array;
}

/** Parts that no value of a cell comes from; they are neither unpacked nor counted. */
const besides =
  /(?:^|\/)(?:media|drawings|charts|chartsheets|diagrams|embeddings|activeX|ctrlProps|printerSettings|pivotTables|pivotCache|slicers|slicerCaches|timelines|timelineCaches|externalLinks|queryTables|tables|persons|threadedComments|theme|customXml|customUI|docProps|worksheets\/_rels|model|revisions)\/|(?:^|\/)(?:comments\d*|threadedComment\d*|calcChain|connections|metadata|cellimages|vmlDrawing\d*)\.(?:xml|vml)$/i;
const isRead = (name: string): boolean => /\.(?:xml|rels)$/i.test(name) && !besides.test(name);
const isSheet = (name: string): boolean => /worksheets\/[^/]+\.xml$/i.test(name);
const isStrings = (name: string): boolean => /sharedStrings[^/]*\.xml$/i.test(name);

/** Parts that a directory may list: pictures are parts too. */
const MAX_PARTS = 50_000;

/**
 * Adds up declared sizes, then unpacks every part that is read, without keeping it, to see the true ones.
 * @throws AppError ledgerTooLarge, ledgerTooManySheets, ledgerBloated, ledgerTooSpread, those of `Gauge.check`,
 *   ledgerProtected, ledgerFormat (a zip that is no workbook), ledgerUnreadable
 */
export async function checkWorkbook(bytes: Uint8Array, file: string): Promise<CheckedWorkbook> {
  try {
    return await inspect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), file);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("ledgerUnreadable", { file }, { cause: error });
  }
}

async function inspect(bytes: Buffer, file: string): Promise<CheckedWorkbook> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  if (zip.entryCount > MAX_PARTS) throw new AppError("ledgerUnreadable", { file });
  const entries = await entriesOf(zip, file);
  const read = entries.filter(({ fileName }) => isRead(fileName));
  const size = new Size(file);
  for (const { fileName, uncompressedSize } of read) size.add(fileName, uncompressedSize);
  const sheets = read.filter(({ fileName }) => isSheet(fileName)).length;
  if (sheets > ledgerLimits.sheets)
    throw new AppError("ledgerTooManySheets", { file, count: sheets, limit: ledgerLimits.sheets });

  const gauge = new Gauge();
  const actual = new Size(file);
  const scans: SheetScan[] = [];
  for (const entry of read) {
    const { fileName } = entry;
    const scan = isSheet(fileName) || isStrings(fileName) ? new SheetScan(gauge) : null;
    if (scan !== null) scans.push(scan);
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      if (!Buffer.isBuffer(chunk)) continue;
      actual.add(fileName, chunk.length);
      scan?.push(chunk);
    }
  }
  gauge.check(file);
  return { extent: extentOf(scans, file), bytes: await zipOf(zip, bytes, read) };
}

async function entriesOf(zip: yauzl.ZipFile, file: string): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new AppError("ledgerProtected", { file });
    entries.push(entry);
  }
  if (!entries.some(({ fileName }) => /^xl\/.*workbook.*\.xml$/i.test(fileName)))
    throw new AppError("ledgerFormat", { file });
  return entries;
}

/** Bytes of the parts that are read, unpacked. */
class Size {
  readonly #file: string;
  #all = 0;
  #extras = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws AppError ledgerTooLarge, ledgerBloated */
  add(name: string, bytes: number): void {
    const { expandedMb, extrasMb } = ledgerLimits;
    this.#all += bytes;
    if (!isSheet(name) && !isStrings(name)) this.#extras += bytes;
    const file = this.#file;
    if (this.#all > expandedMb * MB)
      throw new AppError("ledgerTooLarge", { file, size: Math.round(this.#all / MB), limit: expandedMb });
    if (this.#extras > extrasMb * MB)
      throw new AppError("ledgerBloated", {
        file,
        what: words("样式、名称等（MB）", "styles and names, MB"),
        count: Math.ceil(this.#extras / MB),
        limit: extrasMb,
      });
  }
}

function extentOf(scans: readonly SheetScan[], file: string): Extent | null {
  const strings = scans.reduce((sum, scan) => sum + scan.strings, 0);
  if (strings > ledgerLimits.sharedStrings)
    throw new AppError("ledgerBloated", {
      file,
      what: words("共用文字（条）", "shared texts"),
      count: strings,
      limit: ledgerLimits.sharedStrings,
    });
  const lastRow = Math.max(1, ...scans.map((scan) => scan.lastRow));
  const lastColumn = Math.max(1, ...scans.map((scan) => scan.lastColumn));
  const area = scans.reduce((sum, scan) => sum + scan.lastRow * scan.lastColumn, 0);
  if (area > ledgerLimits.area) throw new AppError("ledgerTooSpread", { file, row: lastRow, column: lastColumn });
  return scans.some(({ located }) => !located) ? null : { lastRow, lastColumn };
}

/** Opens a ledger file, whatever its name claims: the first bytes decide. */
import { open, readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { AppError } from "../schema/app-error.ts";
import type { Sheets } from "./cells.ts";
import { readCsv } from "./csv.ts";
import { ledgerLimits, MB } from "./limits.ts";
import { readWorkbook } from "./xlsx.ts";

export interface LedgerSource {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** Streams of an OLE container carry their names in UTF-16. */
const oleStream = (name: string): Buffer => Buffer.from(name, "utf16le");

/** An OLE container is an encrypted .xlsx, an old .xls, or no spreadsheet at all. */
function refuseOle(bytes: Uint8Array, file: string): never {
  const container = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (container.includes(oleStream("EncryptedPackage"))) throw new AppError("ledgerProtected", { file });
  const foreign = ["WordDocument", "PowerPoint Document"].some((name) => container.includes(oleStream(name)));
  throw new AppError(foreign ? "ledgerFormat" : "ledgerOldFormat", { file });
}

/** Whether the file is a zip or an OLE container, whatever its name claims. @throws AppError fileUnreadable */
export async function isPacked(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(ZIP.length), 0, ZIP.length, 0);
      const head = buffer.subarray(0, bytesRead);
      return startsWith(head, ZIP) || startsWith(head, OLE);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new AppError("fileUnreadable", { file: basename(path) }, { cause: error });
  }
}

async function load(path: string): Promise<LedgerSource> {
  const file = basename(path);
  try {
    const { size } = await stat(path);
    const { fileMb } = ledgerLimits;
    if (size > fileMb * MB)
      throw new AppError("ledgerFileTooLarge", { file, size: Math.ceil(size / MB), limit: fileMb });
    return { name: file, bytes: await readFile(path) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("fileUnreadable", { file }, { cause: error });
  }
}

/**
 * Reads a ledger (.xlsx, or text as .csv or .txt) into sheets of plain cells.
 * @throws AppError ledgerUnreadable, ledgerProtected, ledgerOldFormat, ledgerEncoding, ledgerFormat, fileUnreadable,
 *   ledgerFileTooLarge, and those of `readCsv` and `readWorkbook`
 */
export async function readLedgerFile(source: string | LedgerSource): Promise<Sheets> {
  const { name, bytes } = typeof source === "string" ? await load(source) : source;
  const file = basename(name);
  if (startsWith(bytes, OLE)) refuseOle(bytes, file);
  if (startsWith(bytes, ZIP)) return await readWorkbook(bytes, file);
  const extension = extname(file).toLowerCase();
  if (extension === ".csv" || extension === ".txt") return readCsv(bytes, file);
  throw new AppError(extension === ".xlsx" ? "ledgerUnreadable" : "ledgerFormat", { file });
}

/** A zip of some parts of another, taken over as they are packed (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
import type { Entry, ZipFile } from "yauzl";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** The name is UTF-8. */
const UTF8 = 1 << 11;

/** @param bytes of `zip` */
export async function zipOf(zip: ZipFile, bytes: Buffer, entries: readonly Entry[]): Promise<Uint8Array> {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry);
    const name = Buffer.from(entry.fileName);
    const packed = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
    const common = commonFields(entry, name.length);
    local.push(signature(LOCAL), common, name, packed);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    central.push(signature(CENTRAL), Buffer.from([VERSION, 0]), common, more, name);
    offset += 4 + common.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    central.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...central, end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

/** What the local and the central header have in common, from the version needed to the extra field's length. */
function commonFields(entry: Entry, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(entry.compressionMethod, 4);
  fields.writeUInt16LE(entry.lastModFileTime, 6);
  fields.writeUInt16LE(entry.lastModFileDate, 8);
  fields.writeUInt32LE(entry.crc32, 10);
  fields.writeUInt32LE(entry.compressedSize, 14);
  fields.writeUInt32LE(entry.uncompressedSize, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

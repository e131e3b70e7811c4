/**
 * Which encoding a text file is in, decided strictly: a file that fits none is refused with the line where it stops making
 * sense, because a wrong guess would fill the database with mojibake.
 */
import iconv from "iconv-lite";
import { AppError } from "../errors.ts";
import type { TextEncodingName } from "./cells.ts";

interface Decoded {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

const REPLACEMENT = "\uFFFD";
// Control characters never occur in a ledger; they show a binary file, or 16-bit text without its mark.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFE]/;

const lineAt = (text: string, index: number): number => text.slice(0, index).split(/\r\n|\r|\n/).length;

function refuse(text: string, index: number, file: string): never {
  throw new AppError("ledgerEncoding", { file, line: lineAt(text, index) });
}

function readable(decoded: Decoded, file: string): Decoded {
  const binary = decoded.text.search(control);
  return binary === -1 ? decoded : refuse(decoded.text, binary, file);
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Text that is UTF-8 but for a few damaged bytes. GB18030 would decode it without complaint, into nonsense; Chinese in
 * GB18030 on the other hand hardly ever forms a three-byte UTF-8 character.
 */
function damagedUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.split(REPLACEMENT).length - 1;
  const chinese = text.match(/[\u2E80-\u9FFF\uFF00-\uFFEF]/g)?.length ?? 0;
  return chinese > broken * 2 ? text : null;
}

/**
 * Decodes a CSV or text file: the byte order mark decides, then valid UTF-8, then valid GB18030.
 * @throws AppError ledgerEncoding with the line of the first byte that fits none
 */
export function decodeText(bytes: Uint8Array, file: string): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    const text = new TextDecoder("utf-16le").decode(bytes);
    return readable({ text, encoding: "UTF-16LE" }, file);
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const utf8 = strictUtf8(body);
  if (utf8 !== null) return readable({ text: utf8, encoding: marked ? "UTF-8 BOM" : "UTF-8" }, file);
  const damaged = marked ? new TextDecoder("utf-8").decode(body) : damagedUtf8(body);
  if (damaged !== null) refuse(damaged, damaged.indexOf(REPLACEMENT), file);
  const chinese = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), "gb18030");
  const broken = chinese.indexOf(REPLACEMENT);
  if (broken !== -1) refuse(chinese, broken, file);
  return readable({ text: chinese, encoding: "GB18030" }, file);
}

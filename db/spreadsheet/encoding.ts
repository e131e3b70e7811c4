/**
 * Which encoding a text file is in, decided strictly: a file that fits none is refused with the line where it stops making
 * sense, because a wrong guess would fill the database with mojibake.
 */
import iconv from "iconv-lite";
import { AppError } from "../schema/app-error.ts";
import type { TextEncodingName } from "./cells.ts";

interface Decoded {
  readonly text: string;
  readonly encoding: TextEncodingName;
}

const REPLACEMENT = "\uFFFD";
// Control characters never occur in a ledger; they show a binary file, or 16-bit text without its mark.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFE]/;

/** From 1. Counted in place: a file may have millions of lines. */
function lineAt(text: string, index: number): number {
  let line = 1;
  for (const { index: at, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    if (at + end.length > index) break;
    line += 1;
  }
  return line;
}

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
  let broken = 0;
  let chinese = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken += 1;
    else if ((code >= 0x2e80 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xffef)) chinese += 1;
  }
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
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const text = new TextDecoder("utf-16be").decode(bytes);
    return readable({ text, encoding: "UTF-16BE" }, file);
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

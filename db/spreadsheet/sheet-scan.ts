/**
 * What the XML of a worksheet, or of the table of shared strings, holds: looked through in pieces, each byte once, before
 * any parser has the whole of it in memory.
 */
import { words } from "../schema/words.ts";
import { columnLetter } from "./cells.ts";
import { ledgerLimits, type Gauge } from "./limits.ts";

/** No tag of a worksheet is as long. */
const LONGEST_TAG = 100_000;
/** Characters of XML for one of text, at most: `&#x4E00;`, `_x000D_`. */
const ENTITY = 8;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const COLON = 0x3a;
const nothing = Buffer.alloc(0);

/** Names that say something about cells; all are short. */
const names = new Map(
  ["row", "c", "si", "is", "f", "v", "t"].map((name) => [Buffer.from(name).readUIntBE(0, name.length), name]),
);
const LONGEST_NAME = 3;

/** One of {@link names}, without its prefix; undefined for any other. */
function nameOf(bytes: Buffer, from: number, close: number): string | undefined {
  let code = 0;
  let length = 0;
  for (let at = from; at < close; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === COLON) {
      code = 0;
      length = 0;
    } else if (byte <= 0x20 || byte === SLASH) break;
    else {
      code = code * 256 + byte;
      length += 1;
    }
  }
  return length > LONGEST_NAME ? undefined : names.get(code);
}

const rowAttribute = /\sr="(\d{1,7})"/;
const placeAttribute = /\sr="([A-Z]{1,3})(\d{1,7})"/;

const columnNumber = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Thrown for XML that no spreadsheet program writes. */
export class NoSheet extends Error {}

export class SheetScan {
  /** Last row and column, from 1, with content. */
  lastRow = 0;
  lastColumn = 0;
  /** Every cell with content says where it is. */
  located = true;
  strings = 0;
  readonly #gauge: Gauge;
  #carry: Buffer = nothing;
  #row = 0;
  #column = 0;
  /** Last row that was counted as one with content. */
  #filledRow = 0;
  #isFilled = false;
  #inValue = false;
  #isPlaced = true;
  /** Characters of the cell's text as it stands in the XML. */
  #characters = 0;

  /** @param gauge takes the rows and cells with content, and the cells that are surely too long */
  constructor(gauge: Gauge) {
    this.#gauge = gauge;
  }

  /** @throws NoSheet */
  push(chunk: Buffer): void {
    const bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    this.#carry = nothing;
    for (let at = 0; at < bytes.length;) {
      const open = this.#text(bytes, at);
      if (open === bytes.length) return;
      const close = bytes.indexOf(GREATER, open);
      if (close === -1) {
        this.#carry = Buffer.from(bytes.subarray(open));
        if (this.#carry.length > LONGEST_TAG) throw new NoSheet("a tag without an end");
        return;
      }
      this.#tag(bytes, open, close);
      at = close + 1;
    }
  }

  /** Counts what stands before the next tag, and says where that begins. */
  #text(bytes: Buffer, from: number): number {
    let at = from;
    let continuation = 0;
    for (; at < bytes.length && bytes[at] !== LESS; at += 1) {
      // Characters of more than one byte: only their first byte counts.
      if (((bytes[at] ?? 0) & 0xc0) === 0x80) continuation += 1;
    }
    if (this.#inValue) this.#characters += at - from - continuation;
    return at;
  }

  #tag(bytes: Buffer, open: number, close: number): void {
    const isEnd = bytes[open + 1] === SLASH;
    const isEmpty = bytes[close - 1] === SLASH;
    switch (nameOf(bytes, isEnd ? open + 2 : open + 1, close)) {
      case "row":
        if (!isEnd) this.#startRow(bytes.toString("latin1", open, close));
        break;
      case "c":
        if (isEnd) this.#endCell();
        else {
          this.#startCell();
          this.#locate(bytes.toString("latin1", open, close));
        }
        break;
      case "si":
        if (isEnd) this.#endCell();
        else {
          this.#startCell();
          this.strings += 1;
        }
        break;
      case "is":
      case "f":
        if (!isEnd) this.#isFilled = true;
        break;
      case "v":
      case "t":
        this.#inValue = !isEnd && !isEmpty;
        if (!isEnd) this.#isFilled = true;
        break;
      case undefined:
      default:
        break;
    }
  }

  #startRow(tag: string): void {
    const number = rowAttribute.exec(tag)?.[1];
    this.#row = number === undefined ? this.#row + 1 : Number(number);
    this.#column = 0;
  }

  #startCell(): void {
    this.#isFilled = false;
    this.#inValue = false;
    this.#characters = 0;
  }

  #locate(tag: string): void {
    const place = placeAttribute.exec(tag);
    this.#isPlaced = place !== null;
    this.#column = place?.[1] === undefined ? this.#column + 1 : columnNumber(place[1]);
    if (place?.[2] !== undefined) this.#row = Number(place[2]);
  }

  #endCell(): void {
    if (!this.#isFilled) return;
    const count = this.#characters;
    const isLong = count > ledgerLimits.cellLength * ENTITY;
    // A shared string has no place of its own.
    if (this.#column === 0) {
      if (isLong) this.#gauge.tooLong(words("某一格", "some cell"), count);
      return;
    }
    if (isLong) this.#gauge.tooLong(`${columnLetter(this.#column - 1)}${this.#row}`, count);
    this.#gauge.cell(this.#column - 1);
    if (!this.#isPlaced) this.located = false;
    if (this.#row !== this.#filledRow) {
      this.#filledRow = this.#row;
      this.#gauge.rows += 1;
    }
    this.lastRow = Math.max(this.lastRow, this.#row);
    this.lastColumn = Math.max(this.lastColumn, this.#column);
  }
}

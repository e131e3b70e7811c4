/** Cells of a delimited text, one after the other: quoted ones may hold separators, doubled quotes and line breaks. */
import { ledgerLimits } from "./limits.ts";

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

/**
 * Goes through a text once and hands over the cells that hold something; blank rows and columns cost a step each. A quote
 * inside a cell, or text behind a closing quote, is taken as it stands, as Excel and WPS do.
 * @param filled row and column from 0
 * @returns the row, from 0, of a quote that never closes; null when all do
 */
export function scanDelimited(
  text: string,
  delimiter: string,
  filled: (row: number, column: number, value: string) => void,
): number | null {
  const separator = delimiter.charCodeAt(0);
  const end = text.length;
  const endsCell = (code: number): boolean => code === separator || code === LF || code === CR;
  const cellEnd = (from: number): number => {
    let at = from;
    while (at < end && !endsCell(text.charCodeAt(at))) at += 1;
    return at;
  };
  let row = 0;
  let column = 0;
  let at = 0;
  while (at < end) {
    let value: string;
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at + 1);
      if (close === -1) return row;
      const written = text.slice(at + 1, close);
      // What is too long for a cell either way is not rewritten: it is refused, and may be the whole file.
      const inner = written.length > 2 * ledgerLimits.cellLength ? written : written.replaceAll('""', '"');
      at = close + 1;
      if (at < end && !endsCell(text.charCodeAt(at))) {
        const stop = cellEnd(at);
        value = `"${inner}${text.slice(close, stop)}`;
        at = stop;
      } else value = inner;
    } else {
      const stop = cellEnd(at);
      value = text.slice(at, stop);
      at = stop;
    }
    if (value !== "") filled(row, column, value);
    if (at >= end) break;
    if (text.charCodeAt(at) === separator) {
      column += 1;
      at += 1;
    } else {
      at += text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      row += 1;
      column = 0;
    }
  }
  return null;
}

/** The first quote that is not doubled; -1 when there is none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

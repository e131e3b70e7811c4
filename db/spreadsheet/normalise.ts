/** Text as clerks type it, made comparable: full-width digits, padding, names with a space in the middle. */
import { identifierText, invisibleMarks } from "../schema/plain-text.ts";
import { isMoment, type CellValue } from "./cells.ts";

/** For comparing only: no width, no case, no whitespace at all. */
export function comparable(text: string): string {
  // Most cells are plain already; the long way is what a ledger of 50,000 rows would spend its time on.
  if (/^[\u4E00-\u9FFF0-9a-z]*$/.test(text)) return text;
  return text.normalize("NFKC").replaceAll(invisibleMarks, "").replace(/\s+/g, "").toLowerCase();
}

/**
 * Text of several lines: outer whitespace and the tabs that pad each line are dropped, inner line breaks and the two-space
 * paragraph indents of Chinese typing are kept.
 */
export function cleanText(text: string): string {
  if (!/[\n\r\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/.test(text)) return text.trim();
  return text
    .replaceAll(invisibleMarks, "")
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(/^[\t \u00A0]+|\s+$/g, ""))
    .join("\n")
    .trim();
}

/** Text for a one-line field: line breaks in the cell become a space. */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s*\n\s*/g, " ");
}

/** A number as Excel shows it in a wide enough cell: all digits, no exponent, no binary noise. */
function numberText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(15)));
}

/** The cell as a person reads it. */
export function cellText(cell: CellValue): string {
  if (cell === null) return "";
  if (isMoment(cell)) return cell.moment.replace(/T00:00:00$/, "").replace("T", " ");
  if (typeof cell === "number") return numberText(cell);
  if (typeof cell === "boolean") return cell ? "是" : "否";
  return cleanText(cell);
}

export function isBlank(cell: CellValue | undefined): boolean {
  return cell === undefined || cell === null || (typeof cell === "string" && cellText(cell) === "");
}

/** A dash, a slash or 无 that a clerk puts where there is nothing to say. */
export function isPlaceholder(text: string): boolean {
  return /^(?:[-—–_/\\、.·]+|无|暂无|没有|空)$/.test(text);
}

/** Phone and document numbers: half-width, no inner spaces, digits of number cells kept whole. */
export function identifier(cell: CellValue): string {
  return identifierText(cellText(cell)).replace(/\s+/g, "");
}

/** Digits that a spreadsheet rounded before the file was written, e.g. `1.38E+10`: they cannot be had back. */
export function isRoundedNumber(text: string): boolean {
  return /^\d(?:\.\d+)?E\+\d+$/i.test(text);
}

/** `王 芳` is set with a space, wide or narrow, so that names align; the name is 王芳. */
export function personName(text: string): string {
  const line = oneLine(text).replace(/\u3000/g, " ");
  return /^\p{Script=Han}(?: +\p{Script=Han})+$/u.test(line) ? line.replace(/ +/g, "") : line;
}

/** Several names in one cell, in the order written. */
export function splitNames(text: string): string[] {
  return cleanText(text)
    .split(/[、,，;；/\n]+/)
    .flatMap((piece) => {
      const parts = piece.trim().split(/[\s\u3000]+/);
      const whole = parts.every((part) => /^\p{Script=Han}{2,}$/u.test(part));
      return whole ? parts : [personName(piece)];
    })
    .filter((name) => name !== "");
}

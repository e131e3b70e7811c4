import { ledgerLimits } from "./limits.ts";
import { cutText } from "../schema/plain-text.ts";

/**
 * Text that leaves as a spreadsheet cell. What a caller typed must never run on the PC that opens the file: Excel, WPS and
 * LibreOffice take a cell that begins with one of these characters for a formula, in Chinese settings also the full-width
 * ones (OWASP, “CSV Injection”).
 */
const formulaStart = /^[=+\-@＝＋－＠\t\r\n]/u;
const guarded = /^'[=+\-@＝＋－＠\t\r\n]/u;

/** Whether a spreadsheet that reads the text from a CSV might run it. */
export const startsLikeFormula = (text: string): boolean => formulaStart.test(text);

/** The text with an apostrophe in front where a spreadsheet would take it for a formula. For CSV alone. */
export const guardFormula = (text: string): string => (startsLikeFormula(text) ? `'${text}` : text);

/** Takes off the apostrophe that {@link guardFormula} put there. */
export const unguardFormula = (text: string): string => (guarded.test(text) ? text.slice(1) : text);

// Excel cuts longer cells off or calls the file damaged.
const LONGEST_CELL = ledgerLimits.cellLength;

/**
 * Text for an .xlsx cell, which is written as a string cell and therefore never a formula: without the control characters
 * that XML cannot hold (one of them makes the whole workbook unreadable), and no longer than a cell may be.
 */
export function xlsxText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- exactly these are meant
  const clean = text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "");
  return clean.length > LONGEST_CELL ? `${cutText(clean, LONGEST_CELL - 1)}…` : clean;
}

/** Which year a ledger is about, from what stands around its rows. */
import type { SheetData } from "./cells.ts";
import { cellText } from "./normalise.ts";

/** The date on which a form was filled in (`填报时间：2024年1月5日`) does not name the ledger's year. */
function yearIn(text: string): number | null {
  const plain = text.normalize("NFKC");
  const match =
    /(?<!\d)((?:19|20)\d{2})\s*(?:年度|年(?!\s*\d{1,2}\s*月\s*\d)|度)/.exec(plain) ??
    /(?<![\d./-])(20\d{2})(?!\d|[./年-]\d)/.exec(plain);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** The year in the rows above the header (`2023年度`), else in the sheet's name, else in the file's; null when none says. */
export function yearOf(sheet: SheetData, headerRow: number, file: string): number | null {
  const above = sheet.rows
    .slice(0, headerRow)
    .flat()
    .map((cell) => cellText(cell));
  for (const text of [...above, sheet.name, file]) {
    const year = yearIn(text);
    if (year !== null) return year;
  }
  return null;
}

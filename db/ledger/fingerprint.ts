/** Recognises a ledger row that was imported before, also from a copy saved as CSV, with rows moved or renumbered. */
import { createHash } from "node:crypto";
import type { ListedKind } from "../schema/kinds.ts";
import { isMoment, type CellValue } from "../spreadsheet/cells.ts";
import { parseMoment } from "../spreadsheet/dates.ts";
import type { HeaderColumn } from "../spreadsheet/cells.ts";
import { cellText, comparable, isBlank } from "../spreadsheet/normalise.ts";
import { SEQUENCE } from "./targets.ts";

/** Only a date with its year in full: bare numbers must come out the same from a number cell and from text. */
const writtenDate = /^\d{4}\s*[年./-]/;

/** A cell as it would also come out of a CSV copy: dates as ISO, numbers as digits, no width, no whitespace. */
function canonical(cell: CellValue): string {
  const text = comparable(cellText(cell));
  if (!isMoment(cell) && !writtenDate.test(text)) return text;
  const moment = parseMoment(cell, { year: null, date1904: false });
  return moment.ok && !moment.lossy && moment.end === null ? moment.value.replace(/T00:00$/, "") : text;
}

/** Gives the rows of one file their import keys; identical rows are told apart by their order. */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  /** SHA-256 over the kind and the row's filled cells by column name, in no particular column order. */
  key(kind: ListedKind, columns: readonly HeaderColumn[], cells: readonly CellValue[]): string {
    const parts = columns
      .filter(({ index, target }) => target !== SEQUENCE && !isBlank(cells[index]))
      .map(({ index, header }) => [comparable(header), canonical(cells[index] ?? null)])
      .toSorted(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
    const content = JSON.stringify([kind, parts]);
    const ordinal = (this.#seen.get(content) ?? 0) + 1;
    this.#seen.set(content, ordinal);
    return createHash("sha256").update(`${content}\n${ordinal}`).digest("hex");
  }
}

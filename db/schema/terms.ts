/** 届次: which one a day belongs to, and the sectors (界别) that it has. Pure. */
import type { Settings } from "./settings.ts";

/** The term that had begun on a day, `YYYY-MM-DD`; null while no dates are filled in. */
export function termOn(terms: Settings["terms"], day: string): string | null {
  const begun = terms.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return begun.at(-1)?.term ?? null;
}

/** 第十五届, 15届 and 十五届 are one term, however a roster writes it. */
export const isSameTerm = (one: string, other: string): boolean => plainTerm(one) === plainTerm(other);

const plainTerm = (term: string): string =>
  term
    .normalize("NFKC")
    .replaceAll(/\s/g, "")
    .replace(/^第/u, "")
    .replaceAll(/\d{1,2}/g, chineseNumber);

const digits = "零一二三四五六七八九";

/** 1 to 99 as they are spoken: 十, 十五, 二十, 二十一. */
function chineseNumber(written: string): string {
  const number = Number(written);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens === 0 ? "" : `${tens === 1 ? "" : (digits[tens] ?? "")}十`;
  return `${head}${ones === 0 && tens > 0 ? "" : (digits[ones] ?? "")}`;
}

/** The 15 of 第十五届; null for a name without a number. */
export function termNumber(term: string): number | null {
  const [, tens, ones] = /^(?:([一二三四五六七八九]?)十)?([一二三四五六七八九]?)届/u.exec(plainTerm(term)) ?? [];
  if (tens === undefined && (ones ?? "") === "") return null;
  const ten = tens === undefined ? 0 : tens === "" ? 1 : digits.indexOf(tens);
  return ten * 10 + (ones === undefined || ones === "" ? 0 : digits.indexOf(ones));
}

type SectorLists = Pick<Settings, "sectors" | "termSectors">;

/** A term's sectors; the common list for a term that has none of its own, and where no term is known. */
export function sectorsOfTerm({ sectors, termSectors }: SectorLists, term: string | null): readonly string[] {
  if (term === null) return sectors;
  return termSectors.find((one) => isSameTerm(one.term, term))?.sectors ?? sectors;
}

/** Whether the term's list has the sector. What it lacks stays in the record and is marked. */
export const isSectorListed = (lists: SectorLists, term: string | null, sector: string): boolean =>
  sectorsOfTerm(lists, term).includes(sector.trim());

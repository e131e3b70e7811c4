/** ID and telephone numbers that stand in running text, where everybody who gets the paper would read them. Pure. */

export interface FoundNumber {
  readonly sort: "idNumber" | "phoneNumber";
  /** Where it begins in the text as typed, in UTF-16 units. */
  readonly at: number;
  /** The line it stands in, from 1. */
  readonly line: number;
  /** With its middle hidden, so that the remark does not repeat it. */
  readonly masked: string;
}

const hidden = "****";

/** Full-width digits count too; the replacement keeps every place. */
const plainDigits = (text: string): string =>
  text.replaceAll(/[０-９Ｘｘ－]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfe_e0));

const idPattern = /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g;
/** 139 8819 2468, 139-8819-2468, +86 13988192468 */
const mobilePattern = /(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.])/g;
/** 0772-5218868, (0772)5218868, 023 67611234; without an area code it might be any number. */
const landlinePattern = /(?<![\d-])(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3}[- ])\d{7,8}(?!\d)/g;

export function personalNumbers(text: string): readonly FoundNumber[] {
  const plain = plainDigits(text);
  const found: FoundNumber[] = [];
  const add = (sort: FoundNumber["sort"], at: number, number: string) =>
    found.push({ sort, at, line: plain.slice(0, at).split("\n").length, masked: mask(number) });
  for (const match of plain.matchAll(idPattern)) {
    if (isIdNumber(match[0])) add("idNumber", match.index, match[0]);
  }
  for (const pattern of [mobilePattern, landlinePattern]) {
    for (const match of plain.matchAll(pattern)) add("phoneNumber", match.index, match[0]);
  }
  return found.toSorted((a, b) => a.at - b.at);
}

const mask = (number: string): string => `${number.slice(0, 3)}${hidden}${number.slice(-4)}`;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = "10X98765432";

/** GB 11643: a day of birth that exists, and the check digit of ISO 7064 MOD 11-2. */
export function isIdNumber(number: string): boolean {
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const time = Date.parse(birth);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(birth)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return checkDigits[sum % checkDigits.length] === number[17]?.toUpperCase();
}

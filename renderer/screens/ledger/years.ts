/** Years to choose from: ledgers older than a dozen years are not found on these PCs; another detected one is offered too. */
const YEARS_BACK = 12;

/** Newest first; next year too, for ledgers that are begun in December. */
export function yearChoices(detected: number | null, thisYear: number = new Date().getFullYear()): readonly number[] {
  const years = new Set(Array.from({ length: YEARS_BACK + 2 }, (_, back) => thisYear + 1 - back));
  if (detected !== null) years.add(detected);
  return [...years].toSorted((a, b) => b - a);
}

/** The table's rows in the order and selection that was asked for. Pure. */
import type { DutyKey, DutyRow } from "../../../db/api/operations.ts";

export interface Sorting {
  /** `name` is the order of the service: by pinyin; or one of the figures. */
  readonly by: DutyKey;
  readonly isDescending: boolean;
}

/** Numbers begin with the largest, names with A. */
export const sortingBy = (by: Sorting["by"], before: Sorting): Sorting =>
  before.by === by ? { by, isDescending: !before.isDescending } : { by, isDescending: by !== "name" };

/** 缺 is no number: it stays at the end in either direction. Equal ones keep the order by pinyin. */
export function sorted(rows: readonly DutyRow[], { by, isDescending }: Sorting): readonly DutyRow[] {
  if (by === "name") return isDescending ? rows.toReversed() : rows;
  return rows.toSorted((a, b) => {
    const [left, right] = [a.values[by] ?? null, b.values[by] ?? null];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return isDescending ? right - left : left - right;
  });
}

/**
 * @param initials of the members' names, by id
 * @param inSector null for every sector
 */
export function matching(
  rows: readonly DutyRow[],
  search: string,
  initials: ReadonlyMap<string, string>,
  inSector: string | null = null,
): readonly DutyRow[] {
  const wanted = search.trim().toLowerCase();
  const ofSector = inSector === null ? rows : rows.filter(({ sector }) => sector === inSector);
  if (wanted === "") return ofSector;
  return ofSector.filter(
    ({ id, name, sector, employer }) =>
      [name, sector, employer].some((text) => text?.toLowerCase().includes(wanted) === true) ||
      initials.get(id)?.startsWith(wanted) === true,
  );
}

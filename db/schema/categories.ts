/** 类别: what has become of a category that a record has. Records keep their text; the list only says how it stands now. Pure. */

/** The settings of that name. */
export interface CategoryLists {
  readonly categories: readonly string[];
  readonly categoriesOff: readonly string[];
  readonly categoriesRenamed: readonly { readonly from: string; readonly to: string }[];
}

const isBelow = (path: string, above: string): boolean => path === above || path.startsWith(`${above}/`);

/** Whether it, or a level above it, is no longer offered. */
export const isCategoryOff = ({ categoriesOff }: Pick<CategoryLists, "categoriesOff">, path: string): boolean =>
  categoriesOff.some((off) => isBelow(path, off));

/** Whether the list has it, as an entry or as a level above entries. */
export const isCategoryListed = ({ categories }: Pick<CategoryLists, "categories">, path: string): boolean =>
  categories.some((entry) => isBelow(entry, path));

export type CategoryState =
  | { readonly is: "offered" }
  /** Stopped: it stays in records and is not offered for new ones. */
  | { readonly is: "off" }
  | { readonly is: "renamed"; readonly to: string }
  /** Never was in the list, or is gone from it. */
  | { readonly is: "unlisted" };

/** @param path as a record has it; an empty list knows nothing, so everything counts as offered */
export function categoryState(lists: CategoryLists, path: string): CategoryState {
  if (lists.categories.length === 0) return { is: "offered" };
  if (isCategoryListed(lists, path)) return isCategoryOff(lists, path) ? { is: "off" } : { is: "offered" };
  const to = followRenames(lists.categoriesRenamed, path);
  return to !== path && isCategoryListed(lists, to) ? { is: "renamed", to } : { is: "unlisted" };
}

/** Follows the renamings in their order; a renamed level takes along what is below it. */
export const followRenames = (renamed: CategoryLists["categoriesRenamed"], path: string): string =>
  renamed.reduce((now, { from, to }) => (isBelow(now, from) ? `${to}${now.slice(from.length)}` : now), path);

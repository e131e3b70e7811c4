/** Which lines of the tree are drawn: what is open, or what was found. Pure. */
import type { CategoryNode, NewPlace, Tree } from "./tree.ts";

export interface NodeRow {
  readonly node: CategoryNode;
  readonly path: string;
  /** 1 is the first level. */
  readonly level: number;
  readonly isOpen: boolean;
  /** It, or a level above it, is stopped. */
  readonly isOff: boolean;
  readonly place: number;
  readonly siblings: number;
}

/**
 * @param open ids whose children show
 * @param found ids that were searched for; null shows the whole tree. What stands above a find shows with it, open.
 */
export function visibleRows(
  tree: Tree,
  open: ReadonlySet<string>,
  found: ReadonlySet<string> | null,
): readonly NodeRow[] {
  const rows: NodeRow[] = [];
  const hold = new Map<CategoryNode, boolean>();
  const holds = (node: CategoryNode): boolean => {
    let known = hold.get(node);
    if (known === undefined) {
      known = found?.has(node.id) === true || node.children.some(holds);
      hold.set(node, known);
    }
    return known;
  };
  const take = (nodes: Tree, above: { path: string; level: number; isOff: boolean; isFound: boolean }) => {
    const shown = found === null || above.isFound ? nodes : nodes.filter(holds);
    for (const [index, node] of shown.entries()) {
      const path = above.path === "" ? node.name : `${above.path}/${node.name}`;
      const isOff = above.isOff || node.isOff;
      const isFound = above.isFound || found?.has(node.id) === true;
      // Below a find everything may be opened by hand; on the way to one it is open by itself.
      const leads = found !== null && node.children.some(holds);
      const isOpen = node.children.length > 0 && (open.has(node.id) || leads);
      rows.push({ node, path, level: above.level, isOpen, isOff, place: index + 1, siblings: shown.length });
      if (isOpen) take(node.children, { path, level: above.level + 1, isOff, isFound });
    }
  };
  take(tree, { path: "", level: 1, isOff: false, isFound: false });
  return rows;
}

/** Before which row a new one is written, and how deep. */
export function newRowAt(
  rows: readonly NodeRow[],
  place: NewPlace,
): { readonly index: number; readonly level: number } {
  const id = "after" in place ? place.after : place.below;
  const at = rows.findIndex((row) => row.node.id === id);
  const row = rows[at];
  if (row === undefined) return { index: rows.length, level: 1 };
  let index = at + 1;
  while ((rows[index]?.level ?? 0) > row.level) index += 1;
  return { index, level: "after" in place ? row.level : row.level + 1 };
}

/** How many records use it or what is below it. */
export function usesBelow(path: string, uses: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const [used, times] of uses) if (used === path || used.startsWith(`${path}/`)) count += times;
  return count;
}

/** The categories as a tree, from the settings' "一级/二级/三级". Pure. */

export interface CategoryNode {
  readonly name: string;
  /** From the first level on, parted by slashes: what a record stores. */
  readonly path: string;
  readonly children: readonly CategoryNode[];
}

export function categoryTree(paths: readonly string[]): readonly CategoryNode[] {
  interface Growing {
    readonly name: string;
    readonly path: string;
    readonly children: Growing[];
  }
  const roots: Growing[] = [];
  for (const path of paths) {
    let siblings = roots;
    let above = "";
    for (const name of path.split("/").filter((level) => level !== "")) {
      above = above === "" ? name : `${above}/${name}`;
      let node = siblings.find((one) => one.name === name);
      if (node === undefined) {
        node = { name, path: above, children: [] };
        siblings.push(node);
      }
      siblings = node.children;
    }
  }
  return roots;
}

/** The columns that are open for these choices: the roots, then the children of each chosen node that has any. */
export function openColumns(
  roots: readonly CategoryNode[],
  chosen: readonly number[],
): readonly (readonly CategoryNode[])[] {
  const columns = [roots];
  for (const index of chosen) {
    const children = columns.at(-1)?.[index]?.children ?? [];
    if (children.length === 0) break;
    columns.push(children);
  }
  return columns;
}

/** Where a stored category stands in the tree, level by level; shorter when the tree does not know the rest. */
export function placeOf(roots: readonly CategoryNode[], path: string): readonly number[] {
  const places: number[] = [];
  let siblings = roots;
  for (const name of path.split("/")) {
    const index = siblings.findIndex((node) => node.name === name);
    if (index === -1) break;
    places.push(index);
    siblings = siblings[index]?.children ?? [];
  }
  return places;
}

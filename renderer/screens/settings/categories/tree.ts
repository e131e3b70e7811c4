/**
 * The three-level list of categories as a tree that can be edited. Pure.
 *
 * The settings keep paths ("一级/二级/三级"); a record keeps the path that was chosen, as text. So an edit never touches a
 * record: a level that is renamed or moved leaves a note of its old path behind, and one that records use is stopped, not
 * thrown away.
 */
import { followRenames, type CategoryLists } from "../../../../db/schema/categories.ts";

export const LEVELS = 3;
/** Of a whole path, as the settings' schema allows. */
const LONGEST_PATH = 200;
const MOST_RENAMES = 5_000;

export interface CategoryNode {
  /** Stays the same while the tree is edited. */
  readonly id: string;
  readonly name: string;
  /** The path it has in the saved list; null for a new one. */
  readonly was: string | null;
  /** The saved list has it as an entry, beside those below it. */
  readonly isListed: boolean;
  readonly isOff: boolean;
  readonly children: Tree;
}
export type Tree = readonly CategoryNode[];

/** Why an edit cannot be made; words in `settings.categories.refused`. */
export type Refusal = "empty" | "taken" | "tooDeep" | "tooLong" | "intoItself";
export type Edited = { readonly tree: Tree; readonly id: string } | { readonly refused: Refusal };

export interface Found {
  readonly node: CategoryNode;
  /** From the first level down to its parent. */
  readonly above: Tree;
  readonly siblings: Tree;
  readonly index: number;
}

export function toTree({ categories, categoriesOff }: Pick<CategoryLists, "categories" | "categoriesOff">): Tree {
  const listed = new Set(categories);
  const off = new Set(categoriesOff);
  interface Growing extends CategoryNode {
    readonly children: Growing[];
  }
  const roots: Growing[] = [];
  const known = new Map<string, Growing>();
  for (const entry of categories) {
    let siblings = roots;
    let path = "";
    for (const name of entry.split("/").filter((level) => level !== "")) {
      path = path === "" ? name : `${path}/${name}`;
      let node = known.get(path);
      if (node === undefined) {
        node = { id: path, name, was: path, isListed: listed.has(path), isOff: off.has(path), children: [] };
        known.set(path, node);
        siblings.push(node);
      }
      siblings = node.children;
    }
  }
  return roots;
}

/** Every node with its path, parents before their children. */
export function walk(tree: Tree, above = ""): readonly { readonly node: CategoryNode; readonly path: string }[] {
  return tree.flatMap((node) => {
    const path = above === "" ? node.name : `${above}/${node.name}`;
    return [{ node, path }, ...walk(node.children, path)];
  });
}

/** @param before the saved lists, whose notes of earlier renamings are kept */
export function toLists(tree: Tree, before: Pick<CategoryLists, "categoriesRenamed">): CategoryLists {
  const nodes = walk(tree);
  const renamed: { from: string; to: string }[] = [];
  for (const { node, path } of nodes) {
    if (node.was === null) continue;
    // A level above that was renamed takes this one along; only what differs from that is noted.
    const from = followRenames(renamed, node.was);
    if (from !== path) renamed.push({ from, to: path });
  }
  return {
    categories: nodes.filter(({ node }) => node.isListed || node.children.length === 0).map(({ path }) => path),
    categoriesOff: nodes.filter(({ node }) => node.isOff).map(({ path }) => path),
    categoriesRenamed: [...before.categoriesRenamed, ...renamed].slice(-MOST_RENAMES),
  };
}

export function find(tree: Tree, id: string, above: Tree = []): Found | null {
  for (const [index, node] of tree.entries()) {
    if (node.id === id) return { node, above, siblings: tree, index };
    const below = find(node.children, id, [...above, node]);
    if (below !== null) return below;
  }
  return null;
}

/** Slashes part levels, so a name has none; full-width spaces come with text from WPS. */
export const tidyName = (text: string): string =>
  text
    .replaceAll(/[\u00a0\u3000]/gu, " ")
    .replaceAll(/\s*[/／]\s*/gu, "、")
    .trim();

const heightOf = (node: CategoryNode): number => 1 + Math.max(0, ...node.children.map(heightOf));

/** The tree with one parent's children changed; the first level when `parent` is null. */
function withChildren(tree: Tree, parent: string | null, change: (children: Tree) => Tree): Tree {
  if (parent === null) return change(tree);
  return tree.map((node) => {
    if (node.id === parent) return { ...node, children: change(node.children) };
    const children = withChildren(node.children, parent, change);
    return children.every((child, index) => child === node.children[index]) ? node : { ...node, children };
  });
}

const withNode = (tree: Tree, id: string, change: (node: CategoryNode) => CategoryNode): Tree =>
  tree.map((node) => {
    if (node.id === id) return change(node);
    const children = withNode(node.children, id, change);
    return children.every((child, index) => child === node.children[index]) ? node : { ...node, children };
  });

/** What keeps a node from standing below `above` among `siblings`; null when it may. */
function refusal(above: Tree, siblings: Tree, node: CategoryNode): Refusal | null {
  if (node.name === "") return "empty";
  if (siblings.some((other) => other.id !== node.id && other.name === node.name)) return "taken";
  // A list that came deeper from elsewhere stays as it is; nothing is moved that deep.
  if (above.length + heightOf(node) > LEVELS) return "tooDeep";
  const start = above.map(({ name }) => name).join("/");
  const longest = Math.max(...walk([node]).map(({ path }) => path.length));
  return longest + (start === "" ? 0 : start.length + 1) > LONGEST_PATH ? "tooLong" : null;
}

/** Where a new node goes: right behind a sibling, or as the last one below a parent (null: of the first level). */
export type NewPlace = { readonly after: string } | { readonly below: string | null };

/** Also among those of an earlier run of the program, whose unsaved tree is edited on. */
const newId = (): string => `new:${crypto.randomUUID()}`;

export function add(tree: Tree, place: NewPlace, name: string): Edited {
  const at = "after" in place ? find(tree, place.after) : place.below === null ? null : find(tree, place.below);
  const above = at === null ? [] : "after" in place ? at.above : [...at.above, at.node];
  const siblings = above.at(-1)?.children ?? tree;
  const id = newId();
  const node = { id, name: tidyName(name), was: null, isListed: false, isOff: false, children: [] };
  const refused = refusal(above, siblings, node);
  if (refused !== null) return { refused };
  const index = "after" in place && at !== null ? at.index + 1 : siblings.length;
  return { tree: withChildren(tree, above.at(-1)?.id ?? null, (children) => children.toSpliced(index, 0, node)), id };
}

export function rename(tree: Tree, id: string, name: string): Edited {
  const at = find(tree, id);
  if (at === null) return { tree, id };
  const node = { ...at.node, name: tidyName(name) };
  // One that is too deep already may be renamed where it is.
  const refused = refusal(at.above, at.siblings, node);
  if (refused !== null && refused !== "tooDeep") return { refused };
  return { tree: withNode(tree, id, () => node), id };
}

/** One place up or down among its siblings; null at the end. */
export function shift(tree: Tree, id: string, by: -1 | 1): Edited | null {
  const at = find(tree, id);
  const other = at?.siblings[at.index + by];
  if (at === null || other === undefined) return null;
  const parent = at.above.at(-1)?.id ?? null;
  return { tree: withChildren(tree, parent, (all) => all.with(at.index, other).with(at.index + by, at.node)), id };
}

/** Below another node, or to the first level (`to: null`), with all that is below it. */
export function moveTo(tree: Tree, id: string, to: string | null, behind: string | null = null): Edited {
  const at = find(tree, id);
  const target = to === null ? null : find(tree, to);
  if (at === null) return { tree, id };
  if (target !== null && [...target.above, target.node].some((one) => one.id === id)) return { refused: "intoItself" };
  const above = target === null ? [] : [...target.above, target.node];
  const refused = refusal(above, target?.node.children ?? tree, at.node);
  if (refused !== null) return { refused };
  const without = remove(tree, id);
  return {
    tree: withChildren(without, to, (children) => {
      const index = children.findIndex((child) => child.id === behind);
      return children.toSpliced(index === -1 ? children.length : index + 1, 0, at.node);
    }),
    id,
  };
}

/** One level up (behind its parent), or down (below the sibling before it); null where there is none. */
export function changeLevel(tree: Tree, id: string, by: "out" | "in"): Edited | null {
  const at = find(tree, id);
  if (at === null) return null;
  const parent = at.above.at(-1);
  if (by === "out") {
    return parent === undefined ? null : moveTo(tree, id, at.above.at(-2)?.id ?? null, parent.id);
  }
  const before = at.siblings[at.index - 1];
  return before === undefined ? null : moveTo(tree, id, before.id);
}

/** Stops a category, or offers it again. */
export const setOff = (tree: Tree, id: string, isOff: boolean): Tree =>
  withNode(tree, id, (node) => ({ ...node, isOff }));

/** A parent that loses its last child becomes an entry of its own. */
export function remove(tree: Tree, id: string): Tree {
  const at = find(tree, id);
  return at === null
    ? tree
    : withChildren(tree, at.above.at(-1)?.id ?? null, (children) => children.filter((node) => node.id !== id));
}

/** The tree of another list (pasted, or from a file): what stays keeps its id and its state. */
export function replaceBy(tree: Tree, paths: readonly string[]): Tree {
  const known = new Map(walk(tree).map(({ node, path }) => [path, node]));
  const keep = (nodes: Tree, above: string): Tree =>
    nodes.map((node) => {
      const path = above === "" ? node.name : `${above}/${node.name}`;
      const old = known.get(path);
      const children = keep(node.children, path);
      if (old !== undefined) return { ...old, isListed: node.isListed, children };
      return { ...node, id: newId(), was: null, children };
    });
  return keep(toTree({ categories: paths, categoriesOff: [] }), "");
}

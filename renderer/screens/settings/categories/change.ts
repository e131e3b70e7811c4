/** What saving an edited tree changes, so that a slip of the hand in a list of 500 is noticed. Pure. */
import { toLists, walk, type Tree } from "./tree.ts";

export interface TreeChange {
  readonly added: number;
  /** Paths of the saved list that are gone. */
  readonly removed: readonly string[];
  /** Renamed or moved by themselves, not along with a level above. */
  readonly moved: number;
  /** Stopped, or offered again. */
  readonly stopped: number;
  /** Only their order differs. */
  readonly isReordered: boolean;
}

/** null when nothing differs. */
export function changeOf(saved: Tree, tree: Tree): TreeChange | null {
  const before = walk(saved);
  const now = walk(tree);
  const kept = new Map(now.flatMap((one) => (one.node.was === null ? [] : [[one.node.was, one] as const])));
  const stayed = before.filter(({ path }) => kept.has(path));
  const change = {
    added: now.filter(({ node }) => node.was === null).length,
    removed: before.filter(({ path }) => !kept.has(path)).map(({ path }) => path),
    moved: toLists(tree, { categoriesRenamed: [] }).categoriesRenamed.length,
    stopped: stayed.filter(({ node, path }) => kept.get(path)?.node.isOff !== node.isOff).length,
    isReordered: stayed.map(({ path }) => path).join("\n") !== [...kept.keys()].join("\n"),
  };
  const isSame = change.added + change.removed.length + change.moved + change.stopped === 0 && !change.isReordered;
  return isSame ? null : change;
}

/** The tree being edited, with its steps back and forth; kept while another section is looked at. */
import { useMemo } from "react";
import type { Settings } from "../../../../db/schema/settings.ts";
import { useDistrictKeys } from "../source-hint.tsx";
import { useUnsaved } from "../unsaved.ts";
import { changeOf, type TreeChange } from "./change.ts";
import { toLists, toTree, type Tree } from "./tree.ts";

interface Draft {
  readonly tree: Tree;
  readonly past: readonly Tree[];
  readonly future: readonly Tree[];
  /** The saved list when the first edit was made. */
  readonly base: readonly string[];
}

export interface CategoryDraft {
  readonly tree: Tree;
  readonly isLocked: boolean;
  /** What saving would change; null for nothing. */
  readonly change: TreeChange | null;
  readonly put: (tree: Tree) => void;
  /** null when there is no step. */
  readonly undo: (() => void) | null;
  readonly redo: (() => void) | null;
  readonly drop: () => void;
  /** What saving writes. */
  readonly values: () => Pick<Settings, "categories" | "categoriesOff" | "categoriesRenamed">;
}

const STEPS = 200;

export function useCategoryDraft(settings: Settings): CategoryDraft {
  const [edit, put] = useUnsaved<Draft>("lists.categories");
  const isLocked = useDistrictKeys().has("categories");
  const { categories, categoriesOff } = settings;
  const saved = useMemo(() => toTree({ categories, categoriesOff }), [categories, categoriesOff]);
  // What was edited before the district set the list cannot be saved any more.
  const draft: Draft = isLocked || edit === null ? { tree: saved, past: [], future: [], base: categories } : edit;
  const { tree, past, future, base } = draft;
  const change = useMemo(() => changeOf(saved, tree), [saved, tree]);
  const [next] = future;
  const before = past.at(-1);
  return {
    tree,
    isLocked,
    change,
    put: (changed) => {
      if (changed !== tree) put({ tree: changed, past: [...past, tree].slice(-STEPS), future: [], base });
    },
    undo:
      before === undefined
        ? null
        : () => put({ tree: before, past: past.slice(0, -1), future: [tree, ...future], base }),
    redo: next === undefined ? null : () => put({ tree: next, past: [...past, tree], future: future.slice(1), base }),
    drop: () => put(null),
    values: () => {
      const lists = toLists(tree, settings);
      // A form may have added one meanwhile.
      const held = new Set([...base, ...lists.categories]);
      return {
        categories: [...lists.categories, ...categories.filter((path) => !held.has(path))],
        categoriesOff: [...lists.categoriesOff],
        categoriesRenamed: lists.categoriesRenamed.map((one) => ({ ...one })),
      };
    },
  };
}

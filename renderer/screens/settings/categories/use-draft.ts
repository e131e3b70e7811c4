/** The tree being edited, with its steps back and forth; kept while another section is looked at. */
import { useMemo } from "react";
import { z } from "zod";
import { create } from "zustand";
import type { Settings } from "../../../../db/schema/settings.ts";
import type { Typed } from "../../../ui/use-typed.ts";
import { useDistrictKeys } from "../editing/source-hint.tsx";
import { useUnsaved } from "../editing/unsaved.ts";
import { changeOf, type TreeChange } from "./change.ts";
import { toLists, toTree, type CategoryNode, type Tree } from "./tree.ts";

interface Draft {
  readonly tree: Tree;
  /** The saved list when the first edit was made. */
  readonly base: readonly string[];
}

const nodeSchema: z.ZodType<CategoryNode> = z.lazy(() =>
  z.object({
    id: z.string(),
    name: z.string(),
    was: z.string().nullable(),
    isListed: z.boolean(),
    isOff: z.boolean(),
    children: z.array(nodeSchema),
  }),
);
const draftSchema: z.ZodType<Draft> = z.object({ tree: z.array(nodeSchema), base: z.array(z.string()) });

/** Steps back and forth: hundreds of whole trees, so in memory alone. */
interface Steps {
  readonly past: readonly Tree[];
  readonly future: readonly Tree[];
}
const noSteps: Steps = { past: [], future: [] };
const useSteps = create<Steps>()(() => noSteps);

export interface CategoryDraft {
  /** The tree and what it was made from, as it is kept until it is saved. */
  readonly typed: Typed<Draft>;

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
  const typed = useUnsaved("lists.categories", draftSchema);
  const steps = useSteps();
  const isLocked = useDistrictKeys().has("categories");
  const { categories, categoriesOff } = settings;
  const saved = useMemo(() => toTree({ categories, categoriesOff }), [categories, categoriesOff]);
  // What was edited before the district set the list cannot be saved any more.
  const draft: Draft = isLocked || typed.value === null ? { tree: saved, base: categories } : typed.value;
  const { tree, base } = draft;
  // Steps of a tree that was saved or given up lead nowhere.
  const { past, future } = isLocked || typed.value === null ? noSteps : steps;
  const go = (to: Tree, next: Steps): void => {
    useSteps.setState(next);
    typed.put({ tree: to, base });
  };
  const change = useMemo(() => changeOf(saved, tree), [saved, tree]);
  const [next] = future;
  const before = past.at(-1);
  return {
    typed,
    tree,
    isLocked,
    change,
    put: (changed) => {
      if (changed !== tree) go(changed, { past: [...past, tree].slice(-STEPS), future: [] });
    },
    undo: before === undefined ? null : () => go(before, { past: past.slice(0, -1), future: [tree, ...future] }),
    redo: next === undefined ? null : () => go(next, { past: [...past, tree], future: future.slice(1) }),
    drop: () => typed.put(null),
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

/** Which nodes a search means: by text, by pinyin, by initials. */
import { useMemo } from "react";
import { lettersOf, readsFrom } from "../../../commands/reading.ts";
import { useQuery } from "../../../stores/use-query.ts";
import { walk, type Tree } from "./tree.ts";

/** @returns null for an empty search, which means everything */
export function useFoundNames(tree: Tree, search: string): ReadonlySet<string> | null {
  const wanted = search.trim().toLowerCase();
  const nodes = useMemo(() => walk(tree), [tree]);
  const names = useMemo(() => [...new Set(nodes.map(({ node }) => node.name))], [nodes]);
  const isLetters = /^[a-z' ]+$/.test(wanted);
  const { data } = useQuery("search.readings", isLetters ? { texts: names } : null);
  return useMemo(() => {
    if (wanted === "") return null;
    const letters = lettersOf(wanted);
    const read = new Map(names.map((name, index) => [name, data?.[index]]));
    const isMeant = (name: string, path: string): boolean => {
      if (name.toLowerCase().includes(wanted) || (wanted.includes("/") && path.toLowerCase().includes(wanted)))
        return true;
      const reading = isLetters ? read.get(name) : undefined;
      if (reading === undefined) return false;
      return reading.initials.includes(letters) || readsFrom(reading, letters) !== -1;
    };
    return new Set(nodes.filter(({ node, path }) => isMeant(node.name, path)).map(({ node }) => node.id));
  }, [wanted, isLetters, names, data, nodes]);
}

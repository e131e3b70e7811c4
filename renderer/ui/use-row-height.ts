/** Fixed row heights of the long lists. */
import type { Virtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";

/** Places the rows anew when the text size changes; not when a list opens, which has just placed its 100,000. */
export function useRowHeight(virtual: Pick<Virtualizer<HTMLDivElement, Element>, "measure">, rowHeight: number): void {
  const placed = useRef(rowHeight);
  useEffect(() => {
    if (placed.current === rowHeight) return;
    placed.current = rowHeight;
    virtual.measure();
  }, [virtual, rowHeight]);
}

/** ↑ and ↓ go from one thing that waits to the next, wherever it stands; Enter opens it because it is a button. */
import { useEffect, type RefObject } from "react";
import { isComposing } from "../../keys/keyboard.ts";

const items = ".today-link";

/** @param isReady the things are drawn; the first then gets the focus, unless somebody has it already */
export function useItemKeys(root: RefObject<HTMLElement | null>, isReady: boolean): void {
  useEffect(() => {
    if (isReady && document.activeElement === document.body) {
      root.current?.querySelector<HTMLElement>(items)?.focus({ preventScroll: true });
    }
  }, [root, isReady]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      if (event.defaultPrevented || isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
      const at = document.activeElement;
      if (root.current === null || at === null || (at !== document.body && !root.current.contains(at))) return;
      const all = [...root.current.querySelectorAll<HTMLElement>(items)];
      const index = all.findIndex((item) => item === at);
      const next = all[index === -1 ? 0 : index + (event.key === "ArrowDown" ? 1 : -1)];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [root]);
}

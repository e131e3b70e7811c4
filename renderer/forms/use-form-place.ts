/** Remembers the cursor and the scrolling of a form while another one is on the screen, and comes back to them. */
import { useLayoutEffect, type RefObject } from "react";
import { focusFirst, goToPlace, isTextControl, pathAt } from "./form-places.ts";
import type { FormSession } from "./form-sessions.ts";

/** @param isNew a new record: its form begins in the first field */
export function useFormPlace(root: RefObject<HTMLElement | null>, session: FormSession, isNew: boolean): void {
  // Before the page is taken away: afterwards nothing is scrolled any more.
  useLayoutEffect(() => {
    const element = root.current;
    if (element === null) return;
    const { view } = session;
    if (view !== null) {
      if (view.path !== null) goToPlace(element, view.path, view.selection);
      element.scrollTo({ top: view.scrollTop });
    } else if (isNew) focusFirst(element);
    let last: Element | null = null;
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof Element) last = event.target;
    };
    element.addEventListener("focusin", onFocus);
    const active = document.activeElement;
    if (active !== null && element.contains(active)) last = active;
    return () => {
      element.removeEventListener("focusin", onFocus);
      session.leaveAt({
        scrollTop: element.scrollTop,
        path: last === null ? null : pathAt(last),
        selection: last !== null && isTextControl(last) ? [last.selectionStart ?? 0, last.selectionEnd ?? 0] : null,
      });
    };
  }, [root, session, isNew]);
}

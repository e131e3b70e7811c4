/** Brings the setting that was looked for into sight and puts the cursor there. */
import { useEffect, type RefObject } from "react";
import type { SettingsRoute } from "../../stores/route.ts";

/** Sections read what they show; one that takes longer is not scrolled any more, because the clerk is reading by then. */
const WAIT_MS = 2_000;
const MARK_MS = 2_500;
const controls =
  'input:not([disabled]):not([type="hidden"]), textarea:not([disabled]), button:not([disabled]), [tabindex="0"]';

/** @param route names the setting, if any; each opening is a new one, which looks again. @param isReady something is drawn */
export function useFound(root: RefObject<HTMLElement | null>, route: SettingsRoute, isReady: boolean): void {
  useEffect(() => {
    const element = root.current;
    const { setting } = route;
    if (!isReady || setting === undefined || element === null) return;
    let mark: ReturnType<typeof setTimeout> | undefined;
    let found: HTMLElement | null = null;
    const look = (): boolean => {
      found = element.querySelector<HTMLElement>(`[data-setting="${setting}"]`);
      if (found === null) return false;
      show(found);
      mark = setTimeout(() => found?.classList.remove("settings-found"), MARK_MS);
      return true;
    };
    const observer = new MutationObserver(() => {
      if (look()) observer.disconnect();
    });
    // The palette gives the focus back while it closes; what was looked for gets it after that.
    const begin = requestAnimationFrame(() => {
      if (!look()) observer.observe(element, { childList: true, subtree: true });
    });
    const end = setTimeout(() => observer.disconnect(), WAIT_MS);
    return () => {
      cancelAnimationFrame(begin);
      observer.disconnect();
      clearTimeout(end);
      clearTimeout(mark);
      found?.classList.remove("settings-found");
    };
  }, [root, route, isReady]);
}

function show(element: HTMLElement): void {
  element.classList.add("settings-found");
  element.scrollIntoView({ block: "start" });
  const control = [...element.querySelectorAll<HTMLElement>(controls)].find(
    (one) => one.offsetParent !== null && one.tabIndex >= 0,
  );
  if (control === undefined) element.tabIndex = -1;
  (control ?? element).focus({ preventScroll: true });
}

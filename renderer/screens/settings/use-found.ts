/** Brings the setting that was looked for into sight and puts the cursor there. */
import { useEffect, type RefObject } from "react";
import type { SettingsRoute } from "../../stores/route.ts";

/** Sections read what they show; by then the clerk is reading it and nothing jumps any more. */
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
    let found: HTMLElement | null = null;
    const look = () => {
      if (found?.isConnected === true) return found.scrollIntoView({ block: "start" });
      found = element.querySelector<HTMLElement>(`[data-setting="${setting}"]`);
      if (found !== null) show(found);
    };
    // What is read later and drawn above it must not push it out of sight again.
    const observer = new MutationObserver(look);
    const stop = () => observer.disconnect();
    // The palette gives the focus back while it closes; what was looked for gets it after that.
    const begin = requestAnimationFrame(() => {
      look();
      observer.observe(element, { childList: true, subtree: true });
    });
    const end = setTimeout(stop, WAIT_MS);
    const unmark = setTimeout(() => found?.classList.remove("settings-found"), MARK_MS);
    for (const event of ["keydown", "pointerdown", "wheel"]) window.addEventListener(event, stop, { passive: true });
    return () => {
      for (const event of ["keydown", "pointerdown", "wheel"]) window.removeEventListener(event, stop);
      cancelAnimationFrame(begin);
      stop();
      clearTimeout(end);
      clearTimeout(unmark);
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

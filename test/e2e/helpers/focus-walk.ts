/** Walks a screen by Tab alone, as somebody without a mouse does. */
import type { Page } from "playwright-core";

export interface FocusWalk {
  /** Tab stayed on one element, or never came back to where it began. */
  readonly isTrapped: boolean;
  readonly last: string;
  readonly stops: number;
  /** Elements that had the focus without showing it. */
  readonly unseen: readonly string[];
}

export interface Stop {
  readonly key: string;
  readonly html: string;
  readonly isSeen: boolean;
  /** In the page, not in the side bar. */
  readonly isInContent: boolean;
}

const limit = 400;

export async function walkByTab(page: Page): Promise<FocusWalk> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.getSelection()?.removeAllRanges();
  });
  const seen = new Map<string, Stop>();
  let previous: Stop | null = null;
  let repeats = 0;
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(currentStop);
    if (stop === null) continue;
    repeats = stop.key === previous?.key ? repeats + 1 : 0;
    if (repeats > 2) return result(seen, true, stop.html);
    // A radio group is entered at another button than the one it was left from, so any stop may close the round.
    if (repeats === 0 && seen.has(stop.key)) return result(seen, !hasSeenAll(seen, stop.key), stop.html);
    previous = stop;
    seen.set(stop.key, stop);
  }
  return result(seen, true, previous?.html ?? "");
}

/** A round that never left the form, or never entered it, is a trap too. */
function hasSeenAll(seen: ReadonlyMap<string, Stop>, from: string): boolean {
  const keys = [...seen.keys()];
  const round = keys.slice(keys.indexOf(from)).map((key) => seen.get(key));
  return round.some((stop) => stop?.isInContent === true) && round.some((stop) => stop?.isInContent === false);
}

const result = (seen: ReadonlyMap<string, Stop>, isTrapped: boolean, last: string): FocusWalk => ({
  isTrapped,
  last,
  stops: seen.size,
  unseen: [...seen.values()].filter(({ isSeen }) => !isSeen).map(({ html }) => html),
});

/** Runs in the page. Null while the focus is on nothing (the window's own edge between last and first). */
export function currentStop(): Stop | null {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const keyed = window as Window & { focusKeys?: WeakMap<Element, string>; focusCount?: number };
  keyed.focusKeys ??= new WeakMap();
  let key = keyed.focusKeys.get(element);
  if (key === undefined) {
    keyed.focusCount = (keyed.focusCount ?? 0) + 1;
    key = String(keyed.focusCount);
    keyed.focusKeys.set(element, key);
  }
  // A text cursor shows the focus by itself; antd draws the ring of composed controls on an element around the input.
  const isText =
    element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");
  let isSeen = isText;
  let at: Element | null = element;
  for (let depth = 0; depth < 4 && at !== null && !isSeen; depth += 1) {
    const style = getComputedStyle(at);
    isSeen = (style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none";
    for (const sibling of at.parentElement?.children ?? []) {
      const around = getComputedStyle(sibling);
      if (sibling !== at && around.outlineStyle !== "none" && around.outlineWidth !== "0px") isSeen = true;
    }
    at = at.parentElement;
  }
  return { key, html: element.outerHTML.slice(0, 160), isSeen, isInContent: element.closest("#content") !== null };
}

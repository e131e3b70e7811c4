/** The controls of a form in the order in which Tab should reach them, and the order in which it does. */
import type { Page } from "playwright-core";
import { currentStop } from "./focus-walk.ts";

export interface TabOrder {
  /** Names of the controls (a radio group counts once), in the order of the page. */
  readonly controls: readonly string[];
  readonly forth: readonly string[];
  readonly back: readonly string[];
  /** Neighbours of which the later one stands above the earlier one, or left of it in one line. */
  readonly againstReading: readonly string[];
  /** Controls that had the focus without showing it. */
  readonly unseen: readonly string[];
  /** Tab from the last control, and Shift+Tab from the first, leave the form. */
  readonly isLeft: readonly [boolean, boolean];
}

/** @param form selector of the element around the fields */
export async function tabOrder(page: Page, form: string): Promise<TabOrder> {
  const { controls, againstReading } = await page.evaluate(markControls, form);
  const unseen: string[] = [];
  const walk = async (key: "Tab" | "Shift+Tab"): Promise<[string[], boolean]> => {
    const names: string[] = [];
    for (let presses = 0; presses <= controls.length + 1; presses += 1) {
      const name = await page.evaluate(focusedControl);
      if (name === null) return [names, true];
      if (names.at(-1) !== name) names.push(name);
      const stop = await page.evaluate(currentStop);
      if (stop !== null && !stop.isSeen) unseen.push(name);
      await page.keyboard.press(key);
    }
    return [names, false];
  };
  await page.evaluate(focusMarked, controls[0] ?? "");
  const [forth, isLeftForth] = await walk("Tab");
  await page.evaluate(focusMarked, controls.at(-1) ?? "");
  const [back, isLeftBack] = await walk("Shift+Tab");
  return { controls, forth, back, againstReading, unseen, isLeft: [isLeftForth, isLeftBack] };
}

/** Runs in the page. */
function markControls(form: string): { controls: string[]; againstReading: string[] } {
  const root = document.querySelector(form);
  const all = [...(root?.querySelectorAll<HTMLElement>("input, textarea, button, select, a[href], [tabindex]") ?? [])];
  const stops = all.filter(
    (element) => element.tabIndex >= 0 && !element.matches(":disabled") && element.checkVisibility(),
  );
  const controls: string[] = [];
  const places: { readonly own: DOMRect; readonly field: DOMRect }[] = [];
  for (const element of stops) {
    const group = element instanceof HTMLInputElement && element.type === "radio" ? element.name : null;
    const known = group === null ? -1 : stops.findIndex((other) => other.getAttribute("name") === group);
    const owner = known === -1 ? element : (stops[known] ?? element);
    if (owner === element) {
      const field = element.closest<HTMLElement>("[data-path]")?.dataset["path"] ?? element.textContent.trim();
      controls.push(`${controls.length + 1} ${field}`);
      const box = element.closest(".ant-select, .ant-picker, .ant-radio-group") ?? element;
      const own = box.getBoundingClientRect();
      places.push({ own, field: (element.closest(".field") ?? box).getBoundingClientRect() });
    }
    element.dataset["tabStop"] = owner === element ? (controls.at(-1) ?? "") : (owner.dataset["tabStop"] ?? "");
  }
  const againstReading = places.flatMap((place, index) => {
    const last = places[index - 1];
    if (last === undefined) return [];
    // Within one field its own controls are compared, e.g. a date and the button below it.
    const isSameField = last.field.top === place.field.top && last.field.left === place.field.left;
    const [before, after] = isSameField ? [last.own, place.own] : [last.field, place.field];
    const isSameLine = after.top < before.bottom - 2 && before.top < after.bottom - 2;
    const isForward = isSameLine ? after.left >= before.left : after.top >= before.top;
    return isForward ? [] : [`${controls[index - 1] ?? ""} → ${controls[index] ?? ""}`];
  });
  return { controls, againstReading };
}

/** Runs in the page. */
function focusedControl(): string | null {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement ? (activeElement.dataset["tabStop"] ?? null) : null;
}

/** Runs in the page. */
function focusMarked(name: string): void {
  document.querySelector<HTMLElement>(`[data-tab-stop="${CSS.escape(name)}"]`)?.focus();
}

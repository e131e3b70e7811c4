/** Finds a field of a form on the page by its path, and puts the cursor there. */

// What takes no Tab stop (常用语 beside a label) is no place for the cursor.
const controls =
  'input:not([type="hidden"]):not([disabled]), textarea:not([disabled]), button:not([disabled]):not([tabindex="-1"])';

/** Of a group of choices the chosen one: a space bar there changes nothing. */
const ofGroup = (control: HTMLElement | null): HTMLElement | null =>
  control instanceof HTMLInputElement && control.type === "radio"
    ? (control.closest(".field")?.querySelector<HTMLElement>('input[type="radio"]:checked') ?? control)
    : control;

export const focusFirst = (root: ParentNode): void =>
  ofGroup(root.querySelector<HTMLElement>(`.field :is(${controls})`))?.focus();

/** The path of the field around an element; null outside of fields. */
export const pathAt = (element: Element): string | null =>
  element.closest<HTMLElement>("[data-path]")?.dataset["path"] ?? null;

/** @param place a field's path, a row (`problems.2`), or a list (`problems`) */
export function controlAt(root: ParentNode, place: string): HTMLElement | null {
  const name = CSS.escape(place);
  return ofGroup(
    root.querySelector<HTMLElement>(`[data-path="${name}"] :is(${controls})`) ??
      root.querySelector<HTMLElement>(`[data-path^="${name}."] :is(${controls})`) ??
      root.querySelector<HTMLElement>(`[data-rows="${name}"] :is(${controls})`),
  );
}

/** Goes there: scrolls only as far as needed. `selection` is kept within the text. */
export function goToPlace(root: ParentNode, place: string, selection: readonly [number, number] | null): void {
  const control = controlAt(root, place);
  if (control === null) return;
  control.focus({ preventScroll: true });
  (control.closest(".field") ?? control).scrollIntoView({ block: "nearest" });
  if (selection !== null && isTextControl(control)) control.setSelectionRange(...selection);
}

export const isTextControl = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === "text");

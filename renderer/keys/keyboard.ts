/** Which keys a form takes for itself. An input method's keys are never among them. */
/** What these rules read of a keyboard event. */
export interface KeyPress {
  readonly key: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * True while an input method composes. Chromium reports key code 229 for a key that the input method took, also for the
 * Enter that ends a composition, when `isComposing` may already be false.
 */
export function isComposing(event: Pick<KeyPress, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Ctrl+Z; Ctrl+Y or Ctrl+Shift+Z. */
export function historyKeyOf(event: KeyPress): "undo" | "redo" | null {
  if (isComposing(event) || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? "redo" : "undo";
  return key === "y" && !event.shiftKey ? "redo" : null;
}

/** The control shows typed text that is not a value of the form yet: a name being searched. */
export function isUnfinished(element: HTMLElement): boolean {
  if (!(element instanceof HTMLInputElement) || element.value === "") return false;
  if (element.closest(".ant-select-auto-complete") !== null) return false;
  return element.closest(".ant-select") !== null;
}

/** Whether Enter in this control goes on to the next field. Multi-line text and buttons keep their Enter. */
export function movesOn(event: KeyPress, control: ControlFacts): boolean {
  if (event.key !== "Enter" || isComposing(event)) return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  if (control.tag === "TEXTAREA" || control.tag === "BUTTON" || control.tag === "A") return false;
  // An open list takes the Enter for its highlighted entry; so does a tag being typed.
  return !control.hasOpenChoice && !control.hasPendingTag;
}

export interface ControlFacts {
  readonly tag: string;
  /** A list is open and one of its entries is highlighted. */
  readonly hasOpenChoice: boolean;
  /** Text of a multi-value field that is not yet one of its values. */
  readonly hasPendingTag: boolean;
}

/** Reads the facts from the element that has the focus. */
export function factsOf(element: HTMLElement): ControlFacts {
  const isCombobox = element.getAttribute("role") === "combobox";
  const active = element.getAttribute("aria-activedescendant");
  const isOpen = isCombobox && element.getAttribute("aria-expanded") === "true";
  const isMultiple = element.closest(".ant-select-multiple") !== null;
  const text = element instanceof HTMLInputElement ? element.value : "";
  return {
    tag: "singleLine" in element.dataset ? "INPUT" : element.tagName,
    // A multi-value list stays open with its first entry highlighted; only typing or an arrow key means that entry.
    hasOpenChoice: isOpen && active !== null && active !== "" && (!isMultiple || "arrowed" in element.dataset),
    hasPendingTag: isMultiple && text.trim() !== "",
  };
}

const fieldControls = 'input:not([type="hidden"]):not([disabled]), textarea:not([disabled]), [data-enter-stop]';

/** The control after `current` in reading order; radio groups count once. null at the end. */
export function nextControl(form: HTMLElement, current: HTMLElement): HTMLElement | null {
  const controls = [...form.querySelectorAll<HTMLElement>(fieldControls)].filter(
    (element) => element.offsetParent !== null && element.tabIndex >= 0,
  );
  const index = controls.indexOf(current);
  const group = radioGroup(current);
  for (const control of controls.slice(index + 1)) {
    const other = radioGroup(control);
    if (other !== null && other === group) continue;
    if (other === null) return control;
    return checkedIn(form, other) ?? control;
  }
  return null;
}

function radioGroup(element: HTMLElement): string | null {
  return element instanceof HTMLInputElement && element.type === "radio" ? element.name : null;
}

function checkedIn(form: HTMLElement, group: string): HTMLElement | null {
  return form.querySelector<HTMLElement>(`input[type="radio"][name="${CSS.escape(group)}"]:checked`);
}

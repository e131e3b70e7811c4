/**
 * Moving the row with the focus up or down: problems, measures and attachments alike. Key, menu and palette press the row's own
 * button, so that there is one way in which a row moves.
 */
import { useEffect, useRef, type RefObject } from "react";
import { commandOfPress } from "../commands/use-keys.ts";
import type { KeyPress } from "../keys/keyboard.ts";
import { isTextControl } from "./form-places.ts";

export type Way = "up" | "down";

/** @returns false when the focus is in no row that could move */
export function moveFocusedRow(way: Way): boolean {
  const row = document.activeElement?.closest("[data-movable-row]");
  if (row === null || row === undefined) return false;
  row.querySelector<HTMLElement>(`[data-move="${way}"]:not(:disabled)`)?.click();
  // Also at either end, where nothing moves: the key is the row's.
  return true;
}

/** The way that a key press moves a row, or null. */
export function wayOfPress(event: KeyPress): Way | null {
  const command = commandOfPress(event);
  if (command === "moveRowUp") return "up";
  return command === "moveRowDown" ? "down" : null;
}

/** Where the focus was in a row: in which field, or on which button. */
interface Held {
  readonly row: string;
  readonly control: string;
  readonly selection: readonly [number, number] | null;
}

/**
 * A row that moves is taken out of the page and put back, which drops the focus.
 * @param root around the rows, which carry `data-movable-row` with their keys
 * @returns to be called before a row moves: once it is drawn, the focus is where it was in that row
 */
export function useHeldFocus(root: RefObject<HTMLElement | null>): (row: string) => void {
  const held = useRef<Held | null>(null);
  useEffect(() => {
    if (held.current === null) return;
    const { row, control, selection } = held.current;
    held.current = null;
    const element = root.current?.querySelector<HTMLElement>(`[data-movable-row="${CSS.escape(row)}"]`) ?? null;
    // At the first or last place the pressed button is off; its neighbour takes the focus.
    const target =
      element?.querySelector<HTMLElement>(`${control}:not(:disabled)`) ??
      element?.querySelector<HTMLElement>("[data-move]:not(:disabled)");
    if (target === null || target === undefined) return;
    target.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
    if (selection !== null && isTextControl(target)) target.setSelectionRange(...selection);
  });
  return (row) => {
    const { activeElement } = document;
    if (activeElement === null) return;
    const field = activeElement.closest<HTMLElement>("[data-field]")?.dataset["field"];
    const move = activeElement.closest<HTMLElement>("[data-move]")?.dataset["move"];
    held.current = {
      row,
      control:
        move !== undefined
          ? `[data-move="${move}"]`
          : field !== undefined
            ? `[data-field="${CSS.escape(field)}"] ${activeElement.tagName.toLowerCase()}`
            : activeElement.tagName.toLowerCase(),
      selection:
        isTextControl(activeElement) && activeElement.selectionStart !== null && activeElement.selectionEnd !== null
          ? [activeElement.selectionStart, activeElement.selectionEnd]
          : null,
    };
  };
}

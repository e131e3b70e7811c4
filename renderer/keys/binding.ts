/** A shortcut as it is written (“Ctrl+Shift+S”), and whether a key press is it. Pure. */
import { isComposing, type KeyPress } from "./keyboard.ts";

/** Arrow keys are written as arrows. */
const arrows: Readonly<Record<string, string>> = { "↑": "ArrowUp", "↓": "ArrowDown" };

/**
 * True when the press is exactly this shortcut. Ctrl is also ⌘, for the developers' Macs. An input method's keys never are.
 * @param binding modifiers in the order Ctrl, Alt, Shift, then the key as `KeyboardEvent.key` names it
 */
export function isPress(binding: string, event: KeyPress): boolean {
  if (isComposing(event)) return false;
  const parts = binding.split("+");
  const written = parts.at(-1) ?? "";
  const key = (arrows[written] ?? written).toLowerCase();
  return (
    parts.includes("Ctrl") === (event.ctrlKey || event.metaKey) &&
    parts.includes("Alt") === event.altKey &&
    parts.includes("Shift") === event.shiftKey &&
    key === (event.key === "Escape" ? "esc" : event.key.toLowerCase())
  );
}

/** The same shortcut in Electron's words. */
export const acceleratorOf = (binding: string): string =>
  binding.replace("Ctrl", "CommandOrControl").replace(/[↑↓]/, (arrow) => (arrows[arrow] ?? arrow).replace("Arrow", ""));

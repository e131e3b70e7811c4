/** One listener for all shortcuts of the window. Composition keys never reach a command. */
import { useEffect } from "react";
import { isPress } from "../keys/binding.ts";
import { bringBackLast } from "../stores/deletions.ts";
import { isEditing } from "./editing.ts";
import { runCommand } from "./handlers.ts";
import { useLayers } from "./layers.ts";
import { commandIds, commandOf, type CommandId } from "./registry.ts";
import type { KeyPress } from "../keys/keyboard.ts";

/** The command that a key press means, or null. */
export function commandOfPress(event: KeyPress): CommandId | null {
  return (
    commandIds.find((id) => {
      const { shortcut, also = [], isKeyOfField } = commandOf(id);
      if (isKeyOfField === true) return false;
      return (shortcut !== undefined && isPress(shortcut, event)) || also.some((binding) => isPress(binding, event));
    }) ?? null
  );
}

export function useKeys(): void {
  useEffect(() => {
    window.addEventListener("keydown", noteLayer, true);
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", noteLayer, true);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}

/** A layer lay over the screen when the key went down: the key may close it before it arrives here. */
let hadLayer = false;

function noteLayer(event: KeyboardEvent): void {
  hadLayer = event.key === "Escape" && hasOpenLayer();
}

function onKeyDown(event: KeyboardEvent): void {
  // Somebody nearer to the cursor took it.
  if (event.defaultPrevented) return;
  if (isForPalette(event)) {
    event.preventDefault();
    useLayers.getState().typeAhead(event.key);
    return;
  }
  // What was deleted last comes back from any place where no text is being edited.
  if (isPress("Ctrl+Z", event) && !isEditing(event.target) && !hasOpenLayer()) {
    if (bringBackLast()) event.preventDefault();
    return;
  }
  const id = commandOfPress(event);
  if (id === null) return;
  // Esc closes what is open first: a dialog, a menu, a list, a calendar.
  if (id === "leave" && (hadLayer || hasOpenLayer())) return;
  // Behind the palette or a dialog nothing is saved or left by a key.
  if (useLayers.getState().open !== null && id !== "palette" && id !== "shortcuts") return;
  if (runCommand(id)) event.preventDefault();
}

/** A letter for the palette while its field has not the focus, as when a quick hand types before it stands. */
function isForPalette({ key, ctrlKey, altKey, metaKey, target }: KeyboardEvent): boolean {
  if (useLayers.getState().open !== "palette" || target instanceof HTMLInputElement) return false;
  return key.length === 1 && !ctrlKey && !altKey && !metaKey;
}

const layers = [
  ".ant-modal-wrap",
  ".ant-select-dropdown:not(.ant-select-dropdown-hidden)",
  ".calendar",
  ".ant-dropdown:not(.ant-dropdown-hidden)",
  ".ant-popover:not(.ant-popover-hidden)",
  ".ant-drawer-open",
].join();

/** Something lies over the screen: keys of the screen wait. */
export function hasOpenLayer(): boolean {
  return [...document.querySelectorAll<HTMLElement>(layers)].some((layer) => layer.checkVisibility());
}

/** What a key press in the tree means beyond walking. Pure. */
import type { KeyPress } from "../../../keys/keyboard.ts";

export type EditKey =
  | "addAfter"
  | "addBelow"
  | "rename"
  | "up"
  | "down"
  | "out"
  | "in"
  | "takeAway"
  | "undo"
  | "redo"
  | "save";

const plain: Readonly<Record<string, EditKey>> = {
  Enter: "addAfter",
  Insert: "addBelow",
  F2: "rename",
  Delete: "takeAway",
};
const withAlt: Readonly<Record<string, EditKey>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "out",
  ArrowRight: "in",
};
const withCtrl: Readonly<Record<string, EditKey>> = { z: "undo", y: "redo", s: "save", enter: "addBelow" };

export function editKeyOf(event: KeyPress): EditKey | null {
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey) return null;
    const key = withCtrl[event.key.toLowerCase()] ?? null;
    return event.shiftKey ? (key === "undo" ? "redo" : null) : key;
  }
  if (event.shiftKey) return null;
  return (event.altKey ? withAlt : plain)[event.key] ?? null;
}

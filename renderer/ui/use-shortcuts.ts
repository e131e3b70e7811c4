/** Window-wide shortcuts of the open screen. Composition keys never reach them. */
import { useEffect, useEffectEvent } from "react";
import { shortcutOf, type Shortcut } from "../forms/keys.ts";

/** A handler may leave a key alone by being absent. The newest handlers are used without subscribing again. */
export function useShortcuts(handlers: Partial<Record<Shortcut, () => void>>): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = shortcutOf(event);
    if (shortcut === null) return;
    const handler = handlers[shortcut];
    if (handler === undefined) return;
    // Esc closes what is open first: a dialog, a list, a calendar.
    if (shortcut === "leave" && (event.defaultPrevented || hasOpenLayer())) return;
    event.preventDefault();
    handler();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

const layers = [
  ".ant-modal-wrap",
  ".ant-select-dropdown:not(.ant-select-dropdown-hidden)",
  ".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)",
  ".ant-popover:not(.ant-popover-hidden)",
  ".ant-drawer-open",
].join();

function hasOpenLayer(): boolean {
  return [...document.querySelectorAll<HTMLElement>(layers)].some((layer) => layer.checkVisibility());
}

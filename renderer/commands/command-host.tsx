/** Keys, menus and the layers that commands open; once, beside the screen. */
import { lazy, Suspense, useEffect } from "react";
import { useLayers } from "./layers.ts";
import { useKeys } from "./use-keys.ts";
import { useMenu } from "./use-menu.ts";
import { useRecent } from "./use-recent.ts";
import "./commands.css";

const sources = {
  palette: () => import("./palette.tsx").then((module) => ({ default: module.Palette })),
  shortcuts: () => import("./shortcut-list.tsx").then((module) => ({ default: module.ShortcutList })),
};
const Palette = lazy(sources.palette);
const ShortcutList = lazy(sources.shortcuts);

export function CommandHost() {
  const open = useLayers((state) => state.open);
  useKeys();
  useMenu();
  useRecent();
  useEffect(() => {
    if (open !== null) return;
    const { from, after } = useLayers.getState();
    if (from instanceof HTMLElement && from.isConnected) from.focus();
    useLayers.setState({ from: null, after: null });
    after?.();
  }, [open]);
  useEffect(() => {
    // Ready before the first Ctrl+K, but not in the way of the first sight of the window.
    const idle = requestIdleCallback(() => void sources.palette().catch(() => undefined));
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    <Suspense fallback={null}>
      {open === "palette" && <Palette />}
      {open === "shortcuts" && <ShortcutList />}
    </Suspense>
  );
}

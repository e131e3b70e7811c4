/** Keys, menus and the layers that commands open; once, beside the screen. */
import { Suspense, useEffect } from "react";
import { loadable } from "../ui/loadable.tsx";
import { useLayers } from "../commands/layers.ts";
import { useKeys } from "../commands/use-keys.ts";
import { useMenu } from "./use-menu.ts";
import { useRecent } from "./use-recent.ts";
import "../commands/commands.css";

const Palette = loadable(async () => (await import("./palette.tsx")).Palette);
const ShortcutList = loadable(async () => (await import("./shortcut-list.tsx")).ShortcutList);
const DeletedList = loadable(async () => (await import("../screens/deleted/deleted-list.tsx")).DeletedList);

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
    const idle = requestIdleCallback(() => void Palette.fetch().catch(() => undefined));
    return () => cancelIdleCallback(idle);
  }, []);
  return (
    <Suspense fallback={null}>
      {open === "palette" && <Palette />}
      {open === "deleted" && <DeletedList />}
      {open === "shortcuts" && <ShortcutList />}
    </Suspense>
  );
}

/**
 * The application menu and the menu of the right mouse button. The page describes both from its register of commands, in its
 * own language; until it has, a short one in Chinese lets a window whose page fails be reloaded or closed.
 */
import {
  app,
  BrowserWindow,
  Menu,
  MenuItem as Entry,
  type MenuItemConstructorOptions,
  type WebContents,
} from "electron";
import type { MenuDescription, MenuItem } from "./shell-api.ts";

const editing: readonly MenuItemConstructorOptions[] = [
  { role: "undo", label: "撤销" },
  { role: "redo", label: "重做" },
  { type: "separator" },
  { role: "cut", label: "剪切" },
  { role: "copy", label: "复制" },
  { role: "paste", label: "粘贴" },
  { role: "selectAll", label: "全选" },
];

/** What the menus show now, apart from what is enabled. */
let shown: { readonly key: string; readonly menu: Menu; readonly description: MenuDescription } | null = null;

/** Before the page has described its own. */
export function setApplicationMenu(): void {
  app.setAboutPanelOptions({ applicationName: "连心桥", applicationVersion: app.getVersion(), version: "" });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: "文件(&F)",
        submenu: [
          { role: "reload", label: "重新载入" },
          { role: "quit", label: "退出" },
        ],
      },
      { label: "编辑(&E)", submenu: [...editing] },
    ]),
  );
}

/** Shows the page's menus. While only what is enabled changes, the menu bar is not built again: Windows would flicker. */
export function showMenu(description: MenuDescription, choose: (id: string) => void): void {
  const key = JSON.stringify(description, (name, value: unknown) => (name === "enabled" ? undefined : value));
  if (shown?.key !== key) {
    const menu = Menu.buildFromTemplate(
      description.map(({ label, items }) => ({ label, submenu: items.map((item) => templateOf(item, choose)) })),
    );
    if (!app.isPackaged) menu.items.at(-1)?.submenu?.append(developerTools());
    Menu.setApplicationMenu(menu);
    shown = { key, menu, description };
  }
  for (const item of description.flatMap(({ items }) => items)) {
    const found = item.type === "command" ? shown.menu.getMenuItemById(item.id) : null;
    if (found !== null && item.type === "command") found.enabled = item.enabled;
  }
}

function templateOf(item: MenuItem, choose: (id: string) => void): MenuItemConstructorOptions {
  switch (item.type) {
    case "separator":
      return { type: "separator" };
    case "role":
      return { role: item.role, label: item.label };
    case "command":
      return {
        id: item.id,
        label: item.label,
        enabled: item.enabled,
        ...(item.accelerator === null ? {} : { accelerator: item.accelerator }),
        // Shown, not taken: the page handles its keys, so that an input method's never get lost.
        registerAccelerator: false,
        click: () => choose(item.id),
      };
  }
}

export function addContextMenu(contents: WebContents): void {
  contents.on("context-menu", (_event, { isEditable, selectionText }) => {
    const window = BrowserWindow.fromWebContents(contents);
    if (window === null) return;
    const items = contextItems();
    if (isEditable) Menu.buildFromTemplate(items).popup({ window });
    else if (selectionText !== "")
      Menu.buildFromTemplate(items.filter(({ role }) => role === "copy")).popup({ window });
  });
}

/** The usual ones in the words of the page's menu. */
function contextItems(): MenuItemConstructorOptions[] {
  const labels = new Map<string, string>();
  for (const item of shown?.description.flatMap(({ items }) => items) ?? []) {
    if (item.type === "role") labels.set(item.role, item.label);
    if (item.type === "command") labels.set(item.id, item.label);
  }
  return editing.map((item) =>
    item.role === undefined ? item : { ...item, label: labels.get(item.role) ?? item.role },
  );
}

const developerTools = () => new Entry({ role: "toggleDevTools" });

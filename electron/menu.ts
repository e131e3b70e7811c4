/**
 * The application menu and the menu of the right mouse button. The page describes both from its register of commands, in its
 * own language; until it has, a short one lets a window whose page fails be reloaded or closed.
 */
import {
  app,
  BrowserWindow,
  Menu,
  MenuItem as Entry,
  type MenuItemConstructorOptions,
  type WebContents,
} from "electron";
import { emergencyTexts as texts } from "./emergency-texts.ts";
import type { Language } from "./host/language.ts";
import type { MenuDescription, MenuItem } from "./shell-api.ts";

const editing = (language: Language): readonly MenuItemConstructorOptions[] => [
  { role: "undo", label: texts.undo[language] },
  { role: "redo", label: texts.redo[language] },
  { type: "separator" },
  { role: "cut", label: texts.cut[language] },
  { role: "copy", label: texts.copy[language] },
  { role: "paste", label: texts.paste[language] },
  { role: "selectAll", label: texts.selectAll[language] },
];

/** What the menus show now, apart from what is enabled. */
let shown: { readonly key: string; readonly menu: Menu; readonly description: MenuDescription } | null = null;

/** Before the page has described its own. */
export function setApplicationMenu(language: Language): void {
  app.setAboutPanelOptions({
    applicationName: texts.name[language],
    applicationVersion: app.getVersion(),
    version: "",
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: texts.file[language],
        submenu: [
          { role: "reload", label: texts.reload[language] },
          { role: "quit", label: texts.quit[language] },
        ],
      },
      { label: texts.edit[language], submenu: [...editing(language)] },
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
  return editing("zh").map((item) =>
    item.role === undefined ? item : { ...item, label: labels.get(item.role) ?? item.role },
  );
}

const developerTools = () => new Entry({ role: "toggleDevTools" });

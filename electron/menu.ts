/** The application menu and the menu of the right mouse button, in Chinese. */
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions, type WebContents } from "electron";

const separator: MenuItemConstructorOptions = { type: "separator" };

const editing: MenuItemConstructorOptions[] = [
  { role: "undo", label: "撤销" },
  { role: "redo", label: "重做" },
  separator,
  { role: "cut", label: "剪切" },
  { role: "copy", label: "复制" },
  { role: "paste", label: "粘贴" },
  { role: "selectAll", label: "全选" },
];

/** Ctrl+S, Ctrl+N and Ctrl+K belong to the page: no item here takes them. */
export function setApplicationMenu(): void {
  app.setAboutPanelOptions({ applicationName: "连心桥", applicationVersion: app.getVersion(), version: "" });
  const development: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [separator, { role: "toggleDevTools", label: "开发者工具" }];
  const menu: MenuItemConstructorOptions[] = [
    { label: "文件(&F)", submenu: [{ role: "quit", label: "退出" }] },
    { label: "编辑(&E)", submenu: editing },
    {
      label: "视图(&V)",
      submenu: [
        { role: "reload", label: "重新载入" },
        separator,
        { role: "zoomIn", label: "放大", accelerator: "CommandOrControl+=" },
        { role: "zoomOut", label: "缩小" },
        { role: "resetZoom", label: "实际大小" },
        separator,
        { role: "togglefullscreen", label: "全屏" },
        ...development,
      ],
    },
    { label: "帮助(&H)", submenu: [{ role: "about", label: "关于连心桥" }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
}

export function addContextMenu(contents: WebContents): void {
  contents.on("context-menu", (_event, { isEditable, selectionText }) => {
    const window = BrowserWindow.fromWebContents(contents);
    if (window === null) return;
    if (isEditable) Menu.buildFromTemplate(editing).popup({ window });
    else if (selectionText !== "") Menu.buildFromTemplate([{ role: "copy", label: "复制" }]).popup({ window });
  });
}

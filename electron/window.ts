/** The one window. */
import { BrowserWindow, dialog, screen } from "electron";
import { join } from "node:path";
import { emergencyTexts, pageFailure } from "./emergency-texts.ts";
import type { Language } from "./host/language.ts";
import { addContextMenu } from "./menu.ts";
import { pageUrl } from "./page.ts";
import { isReachable, readWindowState, writeWindowState } from "./window-state.ts";

export interface WindowOptions {
  readonly preload: string;
  /** Folder of the window state's file. */
  readonly userData: string;
  readonly devTools: boolean;
  /** The page's, as far as is known. */
  readonly language: () => Language;
  readonly log: (text: string) => void;
}

export function openWindow(options: WindowOptions): BrowserWindow {
  const stateFile = join(options.userData, "window.json");
  const saved = readWindowState(stateFile);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const initial = saved !== null && isReachable(saved.bounds, areas) ? saved.bounds : { width: 1_280, height: 720 };
  const window = new BrowserWindow({
    ...initial,
    minWidth: 800,
    minHeight: 500,
    show: false,
    title: emergencyTexts.name[options.language()],
    // The ground of the page (`renderer/ui/theme.ts`), until it has drawn itself.
    backgroundColor: "#f3f5f8",
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Would fetch dictionaries.
      spellcheck: false,
      devTools: options.devTools,
    },
  });
  // Without a saved state a small office screen is used fully.
  const isSmall = screen.getPrimaryDisplay().workAreaSize.width <= 1_400;
  if (saved?.maximized ?? isSmall) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => {
    // Without a window manager the normal bounds of a normal window are those it was made with.
    const isNormal = !window.isMaximized() && !window.isMinimized() && !window.isFullScreen();
    const bounds = isNormal ? window.getBounds() : window.getNormalBounds();
    writeWindowState(stateFile, { bounds, maximized: window.isMaximized() });
  });
  window.on("page-title-updated", (event) => event.preventDefault());
  addContextMenu(window.webContents);
  reloadAfterCrash(window, options);
  window.loadURL(pageUrl).catch((error: unknown) => options.log(`page: ${String(error)}`));
  return window;
}

/** Drafts are in the database, so a fresh page shows what the dead one did. Twice within a minute: the user decides. */
function reloadAfterCrash(window: BrowserWindow, { language, log }: WindowOptions): void {
  let last = -Infinity;
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    log(`page gone: ${reason}`);
    const isRepeated = Date.now() - last < 60_000;
    last = Date.now();
    if (!isRepeated) return window.webContents.reload();
    dialog
      .showMessageBox(window, {
        type: "error",
        ...pageFailure(language()),
      })
      .then(({ response }) => (response === 0 ? window.webContents.reload() : window.close()))
      .catch((error: unknown) => log(String(error)));
  });
}

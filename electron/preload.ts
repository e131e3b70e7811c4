/** Runs in the sandboxed page's isolated world and hands it exactly `PreloadApi`. Checks nothing: main does. */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { connectChannel, lostChannel, menuChannel, portChannel, RequestChannel } from "./channels.ts";
import type { PreloadApi } from "./shell-api.ts";

// By type only, so that zod stays out of the preload; a renamed channel does not compile.
const connect: typeof connectChannel = "service:connect";
const port: typeof portChannel = "service:port";
const lost: typeof lostChannel = "service:lost";
const menu: typeof menuChannel = "menu:command";
const ask = async <T>(channel: RequestChannel, input: unknown): Promise<T> =>
  (await ipcRenderer.invoke(channel, input)) as T;

// A port cannot cross the context bridge, but a window message carries it into the page's world.
ipcRenderer.on(port, (event, nonce: string) => window.postMessage(nonce, location.origin, [...event.ports]));

const api: PreloadApi = {
  connect: (nonce) => ipcRenderer.send(connect, nonce),
  onServiceLost: (listener) => {
    ipcRenderer.on(lost, () => listener());
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  pickFiles: (options) => ask("shell:pickFiles", options),
  pickFolder: (options) => ask("shell:pickFolder", options),
  pickSaveFile: (options) => ask("shell:pickSaveFile", options),
  openFile: (path) => ask("shell:openFile", path),
  showFile: (path) => ask("shell:showFile", path),
  savePdf: (docx, target) => ask("paper:savePdf", { docx, target }),
  print: (documents) => ask("paper:print", { documents: [...documents] }),
  cancelPaper: () => ask("paper:cancel", null),
  setMenu: (description) => ask("shell:setMenu", description),
  onMenuCommand: (listener) => {
    const heard = (_event: unknown, id: string): void => listener(id);
    ipcRenderer.on(menu, heard);
    return () => void ipcRenderer.off(menu, heard);
  },
  openFolder: (path) => ask("shell:openFolder", path),
  copyText: (text) => ask("shell:copyText", text),
  dataPlaces: () => ask("shell:dataPlaces", null),
  rememberFolder: (path) => ask("shell:rememberFolder", path),
  setLanguage: (language) => ask("shell:setLanguage", language),
};

contextBridge.exposeInMainWorld("lianxinqiao", api);

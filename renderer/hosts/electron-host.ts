/** The page's side of Electron's preload. */
import type { Answer, PreloadApi, ShellApi } from "../../electron/shell-api.ts";
import { ClientError, localError } from "./client-error.ts";
import type { PortSource } from "./port-client.ts";

declare global {
  interface Window {
    readonly lianxinqiao?: PreloadApi;
  }
}

export function portsOf(api: PreloadApi): PortSource {
  return {
    openPort: () =>
      new Promise((resolve) => {
        const nonce = crypto.randomUUID();
        const listener = (event: MessageEvent<unknown>): void => {
          const [port] = event.ports;
          if (event.source !== window || event.origin !== location.origin || event.data !== nonce || port === undefined)
            return;
          window.removeEventListener("message", listener);
          resolve(port);
        };
        window.addEventListener("message", listener);
        api.connect(nonce);
      }),
    onLost: (listener) => api.onServiceLost(listener),
  };
}

export function shellOf(api: PreloadApi): ShellApi {
  return {
    host: "electron",
    pickFiles: (options) => api.pickFiles(options),
    takeFiles: (files) => Promise.resolve(files.map((file) => api.pathOf(file)).filter((path) => path !== "")),
    pickFolder: (options) => api.pickFolder(options),
    pickSaveFile: (options) => api.pickSaveFile(options),
    openFile: async (path) => {
      if (!(await api.openFile(path))) throw localError("fileNotOpened", { file: path.split(/[\\/]/).at(-1) ?? path });
    },
    showFile: (path) => api.showFile(path),
    canSavePdf: true,
    savePdf: async (docx, target) => valueOf(await api.savePdf(docx, target)),
    print: async (documents) => valueOf(await api.print(documents)),
    cancelPaper: () => api.cancelPaper(),
    setMenu: (menu) => api.setMenu(menu),
    onMenuCommand: (listener) => api.onMenuCommand(listener),
    openFolder: (path) => api.openFolder(path),
    copyText: (text) => api.copyText(text),
    dataPlaces: () => api.dataPlaces(),
    rememberFolder: (path) => api.rememberFolder(path),
    setLanguage: (language) => api.setLanguage(language),
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw new ClientError(answer.error);
}

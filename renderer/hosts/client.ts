/** How the page calls the service. The transport is the shell's: a MessagePort in Electron, HTTP in the loopback host. */
import type { Client } from "../../db/api/operations.ts";
import type { ShellApi } from "../../electron/shell-api.ts";
import { portsOf, shellOf } from "./electron-host.ts";
import { makeHttpClient, takeToken } from "./http-client.ts";
import { makeHttpShell } from "./http-shell.ts";
import { makePortClient } from "./port-client.ts";

export { ClientError } from "./client-error.ts";

interface Host {
  readonly client: Client;
  readonly shell: ShellApi;
}

let host: Host | null = null;

/** Made at first use, so that a test can import this file without a window. */
function currentHost(): Host {
  host ??= connect();
  return host;
}

function connect(): Host {
  const preload = window.lianxinqiao;
  if (preload !== undefined) return { client: makePortClient(portsOf(preload)), shell: shellOf(preload) };
  const token = takeToken();
  // Every call says why; none may have been made yet.
  token.catch(() => {});
  return { client: makeHttpClient(token), shell: makeHttpShell(token) };
}

export const client: Client = { call: (name, input, options) => currentHost().client.call(name, input, options) };

export const shell: ShellApi = {
  get host() {
    return currentHost().shell.host;
  },
  pickFiles: (options) => currentHost().shell.pickFiles(options),
  takeFiles: (files) => currentHost().shell.takeFiles(files),
  pickFolder: (options) => currentHost().shell.pickFolder(options),
  pickSaveFile: (options) => currentHost().shell.pickSaveFile(options),
  openFile: (path) => currentHost().shell.openFile(path),
  showFile: (path) => currentHost().shell.showFile(path),
  get canSavePdf() {
    return currentHost().shell.canSavePdf;
  },
  savePdf: (docx, target) => currentHost().shell.savePdf(docx, target),
  print: (documents) => currentHost().shell.print(documents),
  cancelPaper: () => currentHost().shell.cancelPaper(),
  setMenu: (menu) => currentHost().shell.setMenu(menu),
  onMenuCommand: (listener) => currentHost().shell.onMenuCommand(listener),
  openFolder: (path) => currentHost().shell.openFolder(path),
  copyText: (text) => currentHost().shell.copyText(text),
  dataPlaces: () => currentHost().shell.dataPlaces(),
  rememberFolder: (path) => currentHost().shell.rememberFolder(path),
  setLanguage: (language) => currentHost().shell.setLanguage(language),
};

/** This load's nonce for <style> elements: `<ConfigProvider csp={{ nonce: styleNonce() }}>`. */
export function styleNonce(): string {
  // Browsers hide the attribute's text from scripts; the property keeps it.
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}

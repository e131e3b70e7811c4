/** The shell with a browser's means: a picked file is uploaded to the host, a written one is downloaded from it. */
import { chooseFiles } from "./choose-files.ts";
import type { FileFilter, ShellApi } from "../../electron/shell-api.ts";
import { localError } from "./client-error.ts";
import { post, type Token } from "./http-client.ts";
import { offices } from "../../db/schema/words.ts";

/** Lays documents out in the page and prints them. Given by the entry, since hosts know nothing of papers. */
let browserPrint: ((documents: readonly Uint8Array[]) => Promise<void>) | null = null;

export function printWith(print: (documents: readonly Uint8Array[]) => Promise<void>): void {
  browserPrint = print;
}

export function makeHttpShell(token: Token): ShellApi {
  const ask = async <T>(url: string, body: unknown): Promise<T> => {
    const response = await post(token, url, {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  };
  const takeFiles = async (files: readonly File[]): Promise<readonly string[]> => {
    const paths: string[] = [];
    for (const file of files) {
      const response = await post(token, `/upload?name=${encodeURIComponent(file.name)}`, {
        headers: { "Content-Type": "application/octet-stream" },
        body: file,
      });
      paths.push(((await response.json()) as { path: string }).path);
    }
    return paths;
  };
  const download = async (path: string): Promise<void> => {
    const { files } = await ask<{ files: readonly { name: string; url: string }[] }>("/shell/download", { path });
    for (const file of files) {
      const link = document.createElement("a");
      link.href = file.url;
      link.download = file.name;
      link.click();
    }
  };
  return {
    host: "loopback",
    takeFiles,
    pickFiles: async ({ filters, multiple }) => takeFiles(await chooseFiles({ multiple, accept: acceptOf(filters) })),
    pickFolder: async () => (await ask<{ path: string }>("/shell/export-folder", {})).path,
    pickSaveFile: async ({ defaultName }) =>
      (await ask<{ path: string }>("/shell/export-file", { name: defaultName })).path,
    // A browser says nothing by itself.
    setLanguage: async () => {},
    // The menus around the page are the browser's.
    setMenu: async () => {},
    onMenuCommand: () => () => {},
    openFolder: async () => {
      throw localError("wrongRole", { role: offices.window });
    },
    copyText: (text) => navigator.clipboard.writeText(text),
    dataPlaces: () => ask("/shell/data-places", {}),
    rememberFolder: async (path) => void (await ask("/shell/remember-folder", { path })),
    canSavePdf: false,
    savePdf: () => Promise.reject(localError("paperFailed", { detail: "PDF" })),
    print: async (documents) => {
      try {
        if (browserPrint === null) throw new Error("no printing here");
        await browserPrint(documents);
        return "unknown";
      } catch (error) {
        throw localError("paperFailed", { detail: error instanceof Error ? error.message : String(error) });
      }
    },
    cancelPaper: async () => {},
    openFile: download,
    showFile: download,
  };
}

/** As a file input's `accept` has it: “.xlsx,.csv”. */
const acceptOf = (filters: readonly FileFilter[]): string =>
  filters
    .flatMap((filter) => filter.extensions.filter((extension) => extension !== "*").map((extension) => `.${extension}`))
    .join(",");

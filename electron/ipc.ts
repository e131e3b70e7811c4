/** What main answers to the page. Every message must come from the top frame of our window with our page in it. */
import {
  clipboard,
  dialog,
  ipcMain,
  shell,
  type BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
} from "electron";
import { stat } from "node:fs/promises";
import type { z } from "zod";
import { errorReport } from "../db/schema/app-error.ts";
import { connectChannel, menuChannel, nonceSchema, portChannel, requests, type RequestChannel } from "./channels.ts";
import type { Language } from "./host/language.ts";
import { showMenu } from "./menu.ts";
import { openCopy } from "./open-copy.ts";
import { pageUrl } from "./page.ts";
import type { DataPlaceInfo } from "./shell-api.ts";
import { cancelPaper, printPaper, savePdf } from "./paper.ts";
import type { Answer } from "./shell-api.ts";
import type { Supervisor } from "./supervisor.ts";

type Answers = {
  readonly [C in RequestChannel]: (window: BrowserWindow, input: z.output<(typeof requests)[C]>) => Promise<unknown>;
};

export interface Folders {
  /** Data folders, the sample's too: attachments are opened from the copies made in them, and from nowhere else. */
  readonly dataDirs: () => readonly string[];
  readonly places: () => DataPlaceInfo;
  readonly remember: (folder: string) => void;
  readonly setLanguage: (language: Language) => void;
}

const answersWith = (folders: Folders): Answers => ({
  "shell:pickFiles": async (window, { title, filters, multiple }) => {
    const properties: ("openFile" | "multiSelections")[] = multiple ? ["openFile", "multiSelections"] : ["openFile"];
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, filters, properties });
    return canceled ? [] : filePaths;
  },
  "shell:pickFolder": async (window, { title }) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      title,
      properties: ["openDirectory", "createDirectory"],
    });
    return canceled ? null : (filePaths[0] ?? null);
  },
  "shell:pickSaveFile": async (window, { title, defaultName, filters }) => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { title, defaultPath: defaultName, filters });
    return canceled || filePath === "" ? null : filePath;
  },
  "shell:openFile": async (_window, path) => openCopy(folders.dataDirs(), path),
  "shell:showFile": async (_window, path) => shell.showItemInFolder(path),
  "paper:savePdf": (window, { docx, target }) => answered(() => savePdf(window, docx, target)),
  "paper:print": (window, { documents }) => answered(() => printPaper(window, documents)),
  "paper:cancel": async () => cancelPaper(),
  "shell:setMenu": async (window, menu) => showMenu(menu, (id) => window.webContents.send(menuChannel, id)),
  "shell:openFolder": async (_window, path) => {
    // A folder only: a path from the page must never start a program.
    if (!(await stat(path)).isDirectory()) throw new Error("not a folder");
    const problem = await shell.openPath(path);
    if (problem !== "") throw new Error(problem);
  },
  // Written only: what others copied is the page's when it is pasted, never by asking.
  "shell:copyText": async (_window, text) => clipboard.writeText(text),
  "shell:dataPlaces": async () => folders.places(),
  "shell:rememberFolder": async (_window, path) => folders.remember(path),
  "shell:setLanguage": async (_window, language) => folders.setLanguage(language),
});

/** A numbered error as a value: what `invoke` makes of an exception is its text alone. */
async function answered<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: errorReport(error) };
  }
}

export function answerPage(
  currentWindow: () => BrowserWindow | null,
  supervisor: () => Supervisor,
  folders: Folders,
): void {
  const answers = answersWith(folders);
  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent): BrowserWindow => {
    const window = currentWindow();
    const frame = event.senderFrame;
    const isOurs = window !== null && event.sender === window.webContents && frame !== null && frame.parent === null;
    if (!isOurs || frame.url.split("#")[0] !== pageUrl) throw new Error("untrusted sender");
    return window;
  };
  const answer = <C extends RequestChannel>(channel: C): void => {
    ipcMain.handle(channel, (event, input: unknown) =>
      // requests[channel] and answers[channel] belong together; TypeScript loses that through the union.
      answers[channel](trusted(event), requests[channel].parse(input) as z.output<(typeof requests)[C]>),
    );
  };
  for (const channel of Object.keys(requests) as RequestChannel[]) answer(channel);

  ipcMain.on(connectChannel, (event, input: unknown) => {
    // Nobody waits for an answer, and an exception here would be the main process's own, with its dialog: whatever was sent,
    // and by whom, and also from a page that is going, whose frame cannot be asked any more.
    try {
      trusted(event);
      event.sender.postMessage(portChannel, nonceSchema.parse(input), [supervisor().connect()]);
    } catch (error) {
      console.error(`connect: ${String(error)}`);
    }
  });
}

/**
 * PDF and print: a .docx is drawn by print.html in a hidden, sandboxed window without a preload, then written or handed to
 * the system's print dialog. The window is closed whatever happens, and with the main one.
 */
import { BrowserWindow } from "electron";
import { z } from "zod";
import { AppError } from "../db/schema/app-error.ts";
import { freeName, saveDocument } from "../db/paper/save.ts";
import { printUrl } from "./page.ts";
import { offerDocument, takeDocument } from "./paper-tickets.ts";
import type { PdfSaved, PdfTarget, PrintOutcome } from "./shell-api.ts";
import { words } from "../db/schema/words.ts";

const open = new Set<BrowserWindow>();
/** A document of hundreds of pages on an old PC; a hung one must end. */
const drawLimit = 120_000;
const pixelsPerInch = 96;
const micronsPerInch = 25_400;

const drawn = z.strictObject({ pages: z.int().min(1), width: z.number().positive(), height: z.number().positive() });
type Drawn = z.infer<typeof drawn>;

/** @throws AppError paperFailed, cancelled, fileUnwritable, diskFull */
export async function savePdf(parent: BrowserWindow, docx: Uint8Array, target: PdfTarget): Promise<PdfSaved> {
  return inHiddenWindow(parent, [docx], async (window, { pages, width, height }) => {
    const pageSize = { width: width / pixelsPerInch, height: height / pixelsPerInch };
    const pdf = await window.webContents.printToPDF({ pageSize, preferCSSPageSize: true, printBackground: true });
    const file = "file" in target ? target.file : freeName(target.folder, target.name, "pdf", new Set());
    await saveDocument(file, pdf);
    return { file, pages };
  });
}

/** @throws AppError printerMissing, printFailed, paperFailed, cancelled */
export async function printPaper(parent: BrowserWindow, documents: readonly Uint8Array[]): Promise<PrintOutcome> {
  return inHiddenWindow(parent, documents, async (window, { width, height }) => {
    if ((await window.webContents.getPrintersAsync()).length === 0) throw new AppError("printerMissing");
    const microns = (pixels: number): number => Math.round((pixels / pixelsPerInch) * micronsPerInch);
    const pageSize = { width: microns(width), height: microns(height) };
    return new Promise((resolve, reject) => {
      window.webContents.print({ silent: false, printBackground: true, pageSize }, (success, reason) => {
        if (success) resolve("printed");
        else if (/cancel/i.test(reason)) resolve("cancelled");
        else reject(new AppError("printFailed", { detail: reason }));
      });
    });
  });
}

/** Ends what is being drawn or printed; its caller hears `cancelled`. */
export function cancelPaper(): void {
  for (const window of open) window.destroy();
}

async function inHiddenWindow<T>(
  parent: BrowserWindow,
  documents: readonly Uint8Array[],
  use: (window: BrowserWindow, pages: Drawn) => Promise<T>,
): Promise<T> {
  const window = new BrowserWindow({
    show: false,
    parent,
    width: 1_000,
    height: 1_200,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      backgroundThrottling: false,
    },
  });
  open.add(window);
  const tickets = documents.map(offerDocument);
  // Electron leaves the promises of a destroyed window open.
  const closed = new Promise<never>((_resolve, reject) => {
    window.once("closed", () => reject(new AppError("cancelled")));
  });
  try {
    const work = (async () => use(window, await draw(window, tickets)))();
    return await Promise.race([work, closed]);
  } catch (error) {
    if (window.isDestroyed()) throw new AppError("cancelled", {}, { cause: error });
    throw error;
  } finally {
    tickets.forEach(takeDocument);
    open.delete(window);
    if (!window.isDestroyed()) window.destroy();
  }
}

async function draw(window: BrowserWindow, tickets: readonly string[]): Promise<Drawn> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppError("paperFailed", { detail: words("超过两分钟", "it took more than two minutes") })),
      drawLimit,
    );
  });
  try {
    const ready = (async (): Promise<unknown> => {
      await window.loadURL(`${printUrl}#${tickets.join(",")}`);
      return window.webContents.executeJavaScript("window.paperReady");
    })();
    return drawn.parse(await Promise.race([ready, late]));
  } catch (error) {
    if (error instanceof AppError) throw error;
    const layout = words("版面", "the layout");
    const detail = error instanceof z.ZodError ? layout : error instanceof Error ? error.message : String(error);
    throw new AppError("paperFailed", { detail }, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

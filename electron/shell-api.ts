/**
 * What only the shell can do around the page. Electron implements it in the preload; the loopback host with a browser's
 * means (a picked file is uploaded to the host, which answers with its path there).
 */
import type { ErrorReport } from "../db/schema/errors.ts";
import type { Words } from "../db/schema/words.ts";

export interface FileFilter {
  readonly name: string;
  /** Without the dot. */
  readonly extensions: readonly string[];
}

/** What an entry of a menu does by itself, as Electron names it. */
export const menuRoles = [
  "cut",
  "copy",
  "paste",
  "selectAll",
  "reload",
  "zoomIn",
  "zoomOut",
  "resetZoom",
  "togglefullscreen",
  "about",
  "quit",
] as const;
export type MenuRole = (typeof menuRoles)[number];

export type MenuItem =
  | {
      readonly type: "command";
      /** Sent back to the page when it is chosen. */
      readonly id: string;
      readonly label: string;
      /** Only shown: the page handles the key itself, because only it knows whether an input method composes. */
      readonly accelerator: string | null;
      readonly enabled: boolean;
    }
  | { readonly type: "role"; readonly role: MenuRole; readonly label: string }
  | { readonly type: "separator" };

/** The window's menus, in the language of the page and from its register of commands. */
export type MenuDescription = readonly { readonly label: string; readonly items: readonly MenuItem[] }[];

export interface ShellApi extends PaperApi {
  readonly host: "electron" | "loopback";
  /** Paths the service can read; empty when the user cancelled. */
  pickFiles(options: { title: string; filters: readonly FileFilter[]; multiple: boolean }): Promise<readonly string[]>;
  /** A folder the service can write to (a USB stick, a folder); null when the user cancelled. */
  pickFolder(options: { title: string }): Promise<string | null>;
  /** Paths the service can read of files that were dropped on the window. */
  takeFiles(files: readonly File[]): Promise<readonly string[]>;
  /** Where to write a file; null when the user cancelled. The loopback host names a file in its own export folder. */
  pickSaveFile(options: { title: string; defaultName: string; filters: readonly FileFilter[] }): Promise<string | null>;
  /**
   * Opens a copy made by `attachment.open` with the system's program; the loopback host downloads it.
   * @throws ClientError fileNotOpened
   */
  openFile(path: string): Promise<void>;
  /** Opens the folder with the file selected; in the loopback host downloads it. */
  showFile(path: string): Promise<void>;
  /** Shows these menus; a browser has none of ours. */
  setMenu(menu: MenuDescription): Promise<void>;
  /** `listener` gets the id of each command chosen in a menu. @returns stops it */
  onMenuCommand(listener: (id: string) => void): () => void;
  /** Opens a folder in the system's file manager; the loopback host cannot. */
  openFolder(path: string): Promise<void>;
  /** Puts a text on the system's clipboard. @throws when the shell or the browser refuses */
  copyText(text: string): Promise<void>;
  /** Where the data is looked for at the start. */
  dataPlaces(): Promise<DataPlaceInfo>;
  /** The next start opens this folder; without effect when it was named at the start. */
  rememberFolder(path: string): Promise<void>;
  /** What the shell says without a page is said in this language, also after the next start. */
  setLanguage(language: keyof Words): Promise<void>;
}

export interface DataPlaceInfo {
  /** `named`: by `--data` or the environment, so that nothing can be chosen here. */
  readonly origin: "named" | "chosen" | "usual";
  readonly usual: string;
}

/** How printing ended; a browser does not say. */
export type PrintOutcome = "printed" | "cancelled" | "unknown";

/** What crosses for a call that may fail with a numbered error: Electron's own errors lose everything but their text. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport };

/** A file that is replaced (the dialog has asked), or a folder and a name without an ending, to which a number is added if taken. */
export type PdfTarget = { readonly file: string } | { readonly folder: string; readonly name: string };

export interface PdfSaved {
  readonly file: string;
  readonly pages: number;
}

/** Documents on paper: drawn in a hidden window in Electron, in the page itself in a browser. */
export interface PaperApi {
  /** A browser prints to PDF by its own dialog alone. */
  readonly canSavePdf: boolean;
  /** Writes a .docx as PDF. @throws ClientError */
  savePdf(docx: Uint8Array, target: PdfTarget): Promise<PdfSaved>;
  /** Opens the system's (or browser's) print dialog, once for all documents. @throws ClientError */
  print(documents: readonly Uint8Array[]): Promise<PrintOutcome>;
  /** Stops what is being drawn. */
  cancelPaper(): Promise<void>;
}

/** What Electron's preload puts into the page as `window.lianxinqiao`; renderer/hosts/client.ts alone uses it. */
export interface PreloadApi extends Omit<ShellApi, "host" | "takeFiles" | "openFile" | keyof PaperApi> {
  /** The path of a file that was dropped on the window; "" for one that is no file of this PC. */
  pathOf(file: File): string;
  savePdf(docx: Uint8Array, target: PdfTarget): Promise<Answer<PdfSaved>>;
  print(documents: readonly Uint8Array[]): Promise<Answer<PrintOutcome>>;
  cancelPaper(): Promise<void>;
  /** @returns false when no program opens it */
  openFile(path: string): Promise<boolean>;
  /** Asks for a port to the service. It arrives as a window message whose data is the nonce. */
  connect(nonce: string): void;
  /** The service died; its ports are dead. A new `connect` reaches the restarted one. */
  onServiceLost(listener: () => void): void;
}

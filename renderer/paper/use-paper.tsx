/**
 * What can be done with records on paper, for any screen: look at one, write one or many as Word or PDF, print. One record
 * goes into a file that the dialog asks for, several into a folder, one file each.
 */
import { App } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PaperMade } from "../../db/api/operations.ts";
import { printedTogether } from "../../db/schema/printing.ts";
import { client, shell } from "../hosts/client.ts";
import { isCancelled } from "../hosts/client-error.ts";
import { useProgress } from "../stores/progress.ts";
import { useFiles, type Files } from "../ui/use-files.ts";
import { useToast } from "../ui/use-toast.tsx";
import { bytesOf } from "./bytes.ts";
import { FontList } from "./font-list.tsx";
import { usePaperStore } from "./paper-store.ts";
import { missingHere } from "./use-fonts.ts";
import "./paper.css";

export interface Paper {
  /** False in a browser, whose print dialog makes PDFs. */
  readonly canSavePdf: boolean;
  /** The pages on the screen, with buttons for the rest. */
  readonly preview: (id: string) => void;
  readonly word: (ids: readonly string[]) => Promise<void>;
  readonly pdf: (ids: readonly string[]) => Promise<void>;
  /** One dialog of the system for all of them; for a great many one after another, until one is cancelled. */
  readonly print: (ids: readonly string[]) => Promise<void>;
}

interface Written {
  readonly files: readonly string[];
  readonly fonts: readonly string[];
  readonly leftOut: readonly string[];
  /** Cancelled before all were made: those that are there stay. */
  readonly isStopped?: boolean;
}

/** Fonts that were named since the program was started: said once, and always in the preview. */
const told = new Set<string>();

export function usePaper(): Paper {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const files = useFiles();
  const toast = useToast();
  return useMemo(() => {
    const tellFonts = async (fonts: readonly string[]): Promise<void> => {
      const missing = await missingHere(fonts);
      if (missing.every(({ font }) => told.has(font))) return;
      for (const { font } of missing) told.add(font);
      notification.warning({
        title: t("paper.fontsMissing"),
        description: (
          <>
            <FontList fonts={missing} />
            <p>{t("paper.fontsInWord")}</p>
          </>
        ),
        // The right holds the screen's buttons.
        placement: "bottomLeft",
        duration: 20,
      });
    };
    const tell = ({ files: written, fonts, leftOut, isStopped = false }: Written, total: number): void => {
      const [first] = written;
      if (first === undefined) {
        if (isStopped) toast.warn(t("paper.stoppedAtOnce"));
        return;
      }
      const text = isStopped
        ? t("paper.stoppedWriting", { made: written.length, count: total })
        : t("paper.written", { count: written.length });
      toast.offer(text, t(`paper.show.${shell.host}`), () => {
        // A folder shows all its files at once; a browser downloads them one by one.
        for (const file of shell.host === "electron" ? [first] : written) void files.showFile(file);
      });
      if (leftOut.length > 0) toast.warn(t("paper.leftOut", { names: leftOut.join(t("settings.separator")) }));
      void tellFonts(fonts);
    };
    return {
      canSavePdf: shell.canSavePdf,
      preview: (id) => usePaperStore.getState().show(id),
      word: (ids) => guarded(toast.failed, async () => tell(await writeWord(ids, files, t), ids.length)),
      pdf: (ids) => guarded(toast.failed, async () => tell(await writePdf(ids, files, t), ids.length)),
      print: (ids) =>
        guarded(toast.failed, async () => {
          const printed = await printAll(ids, t("paper.printing"));
          if (printed < ids.length) toast.warn(t("paper.stopped", { printed, count: ids.length }));
        }),
    };
  }, [t, notification, files, toast]);
}

/** A clerk's own cancelling is no failure. */
async function guarded(failed: (error: unknown) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isCancelled(error)) failed(error);
  }
}

const nothing: Written = { files: [], fonts: [], leftOut: [] };
type Words = (key: "paper.saveTitle" | "paper.folderTitle" | "paper.writing") => string;

async function writeWord(ids: readonly string[], files: Files, t: Words): Promise<Written> {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    const made = await client.call("paper.make", { id: only });
    const file = await pickFile(files, t, made, "docx");
    return file === null ? nothing : client.call("paper.save", { id: only, file });
  }
  const folder = await files.pickFolder({ title: t("paper.folderTitle") });
  if (folder === null) return nothing;
  return writeEach(ids, t, (id, signal) => client.call("paper.saveAll", { ids: [id], folder }, { signal }));
}

async function writePdf(ids: readonly string[], files: Files, t: Words): Promise<Written> {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    const made = await client.call("paper.make", { id: only });
    const file = await pickFile(files, t, made, "pdf");
    if (file === null) return nothing;
    await withProgress(t("paper.writing"), () => shell.savePdf(bytesOf(made.docx), { file }));
    return { files: [file], fonts: made.fonts, leftOut: made.leftOut };
  }
  const folder = await files.pickFolder({ title: t("paper.folderTitle") });
  if (folder === null) return nothing;
  return writeEach(ids, t, async (id, signal) => {
    const made = await client.call("paper.make", { id }, { signal });
    const { file } = await shell.savePdf(bytesOf(made.docx), { folder, name: made.name });
    return { files: [file], fonts: made.fonts, leftOut: made.leftOut };
  });
}

/** One document after another, with progress; stopped in the middle, it answers with those that are there. */
function writeEach(
  ids: readonly string[],
  t: Words,
  write: (id: string, signal: AbortSignal) => Promise<Written>,
): Promise<Written> {
  return withProgress(t("paper.writing"), async (signal, report) => {
    const all: Written[] = [];
    const together = (isStopped: boolean): Written => ({
      files: all.flatMap(({ files }) => files),
      fonts: [...new Set(all.flatMap(({ fonts }) => fonts))],
      leftOut: all.flatMap(({ leftOut }) => leftOut),
      isStopped,
    });
    for (const id of ids) {
      report(all.length, ids.length);
      if (signal.aborted) return together(true);
      try {
        all.push(await write(id, signal));
      } catch (error) {
        if (isCancelled(error)) return together(true);
        throw error;
      }
    }
    return together(false);
  });
}

/** @returns how many went to the printer before a dialog was cancelled */
async function printAll(ids: readonly string[], title: string): Promise<number> {
  return withProgress(title, async (signal, report) => {
    for (let printed = 0; printed < ids.length; printed += printedTogether) {
      const documents: Uint8Array[] = [];
      for (const id of ids.slice(printed, printed + printedTogether)) {
        report(printed + documents.length, ids.length);
        documents.push(bytesOf((await client.call("paper.make", { id }, { signal })).docx));
      }
      if ((await shell.print(documents)) === "cancelled") return printed;
    }
    return ids.length;
  });
}

const pickFile = (files: Files, t: Words, { name }: PaperMade, extension: "docx" | "pdf"): Promise<string | null> =>
  files.pickSaveFile({
    title: t("paper.saveTitle"),
    defaultName: `${name}.${extension}`,
    filters: [{ name: extension === "docx" ? "Word" : "PDF", extensions: [extension] }],
  });

/** Shows in the one progress dialog; cancelling stops between documents, and the one being drawn. */
async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const progress = useProgress.getState();
  const id = progress.begin(title, () => {
    abort.abort();
    void shell.cancelPaper();
  });
  try {
    return await work(abort.signal, (done, total) => progress.report(id, { step: title, done, total }));
  } finally {
    progress.end(id);
  }
}

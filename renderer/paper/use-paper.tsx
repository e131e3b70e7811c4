/**
 * What can be done with records on paper, for any screen: look at one, write one or many as Word or PDF, print. One record
 * goes into a file that the dialog asks for, several into a folder, one file each.
 */
import { App } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PaperMade } from "../../db/api.ts";
import { client, ClientError, shell } from "../client.ts";
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
  /** The system's dialog for each, one after another, until one is cancelled. */
  readonly print: (ids: readonly string[]) => Promise<void>;
}

interface Written {
  readonly files: readonly string[];
  readonly fonts: readonly string[];
  readonly leftOut: readonly string[];
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
    const tell = ({ files: written, fonts, leftOut }: Written): void => {
      const [first] = written;
      if (first === undefined) return;
      toast.offer(t("paper.written", { count: written.length }), t(`paper.show.${shell.host}`), () => {
        // A folder shows all its files at once; a browser downloads them one by one.
        for (const file of shell.host === "electron" ? [first] : written) void files.showFile(file);
      });
      if (leftOut.length > 0) toast.warn(t("paper.leftOut", { names: leftOut.join(t("settings.separator")) }));
      void tellFonts(fonts);
    };
    return {
      canSavePdf: shell.canSavePdf,
      preview: (id) => usePaperStore.getState().show(id),
      word: (ids) => guarded(toast.failed, async () => tell(await writeWord(ids, files, t))),
      pdf: (ids) => guarded(toast.failed, async () => tell(await writePdf(ids, files, t))),
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
    if (!(error instanceof ClientError) || error.report.name !== "cancelled") failed(error);
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
  return withProgress(t("paper.writing"), (signal, report) =>
    client.call(
      "paper.saveAll",
      { ids: [...ids], folder },
      { signal, onProgress: ({ done }) => report(done, ids.length) },
    ),
  );
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
  return withProgress(t("paper.writing"), async (signal, report) => {
    const written: string[] = [];
    const fonts = new Set<string>();
    const leftOut: string[] = [];
    for (const id of ids) {
      report(written.length, ids.length);
      const made = await client.call("paper.make", { id }, { signal });
      const { file } = await shell.savePdf(bytesOf(made.docx), { folder, name: made.name });
      written.push(file);
      for (const font of made.fonts) fonts.add(font);
      leftOut.push(...made.leftOut);
    }
    return { files: written, fonts: [...fonts], leftOut };
  });
}

/** @returns how many went to the printer before one was cancelled */
async function printAll(ids: readonly string[], title: string): Promise<number> {
  return withProgress(title, async (signal, report) => {
    let printed = 0;
    for (const id of ids) {
      report(printed, ids.length);
      const made = await client.call("paper.make", { id }, { signal });
      if ((await shell.print(bytesOf(made.docx))) === "cancelled") return printed;
      printed += 1;
    }
    return printed;
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

/** Documents on paper: a record as .docx, many into a folder, and the templates behind them. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { PaperTemplateInfo } from "../api/operations.ts";
import { AppError } from "../schema/app-error.ts";
import { readIdentity } from "../office/identity.ts";
import { fontsOf } from "../paper/fonts.ts";
import { makePaper } from "../paper/make.ts";
import { freeName, saveDocument } from "../paper/save.ts";
import { allTemplates, replaceTemplate, resetTemplate, templateOf, type HeldTemplate } from "../paper/templates.ts";
import { builtInTemplate } from "../paper/built-in.ts";
import { mostTemplateBytes } from "../schema/paper.ts";
import type { SettingSource } from "../office/settings.ts";
import type { Context, Part } from "./context.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export const paperHandlers: Part<
  | "paper.make"
  | "paper.save"
  | "paper.saveAll"
  | "paper.templates"
  | "paper.exportTemplate"
  | "paper.replaceTemplate"
  | "paper.resetTemplate"
> = {
  "paper.make": async (context, { id }) => {
    const { docx, ...rest } = await makePaper(context, id);
    return { ...rest, docx: docx.toString("base64") };
  },

  "paper.save": async (context, { id, file }) => {
    const { docx, fonts, leftOut } = await makePaper(context, id);
    await saveDocument(file, docx);
    return { files: [file], fonts, leftOut };
  },

  "paper.saveAll": async (context, { ids, folder }, task) => {
    const files: string[] = [];
    const taken = new Set<string>();
    const fonts = new Set<string>();
    const leftOut: string[] = [];
    for (const id of ids) {
      task.throwIfCancelled();
      task.progress({ step: progressSteps.makingDocuments, done: files.length, total: ids.length });
      const made = await makePaper(context, id);
      const file = freeName(folder, made.name, "docx", taken);
      await saveDocument(file, made.docx);
      taken.add(file.toLowerCase());
      files.push(file);
      for (const font of made.fonts) fonts.add(font);
      leftOut.push(...made.leftOut);
    }
    return { files, fonts: [...fonts], leftOut };
  },

  "paper.templates": async ({ db }) => (await allTemplates(db)).map(templateInfo),

  "paper.exportTemplate": async ({ db }, { kind, file, builtIn }) => {
    await saveDocument(file, builtIn ? builtInTemplate(kind) : (await templateOf(db, kind)).docx);
    return { file };
  },

  "paper.replaceTemplate": async (context, { kind, file }) => {
    const docx = await readTemplate(file);
    await replaceTemplate(context.db, sourceOf(context), kind, { name: basename(file), docx });
    return templateInfo(await templateOf(context.db, kind));
  },

  "paper.resetTemplate": async (context, { kind }) => {
    await resetTemplate(context.db, sourceOf(context), kind);
    return templateInfo(await templateOf(context.db, kind));
  },
};

const templateInfo = ({ kind, source, name, docx, refused }: HeldTemplate): PaperTemplateInfo => ({
  kind,
  source,
  name,
  refused,
  bytes: docx.length,
  fonts: fontsOf(docx),
});

/** What a district sets is what its stations receive. */
const sourceOf = ({ db }: Context): SettingSource => (readIdentity(db).role === "district" ? "district" : "local");

/** Not read into memory before its size is known. */
async function readTemplate(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > mostTemplateBytes) {
      throw new AppError("templateTooLarge", {
        file: basename(file),
        size: Math.ceil(size / 1024),
        limit: mostTemplateBytes / 1024,
      });
    }
    return await readFile(file);
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError("fileUnreadable", { file: basename(file) }, { cause: error });
  }
}

/** Which template holds here: the district's, else the one set on this PC, else the built-in. */
import type { ReadableDb, WritableDb } from "../connection.ts";
import { AppError } from "../errors.ts";
import {
  paperKinds,
  paperTemplateSchema,
  templateSettings,
  type PaperKind,
  type PaperTemplate,
} from "../schema/paper.ts";
import { saveSettings, type SettingSource } from "../settings.ts";
import { builtInTemplates } from "./built-in.ts";
import { fillTemplate } from "./fill.ts";
import { fontsOf } from "./fonts.ts";
import { photoXml } from "./photos.ts";
import { sampleData, samplePhotos } from "./sample.ts";
import { checkTemplate } from "./template-check.ts";

export interface HeldTemplate {
  readonly kind: PaperKind;
  readonly source: SettingSource | "builtIn";
  /** The replaced file's name; null for the built-in one. */
  readonly name: string | null;
  readonly docx: Buffer;
}

export function templateOf(db: ReadableDb, kind: PaperKind): HeldTemplate {
  for (const source of ["district", "local"] as const) {
    const template = storedTemplate(db, kind, source);
    if (template !== null) return { kind, source, name: template.name, docx: Buffer.from(template.docx, "base64") };
  }
  return { kind, source: "builtIn", name: null, docx: Buffer.from(builtInTemplates[kind], "base64") };
}

export const allTemplates = (db: ReadableDb): readonly HeldTemplate[] => paperKinds.map((kind) => templateOf(db, kind));

function storedTemplate(db: ReadableDb, kind: PaperKind, source: SettingSource): PaperTemplate | null {
  const value = db.value<string>(`SELECT "value" FROM "setting" WHERE "key" = ? AND "source" = ?`, [
    templateSettings[kind],
    source,
  ]);
  return value === undefined ? null : paperTemplateSchema.parse(JSON.parse(value));
}

/**
 * Takes a template after all checks and a trial rendering.
 * @throws AppError templateFromDistrict at a station whose district has sent one; those of `checkTemplate`
 */
export async function replaceTemplate(
  db: WritableDb,
  source: SettingSource,
  kind: PaperKind,
  { name, docx }: { readonly name: string; readonly docx: Buffer },
): Promise<void> {
  requireOwn(db, source, kind);
  await checkTemplate(docx, kind, name);
  const trial = fillTemplate(docx, sampleData(kind), photoXml(samplePhotos), name);
  // What was made must itself be a document that can be read.
  fontsOf(trial);
  saveSettings(db, source, { [templateSettings[kind]]: { name, docx: docx.toString("base64") } });
}

/** Back to the built-in template. @throws AppError templateFromDistrict */
export function resetTemplate(db: WritableDb, source: SettingSource, kind: PaperKind): void {
  requireOwn(db, source, kind);
  db.run(`DELETE FROM "setting" WHERE "key" = ? AND "source" = ?`, [templateSettings[kind], source]);
}

/** At a station the district's template holds, so replacing one's own would do nothing. */
function requireOwn(db: ReadableDb, source: SettingSource, kind: PaperKind): void {
  if (source === "local" && storedTemplate(db, kind, "district") !== null) throw new AppError("templateFromDistrict");
}

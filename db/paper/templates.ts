/** Which template holds here: the district's, else the one set on this PC, else the built-in. */
import { createHash } from "node:crypto";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import {
  paperKinds,
  paperTemplateSchema,
  templateSetting,
  type PaperKind,
  type PaperTemplate,
} from "../schema/paper.ts";
import { saveSettings, type SettingSource } from "../office/settings.ts";
import { builtInTemplate } from "./built-in.ts";
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
  /** The file's name of one that is stored but did not pass the check; null when there is none. */
  readonly refused: string | null;
}

/**
 * Checked before every use: what is stored may come from a district that does not check, from an earlier program or from
 * a backup. One that does not pass stands aside for the next source, and is named.
 */
export async function templateOf(db: ReadableDb, kind: PaperKind): Promise<HeldTemplate> {
  let refused: string | null = null;
  for (const source of ["district", "local"] as const) {
    const template = storedTemplate(db, kind, source);
    if (template === null) continue;
    if ((await faultOf(kind, template)) !== null) {
      refused ??= template.name;
      continue;
    }
    return { kind, source, name: template.name, docx: Buffer.from(template.docx, "base64"), refused };
  }
  return { kind, source: "builtIn", name: null, docx: builtInTemplate(kind), refused };
}

export const allTemplates = (db: ReadableDb): Promise<readonly HeldTemplate[]> =>
  Promise.all(paperKinds.map((kind) => templateOf(db, kind)));

/** Received settings whose template does not pass the check that the choosing of one has, with the reason. */
export async function unsafeTemplates(values: Readonly<Record<string, unknown>>): Promise<readonly UnsafeTemplate[]> {
  const unsafe: UnsafeTemplate[] = [];
  for (const kind of paperKinds) {
    const key = templateSetting(kind);
    const template = paperTemplateSchema.safeParse(values[key]);
    // What cannot be read at all is left out with the settings that cannot.
    if (!template.success) continue;
    const fault = await faultOf(kind, template.data);
    if (fault !== null) unsafe.push({ key, name: template.data.name, fault });
  }
  return unsafe;
}

export interface UnsafeTemplate {
  readonly key: string;
  readonly name: string;
  readonly fault: AppError;
}

/** By kind and content: many documents are made of one template. */
const faults = new Map<string, AppError | null>();
const mostFaults = 50;

async function faultOf(kind: PaperKind, { name, docx }: PaperTemplate): Promise<AppError | null> {
  const key = `${kind} ${createHash("sha256").update(docx).digest("hex")}`;
  const known = faults.get(key);
  if (known !== undefined) return known;
  let fault: AppError | null = null;
  try {
    await checkTemplate(Buffer.from(docx, "base64"), kind, name);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    fault = error;
  }
  if (faults.size >= mostFaults) faults.clear();
  faults.set(key, fault);
  return fault;
}

function storedTemplate(db: ReadableDb, kind: PaperKind, source: SettingSource): PaperTemplate | null {
  const value = db.value<string>(`SELECT "value" FROM "setting" WHERE "key" = ? AND "source" = ?`, [
    templateSetting(kind),
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
  await requireOwn(db, source, kind);
  await checkTemplate(docx, kind, name);
  const trial = fillTemplate(docx, sampleData(kind), photoXml(samplePhotos), name);
  // What was made must itself be a document that can be read.
  fontsOf(trial);
  saveSettings(db, source, { [templateSetting(kind)]: { name, docx: docx.toString("base64") } });
}

/** Back to the built-in template. @throws AppError templateFromDistrict */
export async function resetTemplate(db: WritableDb, source: SettingSource, kind: PaperKind): Promise<void> {
  await requireOwn(db, source, kind);
  db.run(`DELETE FROM "setting" WHERE "key" = ? AND "source" = ?`, [templateSetting(kind), source]);
}

/** At a station the district's template holds, so replacing one's own would do nothing. */
async function requireOwn(db: ReadableDb, source: SettingSource, kind: PaperKind): Promise<void> {
  if (source === "local" && (await templateOf(db, kind)).source === "district")
    throw new AppError("templateFromDistrict");
}

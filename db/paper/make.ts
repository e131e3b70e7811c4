/** A record's document: its data, its photos, the template that holds here. */
import { readFile } from "node:fs/promises";
import type { FullRecord } from "../api/operations.ts";
import { blobFile, hasBlob } from "../attachments/store.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { readIdentity } from "../office/identity.ts";
import { fullRecord } from "../queries/record.ts";
import type { PaperKind } from "../schema/paper.ts";
import { fillTemplate } from "./fill.ts";
import { fontsOf } from "./fonts.ts";
import { photoXml, type Photo } from "./photos.ts";
import { mainModules } from "../kinds/register.ts";
import { isMainKind, kinds } from "../schema/kinds.ts";
import { templateOf } from "./templates.ts";
import { dayText, localDay, type PaperData } from "../kinds/common/paper-words.ts";

/** Beyond this a document is an album: the clerk is told which photos are not in it. */
const MOST_PHOTOS = 40;

export interface PaperDocument {
  readonly kind: PaperKind;
  /** For a file's name, without an ending: what it is, when, about what. */
  readonly name: string;
  readonly docx: Buffer;
  readonly fonts: readonly string[];
  /** Photos that could not be put in, by name. */
  readonly leftOut: readonly string[];
}

export interface PaperPlace {
  readonly db: ReadableDb;
  /** The data folder, where the photos are. */
  readonly dir: string;
  readonly now: () => number;
}

/** @throws AppError recordMissing, templateTags, templateUnreadable */
export async function makePaper(place: PaperPlace, id: string): Promise<PaperDocument> {
  const { db } = place;
  const full = fullRecord(db, id);
  const { kind } = full;
  if (!isMainKind(kind)) throw new AppError("recordMissing", { id });
  const { photos, missing } = mainModules[kind].printed.hasPhotos
    ? await photosOf(place, full)
    : { photos: [], missing: [] };
  const drawn = photoXml(photos);
  const template = await templateOf(db, kind);
  const data = { ...commonData(place, full), ...mainModules[kind].printed.data(db, full) };
  const docx = fillTemplate(template.docx, data, drawn, template.name ?? kinds[kind].document.zh);
  return { kind, name: nameOf(full, kind), docx, fonts: fontsOf(docx), leftOut: [...missing, ...drawn.leftOut] };
}

function commonData({ db, now }: PaperPlace, full: FullRecord): PaperData {
  const identity = readIdentity(db);
  const station = db.value<string>(`SELECT "name" FROM "station" WHERE "id" = ?`, [full.record.station]);
  const operator = db.value<string>(`SELECT "name" FROM "operator" WHERE "id" = ?`, [identity.operatorId]);
  const note = "note" in full.record ? full.record.note : null;
  return {
    单位: station ?? identity.name,
    打印日期: dayText(localDay(now())),
    操作员: operator ?? "",
    备注: note ?? "",
  };
}

async function photosOf({ dir }: PaperPlace, full: FullRecord) {
  const rows = full.attachments.filter(({ role }) => role === "photo");
  const photos: Photo[] = [];
  const missing: string[] = rows.slice(MOST_PHOTOS).map(({ name }) => name);
  for (const { name, sha256 } of rows.slice(0, MOST_PHOTOS)) {
    // A record may have arrived before its files.
    if (hasBlob(dir, sha256)) photos.push({ name, bytes: await readFile(blobFile(dir, sha256)) });
    else missing.push(name);
  }
  return { photos, missing };
}

const LONGEST_TITLE = 40;

const nameOf = (full: FullRecord, kind: PaperKind): string =>
  fileNameOf([kinds[kind].document.zh, ...mainModules[kind].printed.fileName(full)].join("-"));

/** Without what Windows forbids in a name, and short enough for any folder. */
export function fileNameOf(text: string): string {
  // oxlint-disable-next-line no-control-regex -- what file systems refuse
  const cleaned = text.replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, "_").replaceAll(/^\.+|[. ]+$/g, "");
  return Array.from(cleaned)
    .slice(0, LONGEST_TITLE)
    .join("")
    .replaceAll(/^ +|[. ]+$/g, "");
}

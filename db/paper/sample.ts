/** A record that exists nowhere, for the trial rendering of a template before it is accepted. */
import type { PaperTag } from "../schema/paper-tags.ts";
import { paperTags } from "../schema/paper.ts";
import type { PaperKind } from "../schema/paper.ts";
import type { Photo } from "./photos.ts";
import type { PaperData, PaperValue } from "../kinds/common/paper-words.ts";

/** Signs that a document must survive: those of XML, of templates, line breaks, a character beyond the first plane. */
const awkward = "“甲”——<乙>&'丙'{丁}\n第二行𠮷";

export const sampleData = (kind: PaperKind): PaperData => dataOf(paperTags(kind));

const dataOf = (tags: readonly PaperTag[]): PaperData =>
  Object.fromEntries(tags.filter(({ picture }) => picture !== true).map((tag) => [tag.tag, valueOf(tag)]));

function valueOf({ tag, rows, condition }: PaperTag): PaperValue {
  if (condition === true) return true;
  if (rows === undefined) return `${tag}${awkward}`;
  if (rows.length === 0) return [`${tag}一`, `${tag}二`];
  return [dataOf(rows), dataOf(rows)];
}

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export const samplePhotos: readonly Photo[] = [1, 2, 3].map((number) => ({
  name: `照片${number}.png`,
  bytes: Buffer.from(png, "base64"),
}));

/** Fills a template: the one file that knows docxtemplater. */
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { z } from "zod";
import { AppError } from "../schema/app-error.ts";
import { joined, words, type Words } from "../schema/words.ts";
import type { PhotoXml } from "./photos.ts";
import type { PaperData } from "../kinds/common/paper-words.ts";

/** A tag as it stands in a template; `children` for a loop or condition. */
export interface UsedTag {
  readonly name: string;
  readonly isRaw: boolean;
  readonly children: readonly UsedTag[] | null;
  readonly part: string;
}

/** What docxtemplater tells its modules of a parsed part. */
interface ParsedPart {
  readonly type: string;
  readonly value?: unknown;
  readonly module?: unknown;
  readonly subparsed?: unknown;
}
const inspection = z.looseObject({
  inspect: z.looseObject({
    postparsed: z.array(z.looseObject({ type: z.string() })).optional(),
    filePath: z.string().optional(),
  }),
});

function usedIn(parts: readonly ParsedPart[], part: string): UsedTag[] {
  return parts
    .filter(({ type }) => type === "placeholder")
    .map((parsed) => ({
      name: typeof parsed.value === "string" ? parsed.value : "",
      isRaw: parsed.module === "rawxml",
      children: Array.isArray(parsed.subparsed) ? usedIn(parsed.subparsed as ParsedPart[], part) : null,
      part,
    }));
}

/** Collects the tags of a template while docxtemplater reads it. */
function collector(): { readonly module: object; readonly tags: UsedTag[] } {
  const tags: UsedTag[] = [];
  let part = "";
  const set = (value: unknown): void => {
    const told = inspection.safeParse(value);
    if (!told.success) return;
    part = told.data.inspect.filePath ?? part;
    if (told.data.inspect.postparsed !== undefined) tags.push(...usedIn(told.data.inspect.postparsed, part));
  };
  return { module: { name: "tags", set }, tags };
}

function open(docx: Uint8Array): { readonly document: Docxtemplater; readonly tags: readonly UsedTag[] } {
  const { module, tags } = collector();
  const document = new Docxtemplater(new PizZip(docx), {
    modules: [module],
    paragraphLoop: true,
    linebreaks: true,
    stripInvalidXMLChars: true,
    errorLogging: false,
    // A tag that a record has no value for prints nothing; unknown tags are named when the template is taken.
    nullGetter: () => "",
  });
  return { document, tags };
}

/** @throws AppError templateTags when tags are torn or loops are not closed, naming them */
export function tagsOf(docx: Uint8Array, file: string): readonly UsedTag[] {
  try {
    return open(docx).tags;
  } catch (error) {
    throw toTemplateError(error, file);
  }
}

/**
 * The filled document as .docx.
 * @throws AppError templateTags, templateUnreadable
 */
export function fillTemplate(docx: Uint8Array, data: PaperData, photos: PhotoXml | null, file: string): Buffer {
  try {
    const { document, tags } = open(docx);
    const hasPhotos = photos !== null && photos.xml !== "";
    document.render({ ...data, 有照片: hasPhotos, 照片: photos?.xml ?? "" });
    const zip = document.getZip();
    if (hasPhotos && asksForPhotos(tags)) photos.addTo(zip);
    return zip.generate({ type: "nodebuffer", compression: "DEFLATE" });
  } catch (error) {
    throw toTemplateError(error, file);
  }
}

const asksForPhotos = (tags: readonly UsedTag[]): boolean =>
  tags.some(({ isRaw, children }) => isRaw || (children !== null && asksForPhotos(children)));

const templateError = z.looseObject({
  properties: z.looseObject({
    id: z.string().optional(),
    xtag: z.string().optional(),
    errors: z
      .array(z.looseObject({ properties: z.looseObject({ id: z.string(), xtag: z.string().optional() }) }))
      .optional(),
  }),
});

const reasons: Readonly<Record<string, Words>> = {
  unopened_tag: words("缺少左花括号", "has no opening brace"),
  unclosed_tag: words("缺少右花括号", "has no closing brace"),
  unopened_loop: words("没有对应的开始标签", "has no opening tag"),
  unclosed_loop: words("没有对应的结束标签", "has no closing tag"),
  closing_tag_does_not_match_opening_tag: words("开始和结束标签不是同一个", "is closed by another tag"),
  duplicate_open_tag: words("左花括号多了", "has a brace too many at its beginning"),
  duplicate_close_tag: words("右花括号多了", "has a brace too many at its end"),
  raw_xml_tag_should_be_only_text_in_paragraph: words(
    "照片标签要自成一段",
    "must be a paragraph of its own, being a photo",
  ),
};

function toTemplateError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  const known = templateError.safeParse(error);
  const inner = known.success ? (known.data.properties.errors ?? [known.data]) : [];
  const details = new Map(
    inner.flatMap(({ properties: { id, xtag } }): [string, Words][] => {
      if (id === undefined) return [];
      const tag = xtag === undefined ? "" : `{${xtag}}`;
      const why = reasons[id] ?? words(id, id);
      return [[`${tag}${id}`, words(`${tag}${why.zh}`, `${tag} ${why.en}`.trim())]];
    }),
  );
  if (details.size > 0) {
    return new AppError("templateTags", { file, tags: joined([...details.values()].slice(0, 5)) }, { cause: error });
  }
  return new AppError("templateUnreadable", { file }, { cause: error });
}

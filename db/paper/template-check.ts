/** Whether a .docx can serve as a template: a small, honest zip without macros or outside links, with known tags only. */
import yauzl from "yauzl";
import { AppError } from "../schema/app-error.ts";
import { mostTemplateBytes, type PaperKind } from "../schema/paper.ts";
import type { PaperTag } from "../schema/paper-tags.ts";
import { paperTags } from "../schema/paper.ts";
import { tagsOf, type UsedTag } from "./fill.ts";
import { words } from "../schema/words.ts";

const MB = 1024 * 1024;
const MOST_EXPANDED = 20 * MB;
const MOST_PARTS = 500;

/** Parts that run something or bring in other files. */
const active =
  /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|activeX\/|embeddings\/|afchunk|customUI)|\.(?:bin|exe|dll|js|vbs|html?|mht)$/iu;

/**
 * @param file the name to tell the user
 * @throws AppError templateTooLarge, templateUnreadable, templateActive, templateTags, templateUnknownTags
 */
export async function checkTemplate(bytes: Buffer, kind: PaperKind, file: string): Promise<void> {
  if (bytes.length > mostTemplateBytes) {
    throw new AppError("templateTooLarge", {
      file,
      size: Math.ceil(bytes.length / 1024),
      limit: mostTemplateBytes / 1024,
    });
  }
  await checkPackage(bytes, file);
  const unknown = unknownTags(tagsOf(bytes, file), paperTags(kind), []);
  if (unknown.length > 0) throw new AppError("templateUnknownTags", { file, tags: [...new Set(unknown)].join("、") });
}

async function checkPackage(bytes: Buffer, file: string): Promise<void> {
  const parts = await partsOf(bytes, file);
  const types = parts.get("[Content_Types].xml") ?? "";
  if (!parts.has("word/document.xml") || /macroEnabled/iu.test(types)) {
    throw new AppError(parts.has("word/document.xml") ? "templateActive" : "templateUnreadable", {
      file,
      part: words("宏", "macros"),
    });
  }
  for (const [name, xml] of parts) {
    if (active.test(name) || embedded.test(xml)) throw new AppError("templateActive", { file, part: name });
    if (/\.rels$/iu.test(name) && leadsOutside(xml)) {
      throw new AppError("templateActive", { file, part: words("外部链接", "outside links") });
    }
    const field = activeFields.exec(fieldCodes(xml))?.[1];
    if (field !== undefined) {
      throw new AppError("templateActive", { file, part: words(`域 ${field}`, `field ${field}`) });
    }
  }
}

/** Elements that bring in a file, a control, an object or text of the document's own making. */
const embedded =
  /<(?:\w+:)?(?:altChunk|attachedTemplate|OLEObject|control|objectEmbed|objectLink)\b|<!DOCTYPE|<!ENTITY/iu;

/** Fields that start another program or read another file (ECMA-376 part 1, 17.16.5; DDE and DDEAUTO of older Word). */
const activeFields =
  /(?:^|[^\p{L}\p{N}])(DDE(?:AUTO)?|LINK|INCLUDE(?:TEXT|PICTURE)?|IMPORT|DATABASE|MACROBUTTON|EMBED|RD|AUTOTEXT(?:LIST)?)(?=[^\p{L}\p{N}]|$)/iu;

/** The codes of a part's fields one after the other; Word lets one be spread over many runs. */
function fieldCodes(xml: string): string {
  const whole = [...xml.matchAll(/<(?:\w+:)?(fldChar|instrText)\b([^>]*?)(?:\/>|>([^<]*))/gu)].map(
    ([, element, attributes = "", text = ""]) =>
      // Where one field's code ends another begins.
      element === "fldChar" ? (/fldCharType\s*=\s*["']begin/u.test(attributes) ? "\n" : "") : text,
  );
  const simple = [...xml.matchAll(/<(?:\w+:)?fldSimple\b[^>]*?instr\s*=\s*(["'])(.*?)\1/gsu)].map(
    ([, , code = ""]) => code,
  );
  return decoded([...simple, whole.join("")].join("\n"));
}

/** A relationship to anything but a part of this package, whatever it calls itself (ECMA-376 part 2, 9.3). */
function leadsOutside(xml: string): boolean {
  const text = decoded(xml);
  return (
    /TargetMode\s*=\s*["']\s*External/iu.test(text) ||
    /Target\s*=\s*["']\s*(?:[a-z][a-z\d+.-]*:|\/\/|\\)/iu.test(text) ||
    /Type\s*=\s*["'][^"']*\/(?:attachedTemplate|oleObject|control|frame|subDocument|aFChunk|vbaProject)["']/iu.test(
      text,
    )
  );
}

const decoded = (xml: string): string =>
  xml
    .replaceAll(/&#x([\da-f]{1,6});|&#(\d{1,7});/giu, (whole, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    })
    .replaceAll("&quot;", '"');

/** The parts of the package; the text of those that are XML. Unpacked under a limit, whatever sizes it declares. */
async function partsOf(bytes: Buffer, file: string): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  let expanded = 0;
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted() || parts.size >= MOST_PARTS) throw new AppError("templateUnreadable", { file });
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        if (!Buffer.isBuffer(chunk)) continue;
        expanded += chunk.length;
        if (expanded > MOST_EXPANDED) {
          throw new AppError("templateTooLarge", {
            file,
            size: Math.ceil(expanded / 1024),
            limit: MOST_EXPANDED / 1024,
          });
        }
        chunks.push(chunk);
      }
      const isXml = /\.(?:xml|rels)$/iu.test(entry.fileName);
      const content = isXml ? Buffer.concat(chunks) : Buffer.alloc(0);
      // In UTF-16 nothing below would be found. Word and WPS write UTF-8.
      if (content.includes(0)) throw new AppError("templateUnreadable", { file });
      parts.set(entry.fileName, content.toString("utf8"));
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("templateUnreadable", { file }, { cause: error });
  }
  return parts;
}

/** Tags that no record fills. Inside a loop the tags around it are known too; `outer` are those, the nearest first. */
function unknownTags(
  used: readonly UsedTag[],
  known: readonly PaperTag[],
  outer: readonly (readonly PaperTag[])[],
): readonly string[] {
  return used.flatMap(({ name, isRaw, children }) => {
    const shown = `{${isRaw ? "@" : children === null ? "" : "#"}${name}}`;
    // Only inside the rows that are plain text does a dot mean something.
    if (name === ".") return known.length === 0 && !isRaw ? [] : [shown];
    const found = [known, ...outer].flat().find(({ tag }) => tag === name);
    if (found === undefined) return [shown];
    // Anything else as raw XML would put a clerk's text into the file's structure.
    if (isRaw !== (found.picture === true)) return [shown];
    if (children === null) return found.rows === undefined && found.condition !== true ? [] : [shown];
    return found.rows === undefined
      ? unknownTags(children, known, outer)
      : unknownTags(children, found.rows, [known, ...outer]);
  });
}

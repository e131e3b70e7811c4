/**
 * A .docx as HTML, by docx-preview: its sections and its style rules. docx-preview knows neither page numbers nor repeated
 * table rows, so its model is completed between reading and drawing; and it does not break pages, which `paginate.ts` does.
 */
import { parseAsync, renderDocument } from "docx-preview";
import { z } from "zod";
import { familyWithFallbacks } from "./fonts.ts";

export interface DocxNodes {
  /** In the order of the document; each begins a new page. */
  readonly sections: readonly HTMLElement[];
  /** Header and footer for odd and even pages, where the document tells them apart; else each section has its own. */
  readonly margins: { readonly odd: HTMLElement; readonly even: HTMLElement } | null;
  readonly css: string;
}

/** Set on what `paginate.ts` looks for. */
export const pageNumberClass = "paper-page-number";
export const repeatedRowClass = "paper-repeated-row";

interface Part {
  type?: string;
  children?: Part[];
  className?: string;
  isHeader?: boolean | null;
  fieldRun?: boolean;
  text?: string;
  charType?: string;
  pageBreakBefore?: boolean;
}

interface Model {
  readonly documentPart: { readonly body: Part };
  readonly settingsPart?: { readonly settings?: { readonly evenAndOddHeaders?: boolean | null } | null } | null;
  readonly parts?: readonly { readonly rootElement?: unknown }[];
}

/** What is used of docx-preview's model, which has no types of its own. */
const modelSchema = z.looseObject({
  documentPart: z.looseObject({ body: z.looseObject({ children: z.array(z.unknown()) }) }),
  settingsPart: z
    .looseObject({ settings: z.looseObject({ evenAndOddHeaders: z.boolean().nullish() }).nullish() })
    .nullish(),
  parts: z.array(z.looseObject({})).optional(),
});
const isModel = (value: unknown): value is Model => modelSchema.safeParse(value).success;

const options = {
  className: "docx",
  inWrapper: false,
  ignoreLastRenderedPageBreak: true,
  renderAltChunks: false,
  renderComments: false,
  renderChanges: false,
} as const;

/** @throws Error when the file is no .docx that docx-preview can read */
export async function docxNodes(docx: Uint8Array): Promise<DocxNodes> {
  const model: unknown = await parseAsync(new Blob([new Uint8Array(docx)]), options);
  if (!isModel(model)) throw new Error("docx-preview");
  const { body } = model.documentPart;
  complete(body);
  for (const { rootElement } of model.parts ?? []) if (isPart(rootElement)) complete(rootElement);
  const isTwoSided = model.settingsPart?.settings?.evenAndOddHeaders === true;
  // Two more sections, never shown: one lies on an odd page, the other on an even one.
  if (isTwoSided) body.children?.push(blankSection(), blankSection());
  const nodes = await renderDocument(model, options);
  const elements = nodes.filter((node) => node instanceof HTMLElement);
  const sections = elements.filter(({ tagName }) => tagName === "SECTION");
  const shown = isTwoSided ? sections.slice(0, -2) : sections;
  const css = elements
    .filter(({ tagName }) => tagName === "STYLE")
    .map(({ textContent }) => textContent)
    .join("\n")
    .replaceAll(":root", ":host, :root");
  for (const section of sections) withFallbacks(section);
  return {
    sections: shown,
    margins: isTwoSided ? oddAndEven(sections, shown.length) : null,
    css: cssWithFallbacks(css),
  };
}

const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && "type" in value;

const blankSection = (): Part => ({ type: "paragraph", pageBreakBefore: true, children: [] });

/** docx-preview counts its sections as pages, the first one (index 0) odd. */
function oddAndEven(sections: readonly HTMLElement[], index: number): DocxNodes["margins"] {
  const [first, second] = sections.slice(index);
  if (first === undefined || second === undefined) return null;
  return index % 2 === 0 ? { odd: first, even: second } : { odd: second, even: first };
}

/** Marks repeated rows, and turns PAGE fields into spans for the number. */
function complete(part: Part): void {
  // `<w:tblHeader/>` without a value means yes, and is read as null.
  if (part.isHeader !== undefined && part.isHeader !== false) part.className = repeatedRowClass;
  if (part.children === undefined) return;
  part.children = withPageNumbers(part.children);
  for (const child of part.children) complete(child);
}

/** A field is runs from `begin` to `end`; what lies after `separate` is its last known value. */
function withPageNumbers(children: readonly Part[]): Part[] {
  const result: Part[] = [];
  let field: { instruction: string; isValue: boolean } | null = null;
  let model: Part | null = null;
  for (const run of children) {
    for (const piece of run.children ?? []) {
      if (piece.type === "complexField" && piece.charType === "begin") field = { instruction: "", isValue: false };
      if (piece.type === "instruction" && field !== null) field.instruction += piece.text ?? "";
      if (piece.type === "complexField" && piece.charType === "separate" && field !== null) field.isValue = true;
    }
    const isPage = field !== null && /^\s*PAGE\b/u.test(field.instruction);
    if (isPage && run.fieldRun !== true) model = run;
    if (!isPage || field?.isValue !== true || run.fieldRun === true) result.push(run);
    const isEnd = (run.children ?? []).some(({ type, charType }) => type === "complexField" && charType === "end");
    if (!isEnd) continue;
    if (isPage) result.push(numberRun(model ?? run));
    field = null;
    model = null;
  }
  return result;
}

const numberRun = (like: Part): Part => ({
  ...like,
  fieldRun: false,
  className: pageNumberClass,
  children: [{ type: "text", text: "0" }],
});

/** The document's fonts, each followed by what stands in for it here. */
function withFallbacks(root: HTMLElement): void {
  for (const element of root.querySelectorAll<HTMLElement>("[style]")) {
    const { fontFamily } = element.style;
    if (fontFamily !== "") element.style.fontFamily = familyWithFallbacks(fontFamily);
  }
}

const cssWithFallbacks = (css: string): string =>
  css.replaceAll(/font-family:\s*([^;}\r\n]+)/gu, (whole, family: string) =>
    family.includes("var(") ? whole : `font-family: ${familyWithFallbacks(family)}`,
  );

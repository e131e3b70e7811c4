/** A document's pages, drawn into a shadow root so that neither its styles nor the window's reach the other. */
import { docxNodes } from "./docx-nodes.ts";
import { paginate, type Pages } from "./paginate.ts";

const pageCss = `
:host { display: block; color: black; }
:host(:not(:last-child)) { break-after: page; }
.paper-pages { display: block; width: max-content; margin: 0 auto; }
.paper-pages > section { background: white; break-after: page; break-inside: avoid; overflow: hidden; }
.paper-pages > section:last-child { break-after: auto; }
.paper-pages > section > article { width: 100%; }
@media screen { .paper-pages > section { margin-bottom: 16px; box-shadow: 0 0 6px rgb(0 0 0 / 35%); } }
`;

export interface RenderedPaper extends Pages {
  /** Holds the pages; lies out of sight until it is put somewhere. */
  readonly host: HTMLElement;
  /** Takes the pages away and frees their pictures. */
  readonly dispose: () => void;
}

/**
 * Draws the pages of a .docx, out of sight: inside a dialog that is still opening, measures would be those of a scaled box.
 * @throws Error when the document cannot be read
 */
export async function renderPaper(docx: Uint8Array): Promise<RenderedPaper> {
  const host = document.createElement("div");
  host.className = hiddenClass;
  document.body.append(host);
  try {
    return await drawInto(host, docx);
  } catch (error) {
    host.remove();
    throw error;
  }
}

/** `position: absolute` outside the window (browser-print.css, print-page.css): laid out, and not shown. */
const hiddenClass = "paper-hidden";

async function drawInto(host: HTMLElement, docx: Uint8Array): Promise<RenderedPaper> {
  const shadow = host.attachShadow({ mode: "open" });
  const nodes = await docxNodes(docx);
  shadow.adoptedStyleSheets = [pageCss, nodes.css].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  const root = document.createElement("div");
  root.className = "paper-pages";
  shadow.append(root);
  await document.fonts.ready;
  const pages = paginate(nodes, root);
  const images = [...root.querySelectorAll("img")];
  // Their captions stand below them.
  for (const image of images) image.alt = "";
  // One that cannot be decoded stays an empty frame; the rest of the document is printed.
  await Promise.allSettled(images.map((image) => image.decode()));
  const dispose = (): void => {
    for (const { src } of images) URL.revokeObjectURL(src);
    host.remove();
  };
  return { ...pages, host, dispose };
}

/**
 * The documents' page sizes for the printer, as rules of the whole document: `@page` has no effect inside a shadow root. The
 * first one's is that of the sheet; a document of another size names its own.
 */
export function printSheet(documents: readonly RenderedPaper[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  const sizeOf = ({ width, height }: Pages): string => `size: ${width / 96}in ${height / 96}in; margin: 0;`;
  const [first] = documents;
  const rules = first === undefined ? [] : [`@page { ${sizeOf(first)} }`];
  documents.forEach((document, index) => {
    if (first === undefined || sizeOf(document) === sizeOf(first)) return;
    document.host.dataset["page"] = String(index);
    rules.push(`@page document${index} { ${sizeOf(document)} }`, `[data-page="${index}"] { page: document${index}; }`);
  });
  sheet.replaceSync(rules.join("\n"));
  return sheet;
}

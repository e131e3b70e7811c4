/** A document's pages, drawn into a shadow root so that neither its styles nor the window's reach the other. */
import { docxNodes } from "./docx-nodes.ts";
import { paginate, type Pages } from "./paginate.ts";

const pageCss = `
:host { display: block; background: white; color: black; }
.paper-pages { display: block; width: max-content; margin: 0 auto; }
.paper-pages > section { background: white; break-after: page; break-inside: avoid; overflow: hidden; }
.paper-pages > section:last-child { break-after: auto; }
.paper-pages > section > article { width: 100%; }
@media screen { .paper-pages > section { margin-bottom: 16px; box-shadow: 0 0 6px rgb(0 0 0 / 35%); } }
`;

export interface RenderedPaper extends Pages {
  /** Frees the pictures. */
  readonly dispose: () => void;
}

/**
 * Draws the pages of a .docx. `host` must be in the document and visible, so that it has a layout.
 * @throws Error when the document cannot be read
 */
export async function renderPaper(docx: Uint8Array, host: HTMLElement): Promise<RenderedPaper> {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const nodes = await docxNodes(docx);
  const sheets = [pageCss, nodes.css].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  shadow.adoptedStyleSheets = sheets;
  const root = document.createElement("div");
  root.className = "paper-pages";
  shadow.replaceChildren(root);
  await document.fonts.ready;
  const pages = paginate(nodes, root);
  const images = [...root.querySelectorAll("img")];
  // One that cannot be decoded stays an empty frame; the rest of the document is printed.
  await Promise.allSettled(images.map((image) => image.decode()));
  return { ...pages, dispose: () => images.forEach(({ src }) => URL.revokeObjectURL(src)) };
}

/** The page size for the printer, as a rule of the whole document: `@page` has no effect inside a shadow root. */
export function printSheet({ width, height }: Pages): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { size: ${width / 96}in ${height / 96}in; margin: 0; }`);
  return sheet;
}

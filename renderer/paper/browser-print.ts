/** Printing where there is no shell: the pages in this very page, everything else hidden, and the browser's own dialog. */
import { printSheet, renderPaper, type RenderedPaper } from "./render.ts";
import { showIn } from "./show-in.ts";
import "./browser-print.css";

/** Resolves when the browser's dialog was closed; a browser does not tell whether it printed. */
export async function printInBrowser(documents: readonly Uint8Array[]): Promise<void> {
  const drawn: RenderedPaper[] = [];
  const place = document.createElement("div");
  place.className = "paper-print";
  const sheets = document.adoptedStyleSheets;
  try {
    for (const docx of documents) drawn.push(await renderPaper(docx));
    document.body.append(place);
    showIn(place, ...drawn.map(({ host }) => host));
    document.adoptedStyleSheets = [...sheets, printSheet(drawn)];
    document.documentElement.classList.add("paper-printing");
    window.print();
  } finally {
    document.documentElement.classList.remove("paper-printing");
    document.adoptedStyleSheets = sheets;
    for (const { dispose } of drawn) dispose();
    place.remove();
  }
}

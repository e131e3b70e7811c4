/** Printing where there is no shell: the pages in this very page, everything else hidden, and the browser's own dialog. */
import { printSheet, renderPaper } from "./render.ts";
import { showIn } from "./show-in.ts";
import "./browser-print.css";

/** Resolves when the browser's dialog was closed; a browser does not tell whether it printed. */
export async function printInBrowser(docx: Uint8Array): Promise<void> {
  const pages = await renderPaper(docx);
  const place = document.createElement("div");
  place.className = "paper-print";
  const sheets = document.adoptedStyleSheets;
  try {
    document.body.append(place);
    showIn(place, pages.host);
    document.adoptedStyleSheets = [...sheets, printSheet(pages)];
    document.documentElement.classList.add("paper-printing");
    window.print();
  } finally {
    document.documentElement.classList.remove("paper-printing");
    document.adoptedStyleSheets = sheets;
    pages.dispose();
    place.remove();
  }
}

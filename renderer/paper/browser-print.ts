/** Printing where there is no shell: the pages in this very page, everything else hidden, and the browser's own dialog. */
import { printSheet, renderPaper } from "./render.ts";
import "./browser-print.css";

/** Resolves when the browser's dialog was closed; a browser does not tell whether it printed. */
export async function printInBrowser(docx: Uint8Array): Promise<void> {
  const host = document.createElement("div");
  host.className = "paper-print";
  document.body.append(host);
  const sheets = document.adoptedStyleSheets;
  try {
    const pages = await renderPaper(docx, host);
    document.adoptedStyleSheets = [...sheets, printSheet(pages)];
    document.documentElement.classList.add("paper-printing");
    window.print();
    pages.dispose();
  } finally {
    document.documentElement.classList.remove("paper-printing");
    document.adoptedStyleSheets = sheets;
    host.remove();
  }
}

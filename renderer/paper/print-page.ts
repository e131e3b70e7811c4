/**
 * Entry of print.html, the page of the hidden window that prints and writes PDF. It has no bridge to the program: it
 * fetches the documents that its address names, draws them one after another, and tells their size.
 */
import { printSheet, renderPaper, type RenderedPaper } from "./render.ts";
import { showIn } from "./show-in.ts";
import "./print-page.css";

declare global {
  interface Window {
    paperReady?: Promise<{ readonly pages: number; readonly width: number; readonly height: number }>;
  }
}

async function draw(): Promise<{ readonly pages: number; readonly width: number; readonly height: number }> {
  const place = document.querySelector<HTMLElement>("#paper");
  if (place === null) throw new Error("print.html");
  const drawn: RenderedPaper[] = [];
  for (const ticket of location.hash.slice(1).split(",")) {
    const response = await fetch(`/paper/${encodeURIComponent(ticket)}`);
    if (!response.ok) throw new Error(`document: ${response.status}`);
    drawn.push(await renderPaper(new Uint8Array(await response.arrayBuffer())));
  }
  showIn(place, ...drawn.map(({ host }) => host));
  document.adoptedStyleSheets = [printSheet(drawn)];
  const [first] = drawn;
  if (first === undefined) throw new Error("print.html without a document");
  const pages = drawn.reduce((sum, { count }) => sum + count, 0);
  return { pages, width: first.width, height: first.height };
}

window.paperReady = draw();
// Its failure is asked for by the program, not lost.
window.paperReady.catch(() => {});

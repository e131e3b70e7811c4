/**
 * Entry of print.html, the page of the hidden window that prints and writes PDF. It has no bridge to the program: it
 * fetches the one document that its address names, draws it, and tells its size.
 */
import { printSheet, renderPaper } from "./render.ts";
import { showIn } from "./show-in.ts";
import "./print-page.css";

declare global {
  interface Window {
    paperReady?: Promise<{ readonly pages: number; readonly width: number; readonly height: number }>;
  }
}

async function draw(): Promise<{ readonly pages: number; readonly width: number; readonly height: number }> {
  const response = await fetch(`/paper/${encodeURIComponent(location.hash.slice(1))}`);
  if (!response.ok) throw new Error(`document: ${response.status}`);
  const place = document.querySelector<HTMLElement>("#paper");
  if (place === null) throw new Error("print.html");
  const pages = await renderPaper(new Uint8Array(await response.arrayBuffer()));
  showIn(place, pages.host);
  document.adoptedStyleSheets = [printSheet(pages)];
  return { pages: pages.count, width: pages.width, height: pages.height };
}

window.paperReady = draw();
// Its failure is asked for by the program, not lost.
window.paperReady.catch(() => {});

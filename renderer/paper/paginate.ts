/**
 * Breaks the sections of a document into pages, as they are shown, printed and written to PDF. The browser lays out; this
 * file looks where a block passes the type area's end, and goes on there on the next page: paragraphs between lines, tables
 * between rows (a row that is too long, between its lines), with repeated rows on top.
 */
import { pageNumberClass, repeatedRowClass, type DocxNodes } from "./docx-nodes.ts";
import { splitParagraph } from "./split-paragraph.ts";

/** Half a pixel: line boxes of 28.95 pt do not end on whole ones. */
const TOLERANCE = 0.75;
/** A document that needs more is not one that a clerk prints; layout that never ends must end. */
const MOST_PAGES = 500;

export interface Pages {
  readonly count: number;
  /** Of the first page, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Puts the pages into `root`, which must be in a document, so that there is a layout. */
export function paginate({ sections, margins }: DocxNodes, root: HTMLElement): Pages {
  const flow = new Flow(root, margins);
  for (const section of sections) flow.section(section);
  flow.finish();
  const first = root.querySelector("section");
  const { width, height } = first?.getBoundingClientRect() ?? { width: 0, height: 0 };
  return { count: flow.count, width, height };
}

class Flow {
  count = 0;
  #article: HTMLElement = document.createElement("article");
  #limit = 0;
  #isFresh = true;
  #source: HTMLElement | null = null;
  readonly #root: HTMLElement;
  readonly #margins: DocxNodes["margins"];

  constructor(root: HTMLElement, margins: DocxNodes["margins"]) {
    this.#root = root;
    this.#margins = margins;
  }

  section(source: HTMLElement): void {
    this.#source = source;
    this.#newPage();
    const articles = [...source.children].filter(({ tagName }) => tagName === "ARTICLE");
    // Taken out one by one, so a list that does not change with it.
    const blocks = articles.flatMap((article) => Array.from(article.children));
    for (const block of blocks) this.#place(block);
  }

  /** Numbers in, once the pages stand. */
  finish(): void {
    [...this.#root.children].forEach((page, index) => {
      for (const number of page.querySelectorAll(`.${pageNumberClass}`)) number.textContent = String(index + 1);
    });
  }

  #newPage(): void {
    if (this.#source === null) return;
    if (this.count >= MOST_PAGES) throw new Error(`${MOST_PAGES} pages`);
    this.count += 1;
    const page = this.#source.cloneNode(false) as HTMLElement;
    page.style.height = page.style.minHeight;
    const [header, footer] = ["HEADER", "FOOTER"].map((tag) => this.#margin(tag));
    this.#article = document.createElement("article");
    if (header !== undefined) page.append(header);
    page.append(this.#article);
    if (footer !== undefined) page.append(footer);
    this.#root.append(page);
    const style = getComputedStyle(page);
    this.#limit = page.getBoundingClientRect().bottom - Number.parseFloat(style.paddingBottom) + TOLERANCE;
    this.#isFresh = true;
  }

  #margin(tag: string): HTMLElement | undefined {
    const model = this.#margins === null ? this.#source : this.count % 2 === 1 ? this.#margins.odd : this.#margins.even;
    const found = [...(model?.children ?? [])].find(({ tagName }) => tagName === tag);
    return found?.cloneNode(true) as HTMLElement | undefined;
  }

  #place(block: Element): void {
    this.#article.append(block);
    if (block.getBoundingClientRect().bottom <= this.#limit) {
      this.#isFresh = false;
      return;
    }
    const rest = this.#split(block);
    if (rest === "whole") {
      // It begins a page already: better cut off at the edge than never printed.
      if (this.#isFresh) {
        this.#isFresh = false;
        return;
      }
      block.remove();
      this.#newPage();
      this.#place(block);
      return;
    }
    this.#newPage();
    this.#place(rest);
  }

  /** What does not fit, or "whole" when nothing of the block does. */
  #split(block: Element): Element | "whole" {
    if (block instanceof HTMLTableElement) return splitTable(block, this.#limit, this.#isFresh) ?? "whole";
    if (block instanceof HTMLParagraphElement) return splitParagraph(block, this.#limit) ?? "whole";
    return "whole";
  }
}

/** The rows from the first that does not fit, in a table of their own under the repeated ones. */
function splitTable(table: HTMLTableElement, limit: number, mayCut: boolean): HTMLTableElement | null {
  const rows = [...table.rows];
  const heads = rows.filter((row, index) => row.classList.contains(repeatedRowClass) && isHead(rows, index));
  const at = rows.findIndex((row) => row.getBoundingClientRect().bottom > limit);
  const row = rows[at];
  if (row === undefined || at < heads.length) return null;
  const isFirst = at === heads.length;
  const cut = splitRow(row, limit, isFirst && mayCut);
  if (cut === null && isFirst) return null;
  const rest = table.cloneNode(false) as HTMLTableElement;
  for (const column of table.querySelectorAll(":scope > colgroup")) rest.append(column.cloneNode(true));
  for (const head of heads) rest.append(head.cloneNode(true));
  if (cut !== null) rest.append(cut);
  rest.append(...rows.slice(cut === null ? at : at + 1));
  return rest;
}

/** Repeated rows count from the top alone. */
const isHead = (rows: readonly HTMLTableRowElement[], index: number): boolean =>
  rows.slice(0, index + 1).every((row) => row.classList.contains(repeatedRowClass));

/**
 * The part of a row below the limit, as a row; null when it is better moved as a whole: one without long texts, or of which
 * not every text would keep a line here. `must` cuts it all the same, because a fresh page holds no more.
 */
function splitRow(row: HTMLTableRowElement, limit: number, must: boolean): HTMLTableRowElement | null {
  const lines = 3;
  const isLong = row.getBoundingClientRect().height > lines * lineHeightOf(row) || must;
  if (!isLong) return null;
  const top = row.getBoundingClientRect().top;
  if (!must && limit - top < 2 * lineHeightOf(row)) return null;
  const rest = row.cloneNode(false) as HTMLTableRowElement;
  rest.style.height = "";
  let hasMoved = false;
  for (const cell of row.cells) {
    const below = cell.cloneNode(false) as HTMLTableCellElement;
    // Centred text would stand across the cut.
    cell.style.verticalAlign = "top";
    below.style.verticalAlign = "top";
    rest.append(below);
  }
  [...row.cells].forEach((cell, index) => {
    const below = rest.cells[index];
    const blocks = Array.from(cell.children);
    for (const block of blocks) {
      if (below === undefined || block.getBoundingClientRect().bottom <= limit) continue;
      const part =
        block instanceof HTMLParagraphElement && below.childElementCount === 0 ? splitParagraph(block, limit) : null;
      below.append(part ?? block);
      hasMoved = true;
    }
  });
  if (!hasMoved) return null;
  row.style.height = "";
  return rest;
}

function lineHeightOf(row: HTMLTableRowElement): number {
  const paragraph = row.querySelector("p");
  const height = paragraph === null ? Number.NaN : Number.parseFloat(getComputedStyle(paragraph).lineHeight);
  return Number.isNaN(height) ? 20 : height;
}

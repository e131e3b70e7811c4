/** Cuts a paragraph between two lines. */

/**
 * Takes the lines below `limit` (in the window's pixels) out of a paragraph.
 * @returns them as a paragraph that goes on without indentation; null when not even one line fits
 */
export function splitParagraph(paragraph: HTMLParagraphElement, limit: number): HTMLParagraphElement | null {
  const lineHeight = Number.parseFloat(getComputedStyle(paragraph).lineHeight);
  /** A line is higher than its letters; rectangles of text are as high as the letters' font. */
  const endOf = (rect: DOMRect): number =>
    Number.isNaN(lineHeight) ? rect.bottom : (rect.top + rect.bottom) / 2 + lineHeight / 2;
  const cut = firstBelow(paragraph, (rect) => endOf(rect) > limit);
  if (cut === null) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(cut.node, cut.offset);
  if (before.toString() === "" && before.cloneContents().querySelector("img") === null) return null;
  const after = document.createRange();
  after.selectNodeContents(paragraph);
  after.setStart(cut.node, cut.offset);
  const rest = paragraph.cloneNode(false) as HTMLParagraphElement;
  rest.style.textIndent = "0";
  rest.style.marginTop = "0";
  rest.append(after.extractContents());
  // The last line here is in the middle of the text: it fills its measure like the others.
  if (getComputedStyle(paragraph).textAlign === "justify") paragraph.style.textAlignLast = "justify";
  paragraph.style.marginBottom = "0";
  return rest;
}

interface Place {
  readonly node: Node;
  readonly offset: number;
}

/** Where the first letter or picture stands that is below; null when there is none. */
function firstBelow(paragraph: HTMLElement, isBelow: (rect: DOMRect) => boolean): Place | null {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof HTMLImageElement && isBelow(node.getBoundingClientRect())) {
      const parent = node.parentNode;
      return parent === null ? null : { node: parent, offset: [...parent.childNodes].indexOf(node) };
    }
    if (!(node instanceof Text) || node.length === 0) continue;
    if (!isBelow(rectOf(node, node.length - 1))) continue;
    // Lines go down: the first letter below is found by halving.
    let low = 0;
    let high = node.length - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isBelow(rectOf(node, middle))) high = middle;
      else low = middle + 1;
    }
    return { node, offset: low };
  }
  return null;
}

function rectOf(text: Text, at: number): DOMRect {
  const range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  return range.getBoundingClientRect();
}

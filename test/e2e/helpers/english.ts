/** What an English window must not show: Chinese of the program's own, and texts that are cut off. */
import type { Page } from "playwright-core";

/** Characters and marks of Chinese; the wide space that parts two facts is none. */
const chinese = "[\\u3001-\\u303f\\u3400-\\u9fff\\uff00-\\uffef]";

/** Texts, hints and names of controls with Chinese in them, but for what is marked as Chinese on purpose (`lang`). */
export const chineseTexts = (page: Page): Promise<string[]> =>
  page.evaluate((characters) => {
    const pattern = new RegExp(characters, "u");
    const found = new Set<string>();
    const isMeant = (element: Element | null): boolean => element?.closest("[lang]")?.getAttribute("lang") === "zh-CN";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) {
      const { textContent, parentElement } = walker.currentNode;
      const text = textContent?.trim() ?? "";
      if (pattern.test(text) && parentElement?.checkVisibility() === true && !isMeant(parentElement)) found.add(text);
    }
    for (const element of document.querySelectorAll("*")) {
      const texts = ["aria-label", "title", "placeholder", "alt"].map((name) => element.getAttribute(name) ?? "");
      const value = element instanceof HTMLInputElement ? element.value : "";
      for (const text of [...texts, value]) if (pattern.test(text) && !isMeant(element)) found.add(text);
    }
    return [...found];
  }, chinese);

/** Buttons, heads and labels whose words do not fit. The strip's tabs shorten titles by design. */
export const clippedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const fits = (element: HTMLElement): boolean => {
      if (element.clientWidth <= 1 || getComputedStyle(element).overflowX === "visible") return true;
      return element.scrollWidth <= element.clientWidth + 1;
    };
    // A record's title in a row is shortened by design; its whole text is a hint or one press away.
    const words = '*:not([class*="-title"])';
    const names =
      "button, th, [role=columnheader], label, h1, h2, h3, .mark, .ant-tag, .settings-table .ant-select-content";
    return [...document.querySelectorAll<HTMLElement>(names)]
      .filter((element) => element.checkVisibility() && element.closest(".form-strip") === null)
      .filter((element) => ![element, ...element.querySelectorAll<HTMLElement>(words)].every(fits))
      .map((element) => element.textContent.trim());
  });

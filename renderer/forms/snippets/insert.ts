/** Puts text where the cursor is, the way typing does: the browser's own undo and the form both see it. */

/**
 * @param replaced how many characters before the cursor give way
 * @throws Error when the browser takes no text there (a locked field)
 */
export function insertText(element: HTMLTextAreaElement, text: string, replaced = 0): void {
  element.focus();
  if (replaced > 0) element.setSelectionRange(element.selectionStart - replaced, element.selectionStart);
  // Deprecated and without a successor: nothing else reaches the undo list of a text field.
  // oxlint-disable-next-line typescript/no-deprecated
  if (!document.execCommand("insertText", false, text)) throw new Error("the field takes no text");
}

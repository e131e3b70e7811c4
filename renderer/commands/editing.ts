/** Whether text is being edited there, so that Ctrl+Z is the text's own. */
export const isEditing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("textarea, input:not([type=checkbox], [type=radio], [type=button])"));

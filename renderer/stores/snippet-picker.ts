/** The text field for which the list of 常用语 is open, with the place of its cursor. */
import { create } from "zustand";

interface SnippetPicker {
  readonly target: { readonly element: HTMLTextAreaElement; readonly start: number; readonly end: number } | null;
  readonly open: (element: HTMLTextAreaElement) => void;
  readonly close: () => void;
}

export const useSnippetPicker = create<SnippetPicker>()((set) => ({
  target: null,
  open: (element) => set({ target: { element, start: element.selectionStart, end: element.selectionEnd } }),
  close: () => set({ target: null }),
}));

/** Language and text size: a matter of this PC and its user, so they live in the browser's storage, not in the records. */
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { switchTexts, type Language } from "./i18n.ts";

export type TextSize = "normal" | "large" | "larger";

interface Appearance {
  readonly language: Language;
  readonly textSize: TextSize;
  /** Somebody chose them here; false while they are what a page shows that was never opened before. */
  readonly isChosen: boolean;
  readonly setLanguage: (language: Language) => void;
  readonly setTextSize: (textSize: TextSize) => void;
}

export const useAppearance = create<Appearance>()(
  persist(
    (set) => ({
      language: "zh",
      textSize: "normal",
      isChosen: false,
      setLanguage: (language) => {
        switchTexts(language);
        set({ language, isChosen: true });
      },
      setTextSize: (textSize) => set({ textSize, isChosen: true }),
    }),
    { name: "appearance", partialize: ({ language, textSize, isChosen }) => ({ language, textSize, isChosen }) },
  ),
);

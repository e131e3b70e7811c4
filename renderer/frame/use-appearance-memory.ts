/**
 * Language and text size live in the page's own storage, where the first paint finds them. A browser's page has a new address
 * at each start and finds nothing there, and neither does a successor's PC: both take them from the preferences in the
 * database. What is chosen here goes there, and to the shell, which has to speak when the page cannot.
 */
import { useEffect } from "react";
import { shell } from "../hosts/client.ts";
import { useAppearance } from "../text/appearance.ts";
import { usePreferences } from "../stores/preferences.ts";
import { useToast } from "../ui/use-toast.tsx";

export function useAppearanceMemory(): void {
  const { language, textSize, isChosen, setLanguage, setTextSize } = useAppearance();
  const isLoaded = usePreferences((state) => state.isLoaded);
  const kept = usePreferences((state) => state.values.appearance);
  const save = usePreferences((state) => state.save);
  const toast = useToast();
  useEffect(() => {
    if (!isLoaded) return;
    if (!isChosen && kept !== null) {
      setLanguage(kept.language);
      setTextSize(kept.textSize);
    } else if (isChosen && (kept?.language !== language || kept.textSize !== textSize)) {
      save({ appearance: { language, textSize } }).catch(toast.failed);
    }
  }, [isLoaded, isChosen, kept, language, textSize, setLanguage, setTextSize, save, toast]);
  useEffect(() => {
    shell.setLanguage(language).catch(toast.failed);
  }, [language, toast]);
}

/** Remembers which saved records were opened, for the palette before anything is typed. */
import { useEffect } from "react";
import { usePreferences } from "../stores/preferences.ts";
import { useRoute } from "../stores/route.ts";
import { useToast } from "../ui/use-toast.tsx";

const KEPT = 12;

export function useRecent(): void {
  const opened = useRoute(({ route }) => (route.screen === "record" ? route.recordId : null));
  const toast = useToast();
  useEffect(() => {
    if (opened === null) return;
    const { values, save } = usePreferences.getState();
    if (values.recentRecords[0] === opened) return;
    const recentRecords = [opened, ...values.recentRecords.filter((id) => id !== opened)].slice(0, KEPT);
    save({ recentRecords }).catch(toast.failed);
  }, [opened, toast]);
}

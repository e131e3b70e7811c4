/** From one open form to another, or to a form from any other screen. */
import { useRoute } from "../stores/route.ts";
import type { OpenTab } from "../stores/open-forms.ts";
import { flushSession } from "./form-sessions.ts";

/** What was typed last is on disk before the other form reads its draft. Back leads to where the forms were opened from. */
export function goToForm({ route: to }: Pick<OpenTab, "route">): void {
  const { route: shown, open, replace } = useRoute.getState();
  const isForm = shown.screen === "record";
  if (isForm && shown.draftKey === to.draftKey) return;
  void (isForm ? flushSession(shown.draftKey) : Promise.resolve()).then(() => (isForm ? replace : open)(to));
}

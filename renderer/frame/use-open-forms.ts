/** Going to and closing open forms, and remembering them over a restart. */
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cancelFiles, dropSession, flushSession } from "../forms/form-sessions.ts";
import { goToForm } from "../forms/go-to-form.ts";
import { useChanges } from "../stores/changes.ts";
import { keysOf, nextTab, readTabs, useOpenForms, type OpenTab } from "../stores/open-forms.ts";
import { usePreferences } from "../stores/preferences.ts";
import { useRoute } from "../stores/route.ts";
import { useToast } from "../ui/use-toast.tsx";

export interface FormTabs {
  readonly tabs: readonly OpenTab[];
  /** The draft key of the form on the screen. */
  readonly active: string | null;
  readonly go: (tab: OpenTab) => void;
  readonly step: (by: 1 | -1) => void;
  readonly close: (tab: OpenTab) => void;
}

export function useFormTabs(): FormTabs {
  const { t } = useTranslation();
  const toast = useToast();
  const tabs = useOpenForms((state) => state.tabs);
  const route = useRoute((state) => state.route);
  const active = route.screen === "record" ? route.draftKey : null;

  const step = useCallback(
    (by: 1 | -1) => {
      const next = nextTab(tabs, active, by);
      if (next !== undefined) goToForm(next);
    },
    [tabs, active],
  );
  const close = useCallback(
    async (tab: OpenTab) => {
      const { draftKey } = tab.route;
      const givenUp = cancelFiles(draftKey);
      if (givenUp > 0) toast.warn(t("attachment.givenUp", { count: givenUp }));
      await flushSession(draftKey);
      const { forget, restore, tabs: open } = useOpenForms.getState();
      // As the form stands after the last keystroke.
      const last = open.find(({ route: { draftKey: key } }) => key === draftKey) ?? tab;
      const neighbour = nextTab(open, draftKey, open.at(-1) === last ? -1 : 1);
      forget(draftKey);
      const navigation = useRoute.getState();
      navigation.forget(draftKey);
      if (navigation.route.screen === "record" && navigation.route.draftKey === draftKey) {
        if (neighbour === undefined || neighbour === last) navigation.back();
        else navigation.replace(neighbour.route);
      }
      dropSession(draftKey);
      useChanges.getState().changed();
      if (!last.isUnsaved) return;
      toast.offer(t("forms.draftKept"), t("forms.reopen"), () => {
        restore([last]);
        goToForm(last);
      });
    },
    [toast, t],
  );
  return { tabs, active, go: goToForm, step, close: useCallback((tab) => void close(tab), [close]) };
}

/** How long the strip may be ahead of the disk; its forms' contents are not: drafts have their own, shorter delay. */
const REMEMBER_MS = 300;

/** Brings back the forms of the last time, then keeps this PC's preference in step with the strip. */
export function useRememberedForms(): void {
  const toast = useToast();
  const isLoaded = usePreferences((state) => state.isLoaded);
  const isRead = useRef(false);
  useEffect(() => {
    if (!isLoaded || isRead.current) return;
    isRead.current = true;
    const { values, save } = usePreferences.getState();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let written = JSON.stringify(values.openForms);
    const write = () => {
      const openForms = keysOf(useOpenForms.getState().tabs);
      const text = JSON.stringify(openForms);
      if (text === written) return;
      written = text;
      save({ openForms }).catch(toast.failed);
    };
    readTabs(values.openForms)
      .then(useOpenForms.getState().restore, toast.failed)
      .finally(() => {
        useOpenForms.subscribe(() => {
          clearTimeout(timer);
          timer = setTimeout(write, REMEMBER_MS);
        });
      })
      .catch(toast.failed);
  }, [isLoaded, toast]);
}

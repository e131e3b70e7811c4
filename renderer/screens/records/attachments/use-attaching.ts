/** What the panel of a form shows of the files on their way into it, and how their end is told. */
import { useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { defaultSettings } from "../../../../db/schema/settings.ts";
import type { FilesState, Outcome } from "../../../forms/form-files.ts";
import type { Limits } from "../../../files/prepare.ts";
import type { FormSession } from "../../../forms/form-sessions.ts";
import { goToForm } from "../../../forms/go-to-form.ts";
import { useOpenForms } from "../../../stores/open-forms.ts";
import { useStatus } from "../../../stores/status.ts";
import { useToast } from "../../../ui/use-toast.tsx";

export interface Attaching extends FilesState {
  readonly limits: Limits;
  readonly setKeepOriginal: (keep: boolean) => void;
  readonly add: (files: readonly File[]) => void;
  /** The content of a row whose own is missing or changed; its name and role stay. */
  readonly replace: (sha256: string, file: File) => void;
  readonly cancel: (id: number) => void;
  readonly cancelAll: () => void;
  readonly dismiss: (id: number) => void;
}

export function useAttaching(session: FormSession): Attaching {
  const { files } = session;
  const tell = useTellOutcome(session);
  const { t } = useTranslation();
  const toast = useToast();
  const limits: Limits = useStatus((state) => state.settings) ?? defaultSettings;
  const state = useSyncExternalStore(files.subscribe, () => files.state);
  const actions = useMemo(
    () => ({
      setKeepOriginal: (keep: boolean) => files.setKeepOriginal(keep),
      add: (added: readonly File[]) => files.add(added, tell),
      replace: (sha256: string, file: File) =>
        files.replace(sha256, file, (name) => toast.done(t("attachment.healed", { file: name }))),
      cancel: (id: number) => files.cancel(id),
      cancelAll: () => void files.cancelAll(),
      dismiss: (id: number) => files.dismiss(id),
    }),
    [files, tell, toast, t],
  );
  return useMemo(() => ({ ...state, ...actions, limits }), [state, actions, limits]);
}

/** One notice for all files that were added together. Away from the form it names the form and leads back to it. */
function useTellOutcome(session: FormSession): (outcome: Outcome) => void {
  const { t } = useTranslation();
  const toast = useToast();
  return useMemo(
    () =>
      ({ added, already, failed }) => {
        const parts: string[] = [];
        const say = (names: readonly string[], one: "added" | "already", many: "addedMany" | "alreadyMany") => {
          const [file] = names;
          if (file !== undefined)
            parts.push(
              names.length === 1 ? t(`attachment.${one}`, { file }) : t(`attachment.${many}`, { count: names.length }),
            );
        };
        say(added, "added", "addedMany");
        say(already, "already", "alreadyMany");
        if (failed.length > 0)
          parts.push(t("attachment.failed", { count: failed.length, files: namesOf(failed, t("mark.list")) }));
        const text = parts.join(t("attachment.and"));
        if (session.isShown) return (failed.length + already.length > 0 ? toast.warn : toast.done)(text);
        const tab = useOpenForms.getState().tabs.find(({ route }) => route.draftKey === session.key);
        const title = tab === undefined || tab.title === "" ? t(`kind.${session.kind}.untitled`) : tab.title;
        const elsewhere = t("attachment.elsewhere", { title, text });
        if (tab === undefined) toast.warn(elsewhere);
        else
          toast.offer(
            elsewhere,
            t("attachment.toForm"),
            () => goToForm(tab),
            failed.length > 0 ? "warning" : "success",
          );
      },
    [session, toast, t],
  );
}

/** A long list is cut: the rest is named in the form itself. */
const namesOf = (files: readonly string[], separator: string): string =>
  [...files.slice(0, MOST_NAMED), ...(files.length > MOST_NAMED ? ["…"] : [])].join(separator);

const MOST_NAMED = 3;

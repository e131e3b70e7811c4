/** The shell's file dialogs, with their failures told to the user instead of lost (a full disk, a broken upload). */
import { useMemo } from "react";
import type { PaperApi, ShellApi } from "../../electron/shell-api.ts";
import { shell } from "../hosts/client.ts";
import { useToast } from "./use-toast.tsx";

export type Files = Omit<
  ShellApi,
  "host" | "setMenu" | "onMenuCommand" | "copyText" | "dataPlaces" | "rememberFolder" | "setLanguage" | keyof PaperApi
>;

/** Answers as the user's cancelling does when a dialog fails, after saying why. */
export function useFiles(): Files {
  const toast = useToast();
  return useMemo(() => {
    const guarded = async <T>(work: () => Promise<T>, cancelled: T): Promise<T> => {
      try {
        return await work();
      } catch (error) {
        toast.failed(error);
        return cancelled;
      }
    };
    return {
      pickFiles: (options) => guarded(() => shell.pickFiles(options), []),
      takeFiles: (dropped) => guarded(() => shell.takeFiles(dropped), []),
      pickFolder: (options) => guarded(() => shell.pickFolder(options), null),
      pickSaveFile: (options) => guarded(() => shell.pickSaveFile(options), null),
      openFile: (path) => guarded(() => shell.openFile(path), undefined),
      showFile: (path) => guarded(() => shell.showFile(path), undefined),
      openFolder: (path) => guarded(() => shell.openFolder(path), undefined),
    };
  }, [toast]);
}

/** Opening the district's invitation: used at first run and on the 同步 screen. */
import { useTranslation } from "react-i18next";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";

export interface Joining {
  readonly district: string;
  readonly checkCode: string;
}

interface Join {
  /** Asks for the file and opens it; undefined when the user cancelled or it failed (then `error` is set). */
  readonly open: () => Promise<Joining | undefined>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

/** @param isFirstRun the set-up screen stays until it is finished, so the window does not hear of the new state yet */
export function useJoin({ isFirstRun = false }: { readonly isFirstRun?: boolean } = {}): Join {
  const { t } = useTranslation();
  const files = useFiles();
  const join = useOperation("station.join", { writes: !isFirstRun });
  const open = async (): Promise<Joining | undefined> => {
    const [file] = await files.pickFiles({
      title: t("setup.join.title"),
      multiple: false,
      filters: [{ name: t("setup.allFiles"), extensions: ["*"] }],
    });
    if (file === undefined) return undefined;
    return await join.run({ file }, { progress: t("setup.join.opening") });
  };
  return { open, busy: join.busy, error: join.error, clearError: join.clearError };
}

/** Bundles come in twice: once to see what they would do, and only then for good. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportResult } from "../../../db/api/operations.ts";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";

export interface ImportState {
  readonly files: readonly string[];
  readonly results: readonly ImportResult[];
  /** `checked`: a dry run, nothing is changed yet. */
  readonly stage: "checked" | "done";
}

interface BundleImport {
  readonly state: ImportState | null;
  readonly pick: () => Promise<void>;
  readonly apply: () => Promise<void>;
  readonly close: () => void;
  /** Shows results that another operation brought, such as held bundles after a confirmation. */
  readonly show: (results: readonly ImportResult[]) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

export function useBundleImport(): BundleImport {
  const { t } = useTranslation();
  const dialogs = useFiles();
  const operation = useOperation("bundle.import");
  const [state, setState] = useState<ImportState | null>(null);

  const pick = async (): Promise<void> => {
    const files = await dialogs.pickFiles({
      title: t("sync.importing.pickTitle"),
      filters: [{ name: t("sync.allFiles"), extensions: ["*"] }],
      multiple: true,
    });
    if (files.length === 0) return;
    setState(null);
    const answer = await operation.run({ files: [...files], dryRun: true }, { progress: t("sync.importing.checking") });
    if (answer !== undefined) setState({ files, results: answer.results, stage: "checked" });
  };

  const apply = async (): Promise<void> => {
    if (state === null) return;
    const answer = await operation.run({ files: [...state.files] }, { progress: t("sync.importing.running") });
    if (answer !== undefined) setState({ ...state, results: answer.results, stage: "done" });
  };

  return {
    state,
    pick,
    apply,
    close: () => setState(null),
    show: (results) => setState({ files: [], results, stage: "done" }),
    busy: operation.busy,
    error: operation.error,
    clearError: operation.clearError,
  };
}

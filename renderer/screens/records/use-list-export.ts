/** The list, or what is ticked in it, as a file: asks where, writes with progress, and offers to show the file. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { dayOf } from "../../text/times.ts";
import type { ListQuery } from "../../stores/pages.ts";
import { useLabels } from "../../text/labels.ts";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";

export type ExportFormat = "xlsx" | "csv";

export interface ListExport {
  /** @param picked these rows alone, in the order of the list; everything when there are none */
  readonly run: (format: ExportFormat, columns: readonly string[], picked: ReadonlySet<string>) => Promise<void>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

export function useListExport(kind: ListedKind, query: ListQuery): ListExport {
  const { t } = useTranslation();
  const labels = useLabels();
  const files = useFiles();
  const toast = useToast();
  const { run: runExport, busy, error, clearError } = useOperation("list.export", { writes: false });
  const run = useCallback(
    async (format: ExportFormat, columns: readonly string[], picked: ReadonlySet<string>) => {
      const name = labels.kind(kind);
      const file = await files.pickSaveFile({
        title: t("listTools.exportTitle"),
        defaultName: `${t("listTools.exportName", { kind: name, date: dayOf(new Date()) })}.${format}`,
        filters: [{ name: t(`listTools.${format}`), extensions: [format] }],
      });
      if (file === null) return;
      const shown = picked.size === 0 ? query : { ...query, ids: [...picked] };
      const result = await runExport(
        { query: shown, columns: [...columns], file },
        { progress: t("listTools.exportRunning", { kind: name }) },
      );
      if (result === undefined) return;
      toast.offer(t("listTools.exportDone", { count: result.rows }), t("listTools.exportShow"), () => {
        void files.showFile(result.file);
      });
    },
    [kind, query, labels, files, t, runExport, toast],
  );
  return { run, busy, error, clearError };
}

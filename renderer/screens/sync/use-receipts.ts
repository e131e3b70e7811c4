/** Receipts for one station or several, into one folder; a station that fails does not stop the others. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StationStatus } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { useChanges } from "../../stores/changes.ts";
import { useProgress } from "../../stores/progress.ts";
import { describeError } from "../../ui/describe-error.ts";
import { useFiles } from "../../ui/use-files.ts";

export interface WrittenReceipts {
  readonly stations: number;
  readonly files: readonly string[];
  readonly failures: readonly { readonly name: string; readonly message: string }[];
}

interface Receipts {
  readonly start: (stations: readonly StationStatus[]) => Promise<void>;
  readonly busy: boolean;
  readonly written: WrittenReceipts | null;
  readonly dismiss: () => void;
}

export function useReceipts(): Receipts {
  const { t } = useTranslation();
  const files = useFiles();
  const [busy, setBusy] = useState(false);
  const [written, setWritten] = useState<WrittenReceipts | null>(null);

  const start = async (stations: readonly StationStatus[]): Promise<void> => {
    setWritten(null);
    const folder = await files.pickFolder({ title: t("sync.receipts.pickTitle") });
    if (folder === null) return;
    setBusy(true);
    const abort = new AbortController();
    const progress = useProgress.getState();
    const id = progress.begin(t("sync.district.receipts"), () => abort.abort());
    const names: string[] = [];
    const failures: WrittenReceipts["failures"][number][] = [];
    let done = 0;
    for (const { name, station } of stations) {
      if (abort.signal.aborted) break;
      progress.report(id, { step: t("sync.receipts.running", { name }), done, total: stations.length });
      try {
        names.push(...(await client.call("receipt.export", { station, folder }, { signal: abort.signal })).files);
        done += 1;
      } catch (error) {
        failures.push({ name, message: describeError(error).message });
      }
    }
    progress.end(id);
    useChanges.getState().changed();
    setBusy(false);
    setWritten({ stations: done, files: names, failures });
  };

  return { start, busy, written, dismiss: () => setWritten(null) };
}

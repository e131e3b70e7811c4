/** 交还: writes what a station had sent into a folder, for the station to read again. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StationStatus } from "../../../db/api/operations.ts";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";

export interface WrittenReturn {
  readonly name: string;
  readonly files: readonly string[];
  readonly records: number;
}

interface Return {
  readonly start: (station: StationStatus) => Promise<void>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
  readonly written: WrittenReturn | null;
  readonly dismiss: () => void;
}

export function useReturn(): Return {
  const { t } = useTranslation();
  const files = useFiles();
  const operation = useOperation("return.export");
  const [written, setWritten] = useState<WrittenReturn | null>(null);

  const start = async ({ name, station }: StationStatus): Promise<void> => {
    setWritten(null);
    const folder = await files.pickFolder({ title: t("sync.return.pickTitle") });
    if (folder === null) return;
    const result = await operation.run({ station, folder }, { progress: t("sync.return.running", { name }) });
    if (result !== undefined) setWritten({ name, files: result.files, records: result.records });
  };

  const { busy, error, clearError } = operation;
  return { start, busy, error, clearError, written, dismiss: () => setWritten(null) };
}

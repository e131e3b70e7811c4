/** The chosen file, what was changed about it, and its preview; every change previews again. */
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Input, LedgerPreview, LedgerResult } from "../../../db/api.ts";
import type { MainKind } from "../../../db/schema/kinds.ts";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useLabels } from "../../text/labels.ts";
import type { Overrides } from "./mapping.ts";

export interface Source {
  readonly file: string;
  /** null: recognised by the program. */
  readonly kind: MainKind | null;
  readonly year: number | null;
  /** null: every sheet of the kind. */
  readonly sheet: string | null;
  readonly overrides: Overrides;
}

export interface Finished {
  readonly file: string;
  readonly result: LedgerResult;
}

const inputOf = ({ file, kind, year, sheet, overrides }: Source): Input<"ledger.preview"> => ({
  file,
  ...(kind === null ? {} : { kind }),
  ...(year === null ? {} : { year }),
  ...(sheet === null ? {} : { sheet }),
  ...(Object.keys(overrides).length === 0 ? {} : { mapping: overrides }),
});

export interface Ledger {
  readonly source: Source | null;
  readonly preview: LedgerPreview | null;
  readonly finished: Finished | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
  readonly pick: () => Promise<void>;
  readonly change: (changes: Partial<Omit<Source, "file">>) => Promise<void>;
  readonly importNow: () => Promise<void>;
  readonly dismiss: () => void;
}

export function useLedger(): Ledger {
  const { t } = useTranslation();
  const labels = useLabels();
  const files = useFiles();
  const previewing = useOperation("ledger.preview", { writes: false });
  const importing = useOperation("ledger.import");
  const [source, setSource] = useState<Source | null>(null);
  const [preview, setPreview] = useState<LedgerPreview | null>(null);
  const [finished, setFinished] = useState<Finished | null>(null);

  const read = async (next: Source, keepsPreview: boolean): Promise<void> => {
    setSource(next);
    setFinished(null);
    importing.clearError();
    const answer = await previewing.run(inputOf(next), { progress: t("ledger.reading") });
    // A failed change leaves the file chosen, so that another kind can be tried.
    if (answer !== undefined || !keepsPreview) setPreview(answer ?? null);
  };

  const pick = async (): Promise<void> => {
    const [file] = await files.pickFiles({
      title: t("ledger.pickTitle"),
      filters: [{ name: t("ledger.filter"), extensions: ["xlsx", "csv"] }],
      multiple: false,
    });
    if (file !== undefined) await read({ file, kind: null, year: null, sheet: null, overrides: {} }, false);
  };

  const change = async (changes: Partial<Omit<Source, "file">>): Promise<void> => {
    if (source === null) return;
    // Targets belong to a kind and columns to a sheet, so another one starts from its own proposal.
    const isOther = changes.kind !== undefined || changes.sheet !== undefined;
    await read({ ...source, ...(isOther ? { overrides: {} } : {}), ...changes }, !isOther);
  };

  const importNow = async (): Promise<void> => {
    if (source === null || preview === null) return;
    // What was recognised is sent as chosen, so that exactly the previewed import runs.
    const chosen = { ...source, kind: preview.kind, year: preview.year };
    const progress = t("ledger.import.running", { kind: labels.kind(preview.kind) });
    const result = await importing.run(inputOf(chosen), { progress });
    if (result === undefined) return;
    setFinished({ file: preview.file, result });
    setSource(null);
    setPreview(null);
  };

  const { clearError: clearPreview } = previewing;
  const { clearError: clearImport } = importing;
  const clearError = useCallback(() => {
    clearPreview();
    clearImport();
  }, [clearPreview, clearImport]);

  return {
    source,
    preview,
    finished,
    busy: previewing.busy || importing.busy,
    error: previewing.error ?? importing.error,
    clearError,
    pick,
    change,
    importNow,
    dismiss: () => setFinished(null),
  };
}

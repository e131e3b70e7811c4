/** Writes a year's ledger of one kind, or of the members' duties, as .xlsx ready to print. */
import { useTranslation } from "react-i18next";
import type { LedgerKind } from "../../db/schema/paper.ts";
import { shell } from "../hosts/client.ts";
import { useLabels } from "../text/labels.ts";
import { useFiles } from "../ui/use-files.ts";
import { useOperation, type OperationState } from "../ui/use-operation.ts";
import { useToast } from "../ui/use-toast.tsx";

export interface LedgerExport {
  readonly nameOf: (kind: LedgerKind) => string;
  /** Asks for the file first; says afterwards where it is. */
  readonly write: (kind: LedgerKind) => Promise<void>;
  readonly operation: OperationState<"ledger.export">;
}

export function useLedgerExport(year: number): LedgerExport {
  const { t } = useTranslation();
  const labels = useLabels();
  const files = useFiles();
  const toast = useToast();
  const operation = useOperation("ledger.export", { writes: false });
  const nameOf = (kind: LedgerKind): string => (kind === "duty" ? t("paper.ledger.duty") : labels.kind(kind));

  const write = async (kind: LedgerKind): Promise<void> => {
    const file = await files.pickSaveFile({
      title: t("settings.ledger.saveTitle"),
      defaultName: `${t("settings.ledger.fileName", { kind: nameOf(kind), year })}.xlsx`,
      filters: [{ name: t("settings.ledger.filter"), extensions: ["xlsx"] }],
    });
    if (file === null) return;
    const done = await operation.run(
      { kind, year, file },
      { progress: t("settings.ledger.running", { kind: nameOf(kind) }) },
    );
    if (done === undefined) return;
    const text = t("paper.ledger.written", { kind: nameOf(kind), count: done.rows });
    toast.offer(text, t(`paper.show.${shell.host}`), () => void files.showFile(done.file));
  };

  return { nameOf, write, operation };
}

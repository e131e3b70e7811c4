/** ① The file: by dialog or dropped on the window; what was imported before; a list of categories goes its own way. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { useWizard } from "../../stores/ledger-wizard.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { Batches } from "./batches.tsx";
import { CategoriesFound } from "./categories-found.tsx";
import { keptJobSchema, keptPlace, resumeLedgerJob, shapeOf, type KeptJob } from "../../stores/ledger-kept.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { useTyped } from "../../ui/use-typed.ts";
import { useDrop } from "./use-drop.ts";
import { useOpenFile } from "./use-job.ts";
import { useUndo } from "./use-undo.tsx";

export function StepFile({ expected }: { readonly expected: ListedKind | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const files = useFiles();
  const toast = useToast();
  const { job, go, reset } = useWizard();
  const { open, busy, error, clearError } = useOpenFile(expected);
  const undo = useUndo(() => {});
  const [categories, setCategories] = useState<{ readonly file: string; readonly count: number } | null>(null);

  const take = async (file: string): Promise<void> => {
    setCategories(null);
    const opened = await open(file);
    if (opened !== undefined && opened.categories !== null) setCategories({ file, count: opened.categories });
  };
  const pick = async (): Promise<void> => {
    const [file] = await files.pickFiles({
      title: t("wizard.file.pickTitle"),
      filters: [{ name: t("wizard.file.filter"), extensions: ["xlsx", "csv"] }],
      multiple: false,
    });
    if (file !== undefined) await take(file);
  };
  const kept = useTyped(keptPlace, keptJobSchema);
  const reopen = useOperation("ledger.open", { writes: false });
  const resume = async (left: KeptJob): Promise<void> => {
    const opened = await reopen.run({ file: left.job.file }, { progress: t("wizard.reading") });
    if (opened === undefined) return;
    if (shapeOf(opened) !== left.shape) toast.warn(t("wizard.file.changed", { file: opened.file }));
    resumeLedgerJob(left, opened);
  };
  const isOver = useDrop((file) => void take(file), !busy);

  return (
    <>
      <ErrorNotice error={error} onClose={clearError} />
      <ErrorNotice error={reopen.error} onClose={reopen.clearError} />
      <ErrorNotice error={undo.error} onClose={undo.clearError} />
      {undo.notice}
      {job === null && kept.value !== null && (
        <KeptAlert kept={kept.value} busy={reopen.busy} onGoOn={resume} onDrop={kept.put} />
      )}
      {job !== null && (
        <Alert
          className="notice"
          type="info"
          showIcon
          title={t("wizard.file.underWay", { file: job.opened.file, kind: labels.kind(job.kind) })}
          action={
            <span className="button-row">
              <Button type="primary" onClick={() => go("sheet")}>
                {t("wizard.file.goOn")}
              </Button>
              <Button onClick={reset}>{t("wizard.file.drop")}</Button>
            </span>
          }
        />
      )}
      {categories !== null && (
        <CategoriesFound file={categories.file} count={categories.count} onDone={() => setCategories(null)} />
      )}
      <div className={isOver ? "wizard-drop wizard-drop-over" : "wizard-drop"}>
        <p className="empty-title">
          {isOver
            ? t("wizard.file.letGo")
            : t(expected === undefined ? "wizard.file.title" : "wizard.file.titleFor", {
                kind: expected === undefined ? "" : labels.kind(expected),
              })}
        </p>
        <p className="empty-hint">{t("wizard.file.hint")}</p>
        <Button type="primary" size="large" autoFocus={job === null} loading={busy} onClick={() => void pick()}>
          {t("wizard.file.pick")}
        </Button>
        <ul className="wizard-kinds">
          <li>{t("wizard.file.ledgers")}</li>
          <li>{t("wizard.file.registers")}</li>
          <li>{t("wizard.file.categories")}</li>
        </ul>
      </div>
      <div className="wizard-batches">
        <Batches busy={undo.busy} onUndo={(batch) => void undo.start(batch)} />
      </div>
    </>
  );
}

interface KeptProps {
  readonly kept: KeptJob;
  readonly busy: boolean;
  readonly onGoOn: (kept: KeptJob) => Promise<void>;
  readonly onDrop: (none: null) => void;
}

/** An import that the end of the program interrupted. */
function KeptAlert({ kept, busy, onGoOn, onDrop }: KeptProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const file = kept.job.file.split(/[/\\]/).at(-1) ?? "";
  return (
    <Alert
      className="notice"
      type="info"
      showIcon
      title={t("wizard.file.underWay", { file, kind: labels.kind(kept.job.kind) })}
      action={
        <span className="button-row">
          <Button type="primary" loading={busy} onClick={() => void onGoOn(kept)}>
            {t("wizard.file.goOn")}
          </Button>
          <Button onClick={() => onDrop(null)}>{t("wizard.file.drop")}</Button>
        </span>
      }
    />
  );
}

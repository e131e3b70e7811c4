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
import { useDrop } from "./use-drop.ts";
import { useOpenFile } from "./use-job.ts";
import { useUndo } from "./use-undo.tsx";

export function StepFile({ expected }: { readonly expected: ListedKind | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const files = useFiles();
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
  const isOver = useDrop((file) => void take(file), !busy);

  return (
    <>
      <ErrorNotice error={error} onClose={clearError} />
      <ErrorNotice error={undo.error} onClose={undo.clearError} />
      {undo.notice}
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

/** Earlier imports, newest first, each with its undo. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../text/labels.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useQuery } from "../../stores/use-query.ts";
import type { UndoTarget } from "./use-undo.tsx";

interface Props {
  readonly busy: boolean;
  readonly onUndo: (batch: UndoTarget) => void;
}

export function Batches({ busy, onUndo }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data, error, refresh } = useQuery("ledger.batches", {});
  if (data === undefined && error === null) return null;
  return (
    <Panel title={t("ledger.batches.title")}>
      <ErrorNotice error={error} onRetry={refresh} />
      {data?.length === 0 && <p className="note">{t("ledger.batches.none")}</p>}
      {data !== undefined && data.length > 0 && (
        <table className="plain-table" aria-label={t("ledger.batches.title")}>
          <thead>
            <tr>
              <th scope="col">{t("ledger.batches.at")}</th>
              <th scope="col">{t("ledger.batches.file")}</th>
              <th scope="col">{t("ledger.batches.kind")}</th>
              <th scope="col">{t("ledger.batches.imported")}</th>
              <th scope="col">{t("ledger.batches.state")}</th>
            </tr>
          </thead>
          <tbody>
            {data.map((batch) => (
              <tr key={batch.batch}>
                <td className="nowrap">{shownMoment(batch.importedAt)}</td>
                <th scope="row">{batch.file}</th>
                <td>{labels.kind(batch.kind)}</td>
                <td>{batch.imported}</td>
                <td>
                  {batch.undoneAt === null ? (
                    <span className="button-row">
                      <Mark tone="good">{t("ledger.batches.done")}</Mark>
                      <Button
                        size="small"
                        disabled={busy}
                        aria-label={t("ledger.batches.undoLabel", { file: batch.file })}
                        onClick={() => onUndo(batch)}
                      >
                        {t("ledger.batches.undo")}
                      </Button>
                    </span>
                  ) : (
                    <Mark tone="plain">{t("ledger.batches.undone", { at: shownMoment(batch.undoneAt) })}</Mark>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

/** What an import did, with its undo beside it. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";
import { ProblemList } from "./problem-list.tsx";
import { groupSkipped } from "./problems.ts";
import { SkippedList } from "./skipped-list.tsx";
import type { Finished } from "./use-ledger.ts";
import type { UndoTarget } from "./use-undo.tsx";

interface Props {
  readonly finished: Finished;
  readonly busy: boolean;
  readonly onUndo: (batch: UndoTarget) => void;
}

export function Result({ finished: { file, result }, busy, onUndo }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const kind = labels.kind(result.kind);
  const skipped = groupSkipped(result.skipped).reduce((sum, { rows }) => sum + rows, 0);
  const { batch } = result;
  const sentences = [
    result.imported > 0 ? t("ledger.result.imported", { count: result.imported, kind }) : t("ledger.result.nothing"),
    result.known > 0 ? t("ledger.result.known", { count: result.known }) : "",
    skipped > 0 ? t("ledger.result.skipped", { count: skipped }) : "",
    result.problems.length > 0 ? t("ledger.result.problems", { count: result.problems.length }) : "",
  ];
  return (
    <Panel title={t("ledger.result.title")} extra={<span>{t("ledger.result.from", { file })}</span>}>
      <Alert
        className="notice"
        role="status"
        type={result.imported > 0 ? "success" : "info"}
        showIcon
        title={sentences.join("")}
        action={
          <span className="button-row">
            <Button type="primary" onClick={() => useRoute.getState().open({ screen: "list", kind: result.kind })}>
              {t("ledger.result.view", { kind })}
            </Button>
            {batch !== null && (
              <Button
                loading={busy}
                onClick={() => onUndo({ batch, file, imported: result.imported, kind: result.kind })}
              >
                {t("ledger.result.undo")}
              </Button>
            )}
          </span>
        }
      />
      {result.problems.length > 0 && <ProblemList problems={result.problems} />}
      {result.skipped.length > 0 && (
        <details className="details">
          <summary>{t("ledger.tab.skipped", { count: skipped })}</summary>
          <SkippedList skipped={result.skipped} />
        </details>
      )}
    </Panel>
  );
}

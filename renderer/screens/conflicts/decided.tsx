/** What was decided here of late, each with its way back while nobody has changed the field since. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Conflict, DecidedConflict } from "../../../db/api/operations.ts";
import { useLabels } from "../../text/labels.ts";
import { shownMoment } from "../../text/when.ts";
import { Panel } from "../../ui/page.tsx";
import { useAuthorText, useValueText } from "./value.ts";

interface Props {
  readonly decided: readonly DecidedConflict[];
  readonly busy: boolean;
  readonly onUndo: (tx: string) => void;
  readonly onOpen: (conflict: Conflict) => void;
}

export function Decided({ decided, busy, onUndo, onOpen }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const valueText = useValueText();
  const authorText = useAuthorText();
  if (decided.length === 0) return null;
  return (
    <Panel title={t("conflict.recent")}>
      <table className="plain-table conflict-decided" aria-label={t("conflict.recent")}>
        <tbody>
          {decided.map((decision) => {
            const { id, tx, at, chosen, home, label, values, isUndoable } = decision;
            const taken = values.find(({ position }) => position === chosen) ?? values[0];
            if (taken === undefined) return null;
            const field = labels.meta(label);
            return (
              <tr key={`${tx} ${id}`}>
                <td className="nowrap quiet">{shownMoment(at)}</td>
                <td>
                  <Button type="link" size="small" disabled={!home.isListed} onClick={() => onOpen(decision)}>
                    {[labels.kind(home.kind), home.number, home.title].filter(Boolean).join(" ")}
                  </Button>
                </td>
                <th scope="row" className="nowrap">
                  {field}
                </th>
                <td>
                  <p className="conflict-took">
                    {t("conflict.took", { office: authorText(taken), value: valueText(decision, taken.value) })}
                  </p>
                </td>
                <td className="nowrap">
                  {isUndoable ? (
                    <Button
                      size="small"
                      disabled={busy}
                      aria-label={t("conflict.undoOf", { field })}
                      onClick={() => onUndo(tx)}
                    >
                      {t("action.undo")}
                    </Button>
                  ) : (
                    <span className="quiet">{t("conflict.changedSince")}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Panel>
  );
}

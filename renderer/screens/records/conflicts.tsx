/** Both sides changed fields of this record: shows the values and lets a person decide. */
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { ConflictValues } from "../conflicts/conflict-values.tsx";
import { useDecide } from "../conflicts/use-decide.ts";

export function Conflicts({ conflicts }: Pick<FullRecord, "conflicts">) {
  const { t } = useTranslation();
  const labels = useLabels();
  const decision = useDecide();
  return (
    <section className="conflicts" aria-label={t("record.conflicts")}>
      <h2>{t("record.conflicts")}</h2>
      <p>{t("record.conflictsHint")}</p>
      <ErrorNotice error={decision.error} onClose={decision.clearError} />
      <ul>
        {conflicts.map((conflict) => {
          const { id, label, row } = conflict;
          return (
            <li key={id}>
              <strong>{labels.meta(label)}</strong>
              {row !== null && <span> {t("conflict.row", { kind: labels.kind(row.kind), title: row.title })}</span>}
              <ConflictValues
                conflict={conflict}
                busy={decision.busy}
                hasKeys={false}
                onUse={({ position }) => void decision.decide([conflict], position)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

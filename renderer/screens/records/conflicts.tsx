/** Both sides changed the same field: shows both values and lets a person decide. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { columnsOf, type ListedKind } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";

export function Conflicts({ kind, full }: { readonly kind: ListedKind; readonly full: FullRecord }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const resolve = useOperation("record.resolve");
  return (
    <section className="conflicts" aria-label={t("record.conflicts")}>
      <h2>{t("record.conflicts")}</h2>
      <p>{t("record.conflictsHint")}</p>
      <ErrorNotice error={resolve.error} onClose={resolve.clearError} />
      <ul>
        {full.conflicts.map(({ field, shown, aside, asidePosition }) => {
          const meta = columnsOf(kind).find((column) => column.name === field)?.meta;
          const text = (value: unknown) =>
            (meta === undefined ? String(value) : labels.value(meta, value)) || t("record.blank");
          const decide = (keep: "shown" | "aside") =>
            void resolve.run({ id: full.record.id, field, asidePosition, keep });
          return (
            <li key={`${field}-${asidePosition}`}>
              <strong>{labels.field(kind, field)}</strong>
              <span>{t("record.conflictShown", { value: text(shown) })}</span>
              <Button size="small" disabled={resolve.busy} onClick={() => decide("shown")}>
                {t("record.keepShown")}
              </Button>
              <span>{t("record.conflictAside", { value: text(aside) })}</span>
              <Button size="small" disabled={resolve.busy} onClick={() => decide("aside")}>
                {t("record.keepAside")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

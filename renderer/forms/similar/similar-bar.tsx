/** “可能重复 2 条”: above the buttons, with the way to see them side by side. */
import { Button } from "antd";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import type { FormValues } from "../../values/form-values.ts";
import { SimilarDrawer } from "./similar-drawer.tsx";
import { useSimilar } from "./use-similar.ts";

interface Props {
  readonly kind: ListedKind;
  readonly form: UseFormReturn<FormValues>;
  readonly recordId: string | null;
}

export function SimilarBar({ kind, form, recordId }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  /** What the clerk has looked at and put aside, for as long as this form is open. */
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const found = useSimilar(kind, form, recordId);
  const waiting = found.filter(({ record, isLinked }) => !isLinked && !dismissed.has(record.id));
  const dismiss = (ids: readonly string[]) => setDismissed(new Set([...dismissed, ...ids]));
  if (waiting.length === 0 && !isOpen) return null;
  return (
    <div className="similar-bar" role="status">
      {waiting.length > 0 && (
        <>
          <strong>{t("aids.similarCount", { count: waiting.length })}</strong>
          <span className="similar-first">{waiting[0]?.record.title}</span>
          <Button size="small" onClick={() => setOpen(true)}>
            {t("aids.similarCompare")}
          </Button>
          <Button size="small" onClick={() => dismiss(waiting.map(({ record }) => record.id))}>
            {t("aids.similarDismiss")}
          </Button>
        </>
      )}
      <SimilarDrawer
        isOpen={isOpen}
        kind={kind}
        form={form}
        candidates={waiting}
        onClose={() => setOpen(false)}
        onDismiss={(id) => dismiss([id])}
      />
    </div>
  );
}

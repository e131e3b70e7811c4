/** What the import would do, in numbers. */
import { useTranslation } from "react-i18next";
import type { LedgerPreview } from "../../../db/api/operations.ts";

export function Counts({ preview: { actions, states, errors, warnings } }: { readonly preview: LedgerPreview }) {
  const { t } = useTranslation();
  const leftOut = actions.skip - states.error - states.known;
  return (
    <ul className="ledger-counts" aria-label={t("wizard.count.label")}>
      <Count tone="good" number={actions.add} label={t("wizard.count.add")} isShown />
      <Count tone="good" number={actions.update} label={t("wizard.count.update", { count: actions.update })} />
      <Count tone="good" number={actions.join} label={t("wizard.count.join")} />
      <Count number={states.known} label={t("wizard.count.known")} />
      <Count number={Math.max(0, leftOut)} label={t("wizard.count.leftOut")} />
      <Count tone="late" number={states.error} label={t("wizard.count.errorRows", { count: states.error })} />
      <Count
        tone={errors > 0 ? "late" : undefined}
        number={errors}
        label={t("wizard.count.errors", { count: errors })}
      />
      <Count
        tone={warnings > 0 ? "soon" : undefined}
        number={warnings}
        label={t("wizard.count.warnings", { count: warnings })}
        isShown
      />
    </ul>
  );
}

interface CountProps {
  readonly number: number;
  readonly label: string;
  readonly tone?: "good" | "soon" | "late" | undefined;
  /** Also when it is nought. */
  readonly isShown?: boolean;
}

function Count({ number, label, tone, isShown = false }: CountProps) {
  if (number === 0 && !isShown) return null;
  return (
    <li className={tone === undefined ? "ledger-count" : `ledger-count ledger-count-${tone}`}>
      <strong>{number}</strong>
      <span>{label}</span>
    </li>
  );
}

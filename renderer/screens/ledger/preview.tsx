/** What the import would do: counts first, then the rows, the columns, the problems and what is skipped. */
import { Alert, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerPreview } from "../../../db/api.ts";
import { Panel } from "../../ui/page.tsx";
import type { Overrides } from "./mapping.ts";
import { MappingTable } from "./mapping-table.tsx";
import { ProblemList } from "./problem-list.tsx";
import { countProblems, groupSkipped, importable } from "./problems.ts";
import { SampleGrid } from "./sample-grid.tsx";
import { SkippedList } from "./skipped-list.tsx";

interface Props {
  readonly preview: LedgerPreview;
  readonly overrides: Overrides;
  /** The one sheet that was chosen; null for every sheet of the kind. */
  readonly sheet: string | null;
  readonly busy: boolean;
  readonly onMap: (overrides: Overrides) => void;
}

export function Preview({ preview, overrides, sheet, busy, onMap }: Props) {
  const { t } = useTranslation();
  const [tab, setTab] = useState("sample");
  const skippedRows = groupSkipped(preview.skipped).reduce((sum, { rows }) => sum + rows, 0);
  const { errors, warnings } = countProblems(preview.problems);
  const isMerged = sheet === null && preview.sheets.filter(({ kind }) => kind === preview.kind).length > 1;
  const isEmpty = importable(preview) === 0;
  return (
    <Panel>
      <ul className="ledger-counts" aria-label={t("ledger.count.label")}>
        <Count tone="good" number={importable(preview)} label={t("ledger.count.ready")} />
        <Count number={preview.known} label={t("ledger.count.known")} hint={t("ledger.count.knownHint")} />
        <Count number={skippedRows} label={t("ledger.count.skipped")} />
        <Count
          tone={errors > 0 ? "late" : undefined}
          number={errors}
          label={t("ledger.count.errors")}
          hint={t("ledger.count.errorsHint")}
        />
        <Count
          tone={warnings > 0 ? "soon" : undefined}
          number={warnings}
          label={t("ledger.count.warnings")}
          hint={t("ledger.count.warningsHint")}
        />
      </ul>
      {isEmpty && (
        <Alert
          className="notice"
          showIcon
          type={preview.known > 0 ? "info" : "warning"}
          title={t(preview.known > 0 ? "ledger.import.allKnown" : "ledger.import.noRows")}
        />
      )}
      {isMerged && <p className="note ledger-several">{t("ledger.source.several")}</p>}
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: "sample",
            label: t("ledger.tab.sample"),
            children: <SampleGrid preview={preview} hasMarks={!isMerged} />,
          },
          {
            key: "mapping",
            label: t("ledger.tab.mapping"),
            children: <MappingTable preview={preview} overrides={overrides} busy={busy} onMap={onMap} />,
          },
          {
            key: "problems",
            label: t("ledger.tab.problems", { count: preview.problems.length }),
            children: <ProblemList problems={preview.problems} />,
          },
          {
            key: "skipped",
            label: t("ledger.tab.skipped", { count: skippedRows }),
            children: <SkippedList skipped={preview.skipped} />,
          },
        ]}
      />
    </Panel>
  );
}

interface CountProps {
  readonly number: number;
  readonly label: string;
  readonly hint?: string;
  readonly tone?: "good" | "soon" | "late" | undefined;
}

function Count({ number, label, hint, tone }: CountProps) {
  return (
    <li className={tone === undefined ? "ledger-count" : `ledger-count ledger-count-${tone}`}>
      <strong>{number}</strong>
      <span>{label}</span>
      {hint !== undefined && number > 0 && <span className="ledger-count-hint">{hint}</span>}
    </li>
  );
}

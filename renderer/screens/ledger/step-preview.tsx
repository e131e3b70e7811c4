/** ④ Every row as it will be imported, problems by cell, corrected in place. */
import { Button, Segmented, Select, Switch } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerPreview, LedgerRow } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { jobInput, useWizard, type Job } from "../../stores/ledger-wizard.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { CompareDialog } from "./compare-dialog.tsx";
import { Counts } from "./counts.tsx";
import { columnLetter } from "./mapping.ts";
import type { CellPlace } from "./cell-place.ts";
import { RowGrid, type RowGridHandle } from "./row-grid.tsx";
import { SkippedDetails } from "./skipped-list.tsx";
import { Unregistered } from "./unregistered.tsx";
import { useRows } from "./use-rows.ts";

interface Props {
  readonly job: Job;
  readonly preview: LedgerPreview;
}

const start: CellPlace = { index: 0, place: 0 };

export function StepPreview({ job, preview }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const { change, editRow, typeCell } = useWizard();
  const [sheetName, setSheetName] = useState(preview.sheets[0]?.sheet ?? "");
  const sheet = preview.sheets.find((one) => one.sheet === sheetName) ?? preview.sheets[0];
  const [only, setOnly] = useState<"all" | "problems">("all");
  const [active, setActive] = useState<CellPlace>(start);
  const [compared, setCompared] = useState<LedgerRow | null>(null);
  const grid = useRef<RowGridHandle>(null);

  const input = useMemo(() => jobInput(job), [job]);
  const rows = useRows({ ...input, sheet: sheetName, only });
  const { meta, remark: remarkText } = useLabels();
  const labels = useMemo(() => {
    const names = new Map(preview.targets.map(({ target, label }) => [target, meta(label)]));
    return (sheet?.columns ?? []).map(({ header, isUnlabelled, target }) => {
      // The column's letter stands beside it.
      const written = isUnlabelled ? "" : header;
      return target === null ? written : (names.get(target) ?? written);
    });
  }, [preview.targets, sheet, meta]);

  const jump = async (direction: "next" | "previous"): Promise<void> => {
    if (sheet === undefined) return;
    const column = sheet.columns[active.place]?.index ?? -1;
    try {
      const found = await client.call("ledger.find", {
        ...input,
        sheet: sheetName,
        only,
        index: active.index,
        column,
        direction,
      });
      if (found === null)
        return toast.warn(t(direction === "next" ? "wizard.preview.noNext" : "wizard.preview.noPrevious"));
      const place = found.column === null ? -1 : sheet.columns.findIndex(({ index }) => index === found.column);
      setActive({ index: found.index, place });
      grid.current?.focus();
    } catch (error) {
      toast.failed(error);
    }
  };
  const jumpRef = useRef(jump);
  useEffect(() => {
    jumpRef.current = jump;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "F8" || event.isComposing) return;
      event.preventDefault();
      void jumpRef.current(event.shiftKey ? "previous" : "next");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  if (sheet === undefined) return null;
  const row = rows.at(active.index);
  const column = sheet.columns[active.place];
  const here = row?.problems.filter((problem) => problem.column === (column?.index ?? null)) ?? [];
  const toggle = (target: LedgerRow): void => {
    if (target.state === "error") return;
    const isSame = target.target !== null || target.state === "same";
    const back = target.joins !== null ? "join" : isSame ? "update" : "add";
    editRow(sheetName, target.row, { action: target.action === "skip" ? back : "skip" });
  };
  const hintOf = (of: LedgerRow | undefined): string => {
    if (of === undefined) return t("wizard.preview.keys");
    if (of.joins !== null) return t("wizard.preview.joins", { row: of.joins });
    return t(of.candidates.length > 0 ? "wizard.preview.compareHint" : "wizard.preview.keys");
  };
  const showOnly = (isOnly: boolean): void => {
    setOnly(isOnly ? "problems" : "all");
    setActive(start);
  };

  return (
    <div className="wizard-preview">
      <Counts preview={preview} />
      <div className="wizard-preview-bar">
        {preview.sheets.length > 1 && (
          <Segmented<string>
            aria-label={t("wizard.preview.sheet")}
            value={sheetName}
            options={preview.sheets.map((one) => ({ value: one.sheet, label: one.sheet }))}
            onChange={(value) => {
              setSheetName(value);
              setActive(start);
            }}
          />
        )}
        <label className="wizard-switch">
          <Switch size="small" checked={only === "problems"} onChange={showOnly} />
          {t("wizard.preview.only", { count: sheet.problemRows })}
        </label>
        <Button size="small" disabled={sheet.problemRows === 0} title="Shift+F8" onClick={() => void jump("previous")}>
          {t("wizard.preview.previous")}
        </Button>
        <Button size="small" disabled={sheet.problemRows === 0} title="F8" onClick={() => void jump("next")}>
          {t("wizard.preview.next")}
        </Button>
        <Rules job={job} preview={preview} onChange={change} />
      </div>
      <ErrorNotice error={rows.error} />
      {only === "problems" && rows.total === 0 ? (
        <p className="note">{t("wizard.preview.noProblems")}</p>
      ) : (
        <RowGrid
          sheet={sheet}
          labels={labels}
          rows={rows}
          active={active}
          onActive={setActive}
          onType={(target, index, text) => typeCell({ sheet: sheetName, row: target.row, column: index, text })}
          onLeave={() => typeCell(null)}
          onCell={(target, index, text) => editRow(sheetName, target.row, { cells: { [String(index)]: text } })}
          onToggle={toggle}
          onCompare={setCompared}
          handle={grid}
        />
      )}
      <p className="wizard-status" role="status">
        {row !== undefined && (
          <strong>
            {column === undefined
              ? t("wizard.preview.rowName", { row: row.row })
              : `${columnLetter(column.index)}${row.row}`}
          </strong>
        )}
        {here.length > 0 ? (
          <span className="problem">{here.map(({ remark }) => remarkText(remark)).join(t("mark.clause"))}</span>
        ) : (
          hintOf(row)
        )}
      </p>
      <div className="wizard-below">
        <Unregistered job={job} names={preview.unregistered} />
        <SkippedDetails skipped={preview.skipped} />
      </div>
      <CompareDialog
        kind={preview.kind}
        row={compared}
        onClose={() => setCompared(null)}
        onChoose={(target, action, record) => {
          editRow(sheetName, target.row, { action, ...(record === null ? {} : { target: record }) });
          setCompared(null);
          grid.current?.focus();
        }}
      />
    </div>
  );
}

interface RulesProps extends Props {
  readonly onChange: (change: Partial<Job>) => void;
}

/** What happens to rows that are here already, asked only when there are some. */
function Rules({ job, preview: { states }, onChange }: RulesProps) {
  const { t } = useTranslation();
  return (
    <>
      {states.known > 0 && states.same === 0 && job.kind !== "member" && (
        <Select<"skip" | "add">
          size="small"
          aria-label={t("wizard.rules.known", { count: states.known })}
          value={job.onKnown}
          options={[
            { value: "skip", label: t("wizard.rules.knownSkip", { count: states.known }) },
            { value: "add", label: t("wizard.rules.knownAdd", { count: states.known }) },
          ]}
          onChange={(onKnown) => onChange({ onKnown })}
        />
      )}
      {states.likely > 0 && (
        <Select<"skip" | "add">
          size="small"
          aria-label={t("wizard.rules.likely", { count: states.likely })}
          value={job.onLikely}
          options={[
            { value: "add", label: t("wizard.rules.likelyAdd", { count: states.likely }) },
            { value: "skip", label: t("wizard.rules.likelySkip", { count: states.likely }) },
          ]}
          onChange={(onLikely) => onChange({ onLikely })}
        />
      )}
      {states.same > 0 && (
        <Select<"skip" | "update">
          size="small"
          aria-label={t("wizard.rules.same", { count: states.same })}
          value={job.onSame}
          options={[
            { value: "update", label: t("wizard.rules.sameUpdate", { count: states.same }) },
            { value: "skip", label: t("wizard.rules.sameSkip", { count: states.same }) },
          ]}
          onChange={(onSame) => onChange({ onSame })}
        />
      )}
    </>
  );
}

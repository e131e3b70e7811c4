/** ② Which sheets, of what kind and year, and where their header stands. */
import { Alert, Checkbox, InputNumber, Select } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerPreview, RawSheet } from "../../../db/api/operations.ts";
import { listedKinds, type ListedKind } from "../../../db/schema/kinds.ts";
import { useWizard, type Job, type SheetLayout } from "../../stores/ledger-wizard.ts";
import { useLabels } from "../../text/labels.ts";
import { RawGrid } from "./raw-grid.tsx";

interface Props {
  readonly job: Job;
  /** null while it is read, or when the header cannot be found. */
  readonly preview: LedgerPreview | null;
}

export function StepSheet({ job, preview }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const id = useId();
  const change = useWizard((state) => state.change);
  const [shown, setShown] = useState(job.sheets[0] ?? job.opened.sheets[0]?.sheet ?? "");
  const raw = job.opened.sheets.find(({ sheet }) => sheet === shown);
  const year = job.year ?? preview?.sheets.find(({ sheet }) => sheet === shown)?.year ?? null;

  const chooseKind = (kind: ListedKind): void => {
    const fitting = job.opened.sheets.filter(({ found, isHidden }) => !isHidden && found?.kind === kind);
    const sheets = fitting.length > 0 ? fitting.map(({ sheet }) => sheet) : job.sheets;
    // Fields belong to a kind: another kind begins with its own proposal.
    const layouts = Object.fromEntries(
      Object.entries(job.layouts).map(([sheet, layout]) => [sheet, withoutMapping(layout)]),
    );
    change({ kind, sheets, layouts, edits: {}, remembered: [] });
    if (sheets[0] !== undefined) setShown(sheets[0]);
  };
  const toggle = (sheet: string, isTaken: boolean): void => {
    const sheets = job.opened.sheets
      .map((one) => one.sheet)
      .filter((one) => (one === sheet ? isTaken : job.sheets.includes(one)));
    if (sheets.length > 0) change({ sheets });
    setShown(sheet);
  };

  return (
    <div className="wizard-sheet">
      <div className="wizard-sheet-side">
        <div className="wizard-field">
          <label htmlFor={`${id}-kind`}>{t("wizard.sheet.kind")}</label>
          <Select<ListedKind>
            id={`${id}-kind`}
            value={job.kind}
            options={listedKinds.map((value) => ({ value, label: labels.kind(value) }))}
            onChange={chooseKind}
          />
        </div>
        <div className="wizard-field">
          <label htmlFor={`${id}-year`}>{t("wizard.sheet.year")}</label>
          <Select<number>
            id={`${id}-year`}
            placeholder={t("wizard.sheet.noYear")}
            {...(year === null ? {} : { value: year })}
            options={yearChoices(year).map((value) => ({ value, label: String(value) }))}
            onChange={(value) => change({ year: value })}
          />
        </div>
        <fieldset className="wizard-sheets">
          <legend>{t("wizard.sheet.sheets", { count: job.opened.sheets.length })}</legend>
          {job.opened.sheets.map((sheet) => (
            <SheetChoice
              key={sheet.sheet}
              sheet={sheet}
              isTaken={job.sheets.includes(sheet.sheet)}
              isShown={sheet.sheet === shown}
              isOnly={job.opened.sheets.length === 1}
              onToggle={(isTaken) => toggle(sheet.sheet, isTaken)}
              onShow={() => setShown(sheet.sheet)}
            />
          ))}
        </fieldset>
      </div>
      {raw !== undefined && <SheetHeader key={shown} job={job} raw={raw} preview={preview} />}
    </div>
  );
}

const withoutMapping = ({ header, dataFrom }: SheetLayout): SheetLayout => ({
  ...(header === undefined ? {} : { header }),
  ...(dataFrom === undefined ? {} : { dataFrom }),
});

interface ChoiceProps {
  readonly sheet: RawSheet;
  readonly isTaken: boolean;
  readonly isShown: boolean;
  readonly isOnly: boolean;
  readonly onToggle: (isTaken: boolean) => void;
  readonly onShow: () => void;
}

function SheetChoice({ sheet, isTaken, isShown, isOnly, onToggle, onShow }: ChoiceProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const isEmpty = sheet.rows === 0;
  const words = [
    isEmpty ? t("wizard.sheet.empty") : t("wizard.sheet.rows", { count: sheet.rows }),
    sheet.isHidden ? t("wizard.sheet.hidden") : "",
    isEmpty ? "" : sheet.found === null ? t("wizard.sheet.notFound") : labels.kind(sheet.found.kind),
  ];
  return (
    <div className={isShown ? "wizard-sheet-choice wizard-sheet-shown" : "wizard-sheet-choice"}>
      <Checkbox
        checked={isTaken}
        disabled={isOnly || isEmpty || sheet.isHidden}
        onChange={(event) => onToggle(event.target.checked)}
      >
        {sheet.sheet}
      </Checkbox>
      <button type="button" className="wizard-sheet-look" onClick={onShow} aria-pressed={isShown}>
        {words.filter((word) => word !== "").join(" · ")}
      </button>
    </div>
  );
}

interface HeaderProps {
  readonly job: Job;
  readonly raw: RawSheet;
  readonly preview: LedgerPreview | null;
}

const MAX_ROW = 1_048_576;
/** A header of more rows is no header. */
const HEADER_ROWS = 5;

function SheetHeader({ job, raw, preview }: HeaderProps) {
  const { t } = useTranslation();
  const id = useId();
  const change = useWizard((state) => state.change);
  const planned = preview?.sheets.find(({ sheet }) => sheet === raw.sheet);
  const layout = job.layouts[raw.sheet];
  const found = planned?.headerRows ?? raw.found?.headerRows ?? [];
  const first = layout?.header?.first ?? found[0] ?? null;
  const last = layout?.header?.last ?? found.at(-1) ?? null;
  const dataFrom = layout?.dataFrom ?? planned?.dataFrom ?? (last === null ? null : last + 1);

  const set = (header: { first: number; last: number }, from: number | null): void => {
    // Columns may be others under another header.
    const next = { header, ...(from === null ? {} : { dataFrom: Math.max(from, header.last + 1) }) };
    change({ layouts: { ...job.layouts, [raw.sheet]: next } });
  };
  const setHeader = (from: number, to: number): void =>
    set({ first: from, last: Math.min(Math.max(from, to), from + HEADER_ROWS - 1) }, null);

  return (
    <div className="wizard-sheet-main">
      <div className="wizard-header-row">
        <span className="wizard-header-part">
          <label htmlFor={`${id}-first`}>{t("wizard.sheet.headerFrom")}</label>
          <InputNumber
            id={`${id}-first`}
            min={1}
            max={MAX_ROW}
            precision={0}
            value={first}
            onChange={(value) => value !== null && setHeader(value, Math.max(value, last ?? value))}
          />
          <label htmlFor={`${id}-last`}>{t("wizard.sheet.headerTo")}</label>
          <InputNumber
            id={`${id}-last`}
            min={first ?? 1}
            max={(first ?? 1) + HEADER_ROWS - 1}
            precision={0}
            value={last}
            onChange={(value) => value !== null && setHeader(first ?? value, value)}
          />
        </span>
        <span className="wizard-header-part">
          <label htmlFor={`${id}-data`}>{t("wizard.sheet.dataFrom")}</label>
          <InputNumber
            id={`${id}-data`}
            min={(last ?? 0) + 1}
            max={MAX_ROW}
            precision={0}
            value={dataFrom}
            disabled={first === null}
            onChange={(value) => value !== null && first !== null && set({ first, last: last ?? first }, value)}
          />
        </span>
        {layout?.header !== undefined && <span className="quiet">{t("wizard.sheet.byHand")}</span>}
      </div>
      {first === null && <Alert className="notice" type="warning" showIcon title={t("wizard.sheet.chooseHeader")} />}
      <p className="note">{t("wizard.sheet.gridHint")}</p>
      <RawGrid
        sheet={raw}
        header={first === null ? null : { first, last: last ?? first }}
        dataFrom={dataFrom}
        onHeader={(row, isExtending) =>
          isExtending && first !== null && row >= first ? setHeader(first, row) : setHeader(row, row)
        }
      />
    </div>
  );
}

/** Years to choose from: ledgers older than a dozen years are not found on these PCs; another detected one is offered too. */
const YEARS_BACK = 12;

/** Newest first; next year too, for ledgers that are begun in December. */
function yearChoices(detected: number | null): readonly number[] {
  const thisYear = new Date().getFullYear();
  const years = new Set(Array.from({ length: YEARS_BACK + 2 }, (_, back) => thisYear + 1 - back));
  if (detected !== null) years.add(detected);
  return [...years].toSorted((a, b) => b - a);
}

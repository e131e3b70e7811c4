/** What was recognised about the file; kind and year can be corrected here, also when nothing could be recognised. */
import { Select } from "antd";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerPreview } from "../../../db/api.ts";
import { mainKinds, type MainKind } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";
import { baseName } from "../sync/outcomes.ts";
import type { Source } from "./use-ledger.ts";

interface Props {
  readonly source: Source;
  readonly preview: LedgerPreview | null;
  readonly busy: boolean;
  readonly onChange: (changes: Partial<Omit<Source, "file">>) => void;
}

/** Ledgers older than this are not found on these PCs; an older detected year is still offered. */
const YEARS_BACK = 12;

function yearChoices(detected: number | null, chosen: number | null): readonly number[] {
  const latest = new Date().getFullYear() + 1;
  const years = new Set(Array.from({ length: YEARS_BACK + 2 }, (_, back) => latest - back));
  for (const year of [detected, chosen]) if (year !== null) years.add(year);
  return [...years].toSorted((a, b) => b - a);
}

/** No sheet has an empty name. */
const EVERY_SHEET = "";

/** A sheet brings its own kind: a kind chosen for another sheet would not fit it. */
function sheetChange(preview: LedgerPreview, value: string): Partial<Omit<Source, "file">> {
  const sheet = preview.sheets.find((choice) => choice.sheet === value);
  return sheet === undefined ? { sheet: null } : { sheet: sheet.sheet, kind: sheet.kind };
}

export function SourceBar({ source, preview, busy, onChange }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const id = useId();
  const kind = source.kind ?? preview?.kind;
  const year = source.year ?? preview?.year ?? null;
  return (
    <Panel className="ledger-source">
      <dl className="facts" aria-label={t("ledger.source.label")}>
        <Fact term={t("ledger.source.file")}>{preview?.file ?? baseName(source.file)}</Fact>
        {preview !== null && (
          <>
            {preview.sheets.length < 2 && <Fact term={t("ledger.source.sheet")}>{preview.sheet}</Fact>}
            <Fact term={t("ledger.source.sheetTitle")}>{preview.title ?? t("ledger.source.none")}</Fact>
            <Fact term={t("ledger.source.header")}>
              {t("ledger.source.headerRows", { rows: preview.headerRows.join("–") })}
            </Fact>
          </>
        )}
        {preview !== null && preview.sheets.length > 1 && (
          <Fact term={<label htmlFor={`${id}-sheet`}>{t("ledger.source.sheet")}</label>}>
            <Select<string>
              id={`${id}-sheet`}
              className="ledger-sheet"
              disabled={busy}
              value={source.sheet ?? EVERY_SHEET}
              options={[
                { value: EVERY_SHEET, label: t("ledger.source.everySheet", { kind: labels.kind(preview.kind) }) },
                ...preview.sheets.map(({ sheet, kind: sheetKind, rows }) => ({
                  value: sheet,
                  label: t("ledger.source.sheetRows", { sheet, kind: labels.kind(sheetKind), count: rows }),
                })),
              ]}
              onChange={(value) => onChange(sheetChange(preview, value))}
            />
          </Fact>
        )}
        <Fact term={<label htmlFor={`${id}-kind`}>{t("ledger.source.kind")}</label>}>
          <Select<MainKind>
            id={`${id}-kind`}
            className="ledger-kind"
            disabled={busy}
            placeholder={t("action.choose")}
            {...(kind === undefined ? {} : { value: kind })}
            options={mainKinds.map((value) => ({ value, label: labels.kind(value) }))}
            onChange={(value) => onChange({ kind: value })}
          />
        </Fact>
        <Fact term={<label htmlFor={`${id}-year`}>{t("ledger.source.year")}</label>}>
          <Select<number>
            id={`${id}-year`}
            className="ledger-year"
            disabled={busy}
            placeholder={t("ledger.source.yearAuto")}
            {...(year === null ? {} : { value: year })}
            options={yearChoices(preview?.year ?? null, source.year).map((value) => ({ value, label: String(value) }))}
            onChange={(value) => onChange({ year: value })}
          />
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ term, children }: { readonly term: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

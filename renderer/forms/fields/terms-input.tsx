/** 届次 with role and sector, a row each. A row that stays empty is dropped when the record is saved. */
import { Button, Select } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../text/labels.ts";
import { SectorInput } from "./sector-input.tsx";
import { TextInput } from "./text-inputs.tsx";
import type { InputProps } from "./types.ts";

interface TermRow {
  readonly term: string | null;
  readonly role: string | null;
  readonly sector: string | null;
}

const blankTerm: TermRow = { term: null, role: null, sector: null };

export const termRowsOf = (value: unknown): readonly TermRow[] =>
  Array.isArray(value) ? (value as readonly TermRow[]) : [];

export function TermsInput({ id, meta, value, onChange, invalid, disabled, describedBy }: InputProps) {
  const { t } = useTranslation();
  const { option } = useLabels();
  const rows = termRowsOf(value);
  const root = useRef<HTMLDivElement>(null);
  const wasAdded = useRef(false);
  useEffect(() => {
    if (!wasAdded.current) return;
    wasAdded.current = false;
    root.current?.querySelector<HTMLElement>(".term-row:last-of-type input")?.focus();
  });
  const change = (index: number, part: Partial<TermRow>) =>
    onChange(rows.map((row, place) => (place === index ? { ...row, ...part } : row)));
  const text = (next: unknown) => (typeof next === "string" ? next : null);
  const shared = { invalid, disabled, describedBy };
  return (
    <div className="term-rows" ref={root}>
      {rows.map((row, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows have no name of their own and are never reordered
        <div key={index} className="term-row" role="group" aria-label={t("member.termRow", { row: index + 1 })}>
          <TermCell id={`${id}-${index}-term`} label={t("member.term")}>
            {(cell) => (
              <TextInput
                {...shared}
                {...cell}
                meta={meta}
                value={row.term}
                onChange={(next) => change(index, { term: text(next) })}
              />
            )}
          </TermCell>
          <TermCell id={`${id}-${index}-role`} label={t("member.role")}>
            {(cell) => (
              <Select
                id={cell.id}
                className="field-wide"
                value={row.role ?? ""}
                disabled={disabled}
                showSearch={{ optionFilterProp: "label" }}
                aria-label={cell.label}
                options={[
                  { value: "", label: t("form.none") },
                  ...Object.keys(meta.options ?? {}).map((code) => ({
                    value: code,
                    label: option(meta.options, code),
                  })),
                ]}
                onChange={(next: string) => change(index, { role: next === "" ? null : next })}
              />
            )}
          </TermCell>
          <TermCell id={`${id}-${index}-sector`} label={t("member.sector")}>
            {(cell) => (
              <SectorInput
                {...shared}
                {...cell}
                meta={meta}
                term={row.term}
                value={row.sector}
                onChange={(next) => change(index, { sector: text(next) })}
              />
            )}
          </TermCell>
          <Button
            disabled={disabled}
            aria-label={t("form.removeRow", { row: index + 1 })}
            onClick={() => onChange(rows.filter((_row, place) => place !== index))}
          >
            {t("action.remove")}
          </Button>
        </div>
      ))}
      <Button
        id={id}
        data-enter-stop
        disabled={disabled}
        onClick={() => {
          wasAdded.current = true;
          onChange([...rows, blankTerm]);
        }}
      >
        {t("member.addTerm")}
      </Button>
    </div>
  );
}

interface CellProps {
  readonly id: string;
  readonly label: string;
}

function TermCell({ id, label, children }: CellProps & { readonly children: (cell: CellProps) => ReactNode }) {
  return (
    <div className="term-cell">
      <label htmlFor={id}>{label}</label>
      {children({ id, label })}
    </div>
  );
}

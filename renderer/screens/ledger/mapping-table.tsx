/** Which column goes to which field; a change previews again. */
import { Alert, Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerColumn, LedgerPreview } from "../../../db/api.ts";
import { useLabels } from "../../text/labels.ts";
import { assign, columnLetter, displaced, type Overrides } from "./mapping.ts";
import { fieldText } from "./sample.ts";

interface Props {
  readonly preview: LedgerPreview;
  readonly overrides: Overrides;
  readonly busy: boolean;
  readonly onMap: (overrides: Overrides) => void;
}

/** antd's Select has no null value. */
const TO_NOTE = "";

export function MappingTable({ preview, overrides, busy, onMap }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [moved, setMoved] = useState<string | null>(null);
  const options = [
    { value: TO_NOTE, label: t("ledger.mapping.toNote") },
    ...preview.targets.map(({ target, label }) => ({ value: target, label })),
  ];
  const labelOf = (target: string): string =>
    preview.targets.find((choice) => choice.target === target)?.label ?? target;
  const headerOf = (column: LedgerColumn): string => column.header || t("ledger.mapping.noHeader");

  const choose = (column: LedgerColumn, value: string): void => {
    const target = value === TO_NOTE ? null : value;
    const [other] = displaced(preview.columns, column.index, target);
    setMoved(
      other === undefined || target === null
        ? null
        : t("ledger.mapping.moved", { target: labelOf(target), header: headerOf(column), other: headerOf(other) }),
    );
    onMap(assign(preview.columns, overrides, column.index, target));
  };

  return (
    <>
      <div className="ledger-mapping-head">
        <p className="note">{t("ledger.mapping.note")}</p>
        <Button
          disabled={busy || Object.keys(overrides).length === 0}
          onClick={() => {
            setMoved(null);
            onMap({});
          }}
        >
          {t("ledger.mapping.reset")}
        </Button>
      </div>
      {moved !== null && <Alert className="notice" type="info" showIcon title={moved} role="status" />}
      <table className="plain-table" aria-label={t("ledger.mapping.label")}>
        <thead>
          <tr>
            <th scope="col">{t("ledger.mapping.column")}</th>
            <th scope="col">{t("ledger.mapping.header")}</th>
            <th scope="col">{t("ledger.mapping.target")}</th>
            <th scope="col">{t("ledger.mapping.example")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column) => (
            <tr key={column.index}>
              <td>{columnLetter(column.index)}</td>
              <th scope="row">{headerOf(column)}</th>
              <td>
                <Select
                  className="ledger-target"
                  aria-label={t("ledger.mapping.choose", { header: headerOf(column) })}
                  showSearch={{ optionFilterProp: "label" }}
                  disabled={busy}
                  value={column.target ?? TO_NOTE}
                  options={options}
                  onChange={(value) => choose(column, value)}
                />
              </td>
              <td className="ledger-example">
                {column.target !== null &&
                  fieldText(preview, column.target, preview.sample[0]?.fields[column.target], labels)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** ③ Which column goes to which field. */
import { Alert, Button, Select, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerPreview, LedgerSheet } from "../../../db/api/operations.ts";
import { useWizard, type Job } from "../../stores/ledger-wizard.ts";
import { useLabels } from "../../text/labels.ts";
import { assign, columnLetter, displaced } from "./mapping.ts";

interface Props {
  readonly job: Job;
  readonly preview: LedgerPreview;
}

export function StepMapping({ job, preview }: Props) {
  const [first] = preview.sheets;
  if (preview.sheets.length === 1 && first !== undefined)
    return <SheetMapping job={job} preview={preview} sheet={first} />;
  return (
    <Tabs
      items={preview.sheets.map((sheet) => ({
        key: sheet.sheet,
        label: sheet.sheet,
        children: <SheetMapping job={job} preview={preview} sheet={sheet} />,
      }))}
    />
  );
}

/** antd's Select has no null value. */
const TO_NOTE = "";

function SheetMapping({ job, preview, sheet }: Props & { readonly sheet: LedgerSheet }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const change = useWizard((state) => state.change);
  const [moved, setMoved] = useState<string | null>(null);
  const layout = job.layouts[sheet.sheet];
  const mapping = layout?.mapping ?? {};
  const hasChanges = Object.keys(mapping).length > 0;
  const isRemembered = job.remembered.includes(sheet.sheet);
  const targets = preview.targets;
  const options = [
    { value: TO_NOTE, label: t("wizard.mapping.toNote"), initials: "bz" },
    ...targets.map(({ target, label, initials, isRequired }) => ({
      value: target,
      label: isRequired ? `${labels.meta(label)} *` : labels.meta(label),
      initials,
    })),
  ];
  const labelOf = (target: string): string => {
    const found = targets.find((one) => one.target === target);
    return found === undefined ? target : labels.meta(found.label);
  };
  const headerOf = (index: number, header: string): string =>
    header === "" || sheet.columns.some((one) => one.index === index && one.isUnlabelled)
      ? t("wizard.mapping.noHeader", { column: columnLetter(index) })
      : header;

  const setMapping = (next: Readonly<Record<string, string | null>>, stillRemembered: boolean): void =>
    change({
      layouts: { ...job.layouts, [sheet.sheet]: { ...layout, mapping: next } },
      remembered: stillRemembered ? job.remembered : job.remembered.filter((one) => one !== sheet.sheet),
    });
  const choose = (index: number, header: string, value: string): void => {
    const target = value === TO_NOTE ? null : value;
    const [other] = displaced(sheet.columns, index, target);
    setMoved(
      other === undefined || target === null
        ? null
        : t("wizard.mapping.moved", {
            target: labelOf(target),
            header: headerOf(index, header),
            other: headerOf(other.index, other.header),
          }),
    );
    setMapping(assign(sheet.columns, mapping, index, target), isRemembered);
  };

  return (
    <>
      {sheet.missing.length > 0 && (
        <Alert
          className="notice"
          type="error"
          showIcon
          role="alert"
          title={t("wizard.mapping.missing", {
            fields: sheet.missing.map((name) => labels.field(preview.kind, name)).join(t("wizard.separator")),
          })}
        />
      )}
      {isRemembered && (
        <Alert className="notice" type="success" showIcon role="status" title={t("wizard.mapping.remembered")} />
      )}
      {moved !== null && <Alert className="notice" type="info" showIcon title={moved} role="status" />}
      <div className="ledger-mapping-head">
        <p className="note">{t("wizard.mapping.note")}</p>
        <Button
          disabled={!hasChanges}
          onClick={() => {
            setMoved(null);
            setMapping({}, false);
          }}
        >
          {t("wizard.mapping.reset")}
        </Button>
      </div>
      <table className="plain-table wizard-mapping" aria-label={t("wizard.mapping.label")}>
        <thead>
          <tr>
            <th scope="col">{t("wizard.mapping.column")}</th>
            <th scope="col">{t("wizard.mapping.header")}</th>
            <th scope="col">{t("wizard.mapping.samples")}</th>
            <th scope="col">{t("wizard.mapping.target")}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.columns.map(({ index, header, target, samples }) => (
            <tr key={index}>
              <td>{columnLetter(index)}</td>
              <th scope="row">{headerOf(index, header)}</th>
              <td className="ledger-example quiet">{samples.join(" | ")}</td>
              <td>
                <Select
                  className="ledger-target"
                  aria-label={t("wizard.mapping.choose", { header: headerOf(index, header) })}
                  showSearch={{
                    filterOption: (text, option) => {
                      const wanted = text.trim().toLowerCase();
                      return (
                        option !== undefined &&
                        (option.label.toLowerCase().includes(wanted) || option.initials.startsWith(wanted))
                      );
                    },
                  }}
                  value={target ?? TO_NOTE}
                  options={options}
                  onChange={(value) => choose(index, header, value)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

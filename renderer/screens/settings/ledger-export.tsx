/** Records back out as a ledger (.xlsx), ready to print. */
import { Button, Select } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { mainKinds, type MainKind } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useThisYear } from "../../ui/use-now.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useLatestYearOf } from "../stats/use-latest-year.ts";
import { Written } from "../sync/written.tsx";

const YEARS_BACK = 15;
/** antd's Select has no null value. */
const EVERY_YEAR = 0;

interface Done {
  readonly kind: MainKind;
  readonly file: string;
  readonly rows: number;
}

export function LedgerExport() {
  const { t } = useTranslation();
  const labels = useLabels();
  const id = useId();
  const files = useFiles();
  const operation = useOperation("ledger.export", { writes: false });
  const thisYear = useThisYear();
  const [kind, setKind] = useState<MainKind>("session");
  const latestYear = useLatestYearOf(kind);
  const [chosenYear, setYear] = useState<number | null>(null);
  // Until a year is chosen, the newest one that has records: an empty ledger helps nobody.
  const year = chosenYear ?? latestYear ?? thisYear;
  const [done, setDone] = useState<Done | null>(null);

  const start = async (): Promise<void> => {
    setDone(null);
    const shownYear = year === EVERY_YEAR ? t("settings.ledger.everyYear") : String(year);
    const file = await files.pickSaveFile({
      title: t("settings.ledger.saveTitle"),
      defaultName: `${t("settings.ledger.fileName", { kind: labels.kind(kind), year: shownYear })}.xlsx`,
      filters: [{ name: t("settings.ledger.filter"), extensions: ["xlsx"] }],
    });
    if (file === null) return;
    const input = { kind, file, ...(year === EVERY_YEAR ? {} : { year }) };
    const result = await operation.run(input, { progress: t("settings.ledger.running", { kind: labels.kind(kind) }) });
    if (result !== undefined) setDone({ kind, ...result });
  };

  const title =
    done === null
      ? ""
      : t(done.rows === 0 ? "settings.ledger.empty" : "settings.ledger.done", {
          count: done.rows,
          kind: labels.kind(done.kind),
        });
  return (
    <Panel title={t("settings.section.ledger")}>
      <p className="note">{t("settings.ledger.hint")}</p>
      <div className="settings-line">
        <label htmlFor={`${id}-kind`}>{t("settings.ledger.kind")}</label>
        <Select<MainKind>
          id={`${id}-kind`}
          className="settings-unit"
          value={kind}
          options={mainKinds.map((value) => ({ value, label: t(`kind.${value}.name`) }))}
          onChange={setKind}
        />
        <label htmlFor={`${id}-year`}>{t("settings.ledger.year")}</label>
        <Select<number>
          id={`${id}-year`}
          className="settings-unit"
          value={year}
          options={[
            { value: EVERY_YEAR, label: t("settings.ledger.everyYear") },
            ...Array.from({ length: YEARS_BACK }, (_, back) => thisYear - back).map((value) => ({
              value,
              label: t("settings.ledger.yearValue", { year: value }),
            })),
          ]}
          onChange={setYear}
        />
        <Button type="primary" loading={operation.busy} onClick={() => void start()}>
          {t("settings.ledger.button")}
        </Button>
      </div>
      <ErrorNotice error={operation.error} onClose={operation.clearError} />
      {done !== null && (
        <Written
          title={{ electron: title, loopback: title }}
          files={[done.file]}
          tone={done.rows === 0 ? "warning" : "success"}
        />
      )}
    </Panel>
  );
}

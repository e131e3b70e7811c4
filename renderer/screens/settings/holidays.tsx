/** Days off and shifted working days, year by year; a trial count shows that they are right. */
import { Button, Input, Select } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { Settings } from "../../../db/schema/settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useThisYear } from "../../ui/use-now.ts";
import { useQuery } from "../../stores/use-query.ts";
import { dayRanges, parseDays, type ParsedDays } from "./days.ts";
import { HolidayImport } from "./holiday-import.tsx";
import { HolidayTrial } from "./holiday-trial.tsx";
import { SourceHint, useDistrictKeys } from "./editing/source-hint.tsx";
import { useUnsaved } from "./editing/unsaved.ts";
import { useSaveSettings } from "./editing/use-save-settings.ts";

const YEARS_BACK = 3;
/** Lines of days off and of working days, as typed. */
const daysSchema = z.object({ off: z.string(), work: z.string() });

interface Props {
  readonly settings: Settings;
  /** The year that is shown first; this one unless given. */
  readonly first: number | undefined;
}

export function Holidays({ settings, first }: Props) {
  const { t } = useTranslation();
  const thisYear = useThisYear();
  const [year, setYear] = useState(first ?? thisYear);
  const own = Object.keys(settings.holidays).map(Number);
  const nearby = Array.from({ length: YEARS_BACK + 2 }, (_, back) => thisYear + 1 - back);
  const years = [...new Set([...nearby, ...own, year])].toSorted((a, b) => b - a);
  return (
    <Panel
      title={t("settings.section.holidays")}
      extra={
        <Select
          className="settings-year"
          aria-label={t("settings.holidays.year")}
          value={year}
          options={years.map((value) => ({ value, label: t("settings.holidays.yearValue", { year: value }) }))}
          onChange={setYear}
        />
      }
    >
      <SourceHint keys={["holidays"]} />
      <p className="note">{t("settings.holidays.hint")}</p>
      <HolidayImport own={settings.holidays} onTaken={setYear} />
      <HolidayYear
        key={`${year}${JSON.stringify(settings.holidays[String(year)] ?? null)}`}
        year={year}
        holidays={settings.holidays}
      />
      <HolidayTrial year={year} />
    </Panel>
  );
}

function HolidayYear({ year, holidays }: { readonly year: number; readonly holidays: Settings["holidays"] }) {
  const { t } = useTranslation();
  const id = useId();
  const { save, busy, error, clearError } = useSaveSettings();
  const saved = holidays[String(year)];
  const typed = useUnsaved(`holidays.${year}`, daysSchema);
  const off = typed.value?.off ?? saved?.off.join("\n") ?? "";
  const work = typed.value?.work ?? saved?.work.join("\n") ?? "";
  const days = { off: parseDays(off, year), work: parseDays(work, year) };
  const isChanged =
    days.off.days.join() !== (saved?.off.join() ?? "") || days.work.days.join() !== (saved?.work.join() ?? "");
  const isWrong = days.off.wrong.length > 0 || days.work.wrong.length > 0;

  const isFixed = useDistrictKeys().has("holidays");
  // What came with the program, so that empty boxes are not taken for a year without holidays.
  const { data } = useQuery("holiday.inUse", {});
  const builtIn = data?.years[String(year)];
  const rangesOf = useRanges();

  const submit = async (): Promise<void> => {
    const own = { off: [...days.off.days], work: [...days.work.days] };
    if (!(await save({ holidays: { ...holidays, [String(year)]: own } }))) return;
    typed.put(null);
  };
  const remove = async (): Promise<void> => {
    const rest = Object.fromEntries(Object.entries(holidays).filter(([one]) => one !== String(year)));
    if (!(await save({ holidays: rest }))) return;
    typed.put(null);
  };

  return (
    <>
      <p>
        <strong>
          {saved !== undefined && t("settings.holidays.own", { off: saved.off.length, work: saved.work.length })}
          {saved === undefined &&
            data !== undefined &&
            t(`settings.holidays.${builtIn === undefined ? "unknown" : "builtIn"}`, { year })}
        </strong>
      </p>
      {saved === undefined && builtIn !== undefined && (
        <p className="quiet">
          {t("settings.holidays.builtInDays", { off: rangesOf(builtIn.off), work: rangesOf(builtIn.work) })}
        </p>
      )}
      {!isFixed && <TypedNotice typed={typed} />}
      <div className="settings-days" data-setting="holidays">
        {(["off", "work"] as const).map((part) => (
          <div key={part}>
            <label htmlFor={`${id}-${part}`}>{t(`settings.holidays.${part}`)}</label>
            <Input.TextArea
              id={`${id}-${part}`}
              rows={6}
              spellCheck={false}
              disabled={isFixed}
              value={part === "off" ? off : work}
              status={days[part].wrong.length > 0 ? "error" : ""}
              onChange={(event) => typed.put({ off, work, [part]: event.target.value })}
            />
            <Parsed parsed={days[part]} year={year} />
          </div>
        ))}
      </div>
      <ErrorNotice error={error} onClose={clearError} />
      <div className="settings-line">
        <Button
          type="primary"
          disabled={isFixed || !isChanged || isWrong || days.off.days.length === 0}
          loading={busy}
          onClick={() => void submit()}
        >
          {t("action.save")}
        </Button>
        {saved !== undefined && !isFixed && (
          <Button disabled={busy} onClick={() => void remove()}>
            {t("settings.holidays.remove")}
          </Button>
        )}
        {isChanged && <span className="quiet">{t("settings.unsavedHint")}</span>}
      </div>
    </>
  );
}

/** Days of a year as a person reads them: 10-01至10-07、10-10. */
function useRanges(): (days: readonly string[]) => string {
  const { t } = useTranslation();
  return (days) =>
    dayRanges(days)
      .map(({ from, to }) =>
        from === to ? from.slice(5) : t("settings.holidays.range", { from: from.slice(5), to: to.slice(5) }),
      )
      .join(t("settings.separator"));
}

function Parsed({ parsed, year }: { readonly parsed: ParsedDays; readonly year: number }) {
  const { t } = useTranslation();
  const rangesOf = useRanges();
  return (
    <>
      {parsed.days.length > 0 && (
        <p className="quiet">
          {t("settings.holidays.parsed", { count: parsed.days.length, ranges: rangesOf(parsed.days) })}
        </p>
      )}
      {parsed.wrong.length > 0 && (
        <p className="problem" role="alert">
          {t("settings.holidays.wrong", { year, items: parsed.wrong.join(t("settings.separator")) })}
        </p>
      )}
    </>
  );
}

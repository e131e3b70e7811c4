/** Counts one example with the saved settings: the surest way to see whether a year is known. */
import { Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { DueSteps } from "../../forms/due-steps.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { useTypedText } from "../../ui/use-typed.ts";
import { parseDays } from "./days.ts";

/** The days before the longest holiday show most. */
const EXAMPLE = "09-28";

export function HolidayTrial({ year }: { readonly year: number }) {
  const { t } = useTranslation();
  const id = useId();
  const typed = useTypedText("trial.holidays");
  const text = typed.value ?? `${String(year)}-${EXAMPLE}`;
  const [day] = parseDays(text, Number(/^\d{4}/.exec(text)?.[0] ?? year)).days;
  const { data } = useQuery(
    "hotline.due",
    day === undefined ? null : { calledAt: day, demandType: "help", urgent: false },
  );
  return (
    <section className="settings-trial" data-setting="holidayTrial">
      <h3>{t("settings.holidays.trial")}</h3>
      <TypedNotice typed={typed} />
      <div className="settings-line">
        <label htmlFor={id}>{t("settings.holidays.trialHint")}</label>
        <Input id={id} className="settings-name" value={text} onChange={(event) => typed.put(event.target.value)} />
        {data !== undefined && (
          <strong>
            {data.dueOn === null
              ? t("settings.holidays.trialUnknown")
              : t("settings.holidays.trialDue", { due: data.dueOn })}
          </strong>
        )}
      </div>
      {data !== undefined && day !== undefined && <DueSteps due={data} calledAt={day} />}
    </section>
  );
}

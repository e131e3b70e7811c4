/** The count of a due date as a table: each day that counts, and why the others do not. */
import { useTranslation } from "react-i18next";
import type { DueDate, DueStep } from "../../db/api/operations.ts";
import { useLabels } from "../text/labels.ts";

interface Props {
  readonly due: DueDate;
  readonly calledAt: string;
}

export function DueSteps({ due, calledAt }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (due.steps.length === 0) return <div className="due-explanation">{labels.meta(due.summary)}</div>;
  const day = (date: string) =>
    `${date} ${new Date(`${date}T00:00:00Z`).toLocaleDateString(labels.language === "zh" ? "zh-CN" : "en", { weekday: "short", timeZone: "UTC" })}`;
  const reason = ({ reason: why, name }: DueStep): string => {
    if (why === null) return "";
    return why === "holiday" && name !== null
      ? t("aids.due.namedHoliday", { name: labels.holiday(name) })
      : t(`aids.due.${why}`);
  };
  return (
    <div className="due-steps" role="group" aria-label={t("aids.due.title")} tabIndex={0}>
      <p>{labels.meta(due.summary)}</p>
      <table>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t("aids.due.day")}</th>
            <th scope="col">{t("aids.due.count")}</th>
            <th scope="col">{t("aids.due.reason")}</th>
          </tr>
        </thead>
        <tbody>
          <tr className="due-skipped">
            <td>{day(calledAt.slice(0, 10))}</td>
            <td>{t("aids.due.skipped")}</td>
            <td>{t("aids.due.calledOn")}</td>
          </tr>
          {due.steps.map((step, index) => (
            <tr
              key={step.from}
              className={step.counted === null ? "due-skipped" : index === due.steps.length - 1 ? "due-last" : ""}
            >
              <td>
                {step.from === step.to
                  ? day(step.from)
                  : t("aids.due.span", { from: day(step.from), to: day(step.to) })}
              </td>
              <td>{step.counted === null ? t("aids.due.skipped") : t("aids.due.counted", { number: step.counted })}</td>
              <td>{reason(step)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

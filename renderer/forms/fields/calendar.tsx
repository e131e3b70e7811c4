/**
 * The calendar under a date field. The cursor stays in the field, whose keys move the marked day (`calendar-days.ts`); screen readers
 * are told of that day by the field's `aria-activedescendant`. antd's calendar can only be used with the mouse.
 */
import { useLayoutEffect, useRef, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { byMonths, dateOfDay, weeksAround } from "./calendar-days.ts";

interface Props {
  readonly id: string;
  readonly label: string;
  /** The marked day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly today: string;
  /** The field's day, if it has one. */
  readonly chosen: string | null;
  readonly onMove: (day: string) => void;
  readonly onPick: (day: string) => void;
}

export const calendarDayId = (id: string, day: string): string => `${id}-${day}`;

export function Calendar({ id, label, day, today, chosen, onMove, onPick }: Props): ReactElement {
  const { t, i18n } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const calendar = root.current;
    if (calendar === null) return undefined;
    // The browser's topmost layer: no dialog and no edge of a panel cuts it.
    calendar.showPopover();
    const stay = () => place(calendar);
    stay();
    window.addEventListener("scroll", stay, true);
    window.addEventListener("resize", stay);
    return () => {
      calendar.hidePopover();
      window.removeEventListener("scroll", stay, true);
      window.removeEventListener("resize", stay);
    };
  }, []);
  const weeks = weeksAround(day);
  const words = (of: string, options: Intl.DateTimeFormatOptions) =>
    dateOfDay(of).toLocaleDateString(i18n.language, { ...options, timeZone: "UTC" });
  const turn = (months: number, sign: string, name: string) => (
    <button type="button" tabIndex={-1} aria-label={name} title={name} onClick={() => onMove(byMonths(day, months))}>
      {sign}
    </button>
  );
  return (
    // The press is the mouse's: the cursor stays in the field.
    <div ref={root} className="calendar" popover="manual" onMouseDown={(event) => event.preventDefault()}>
      <div className="calendar-head">
        {turn(-12, "«", t("form.calendarYearBack"))}
        {turn(-1, "‹", t("form.calendarMonthBack"))}
        <strong aria-live="polite">{words(day, { year: "numeric", month: "long" })}</strong>
        {turn(1, "›", t("form.calendarMonthOn"))}
        {turn(12, "»", t("form.calendarYearOn"))}
      </div>
      <div id={id} className="calendar-days" role="grid" aria-label={label}>
        <div role="row">
          {weeks[0]?.map((one) => (
            <span key={one} role="columnheader" aria-label={words(one, { weekday: "long" })}>
              {words(one, { weekday: i18n.language === "zh" ? "narrow" : "short" })}
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} role="row">
            {week.map((one) => (
              <span
                key={one}
                id={calendarDayId(id, one)}
                role="gridcell"
                className={one.slice(0, 7) === day.slice(0, 7) ? undefined : "calendar-other-month"}
                aria-label={words(one, { dateStyle: "full" })}
                aria-selected={one === chosen}
                aria-current={one === today ? "date" : undefined}
                data-marked={one === day || undefined}
                onClick={() => onPick(one)}
              >
                {Number(one.slice(8))}
              </span>
            ))}
          </div>
        ))}
      </div>
      <button type="button" className="calendar-today" tabIndex={-1} onClick={() => onPick(today)}>
        {t("form.calendarToday")}
      </button>
    </div>
  );
}

/** Pixels between the field and its calendar, and to the window's edge. */
const gap = 4;

/** Under the field where there is room, above it where there is room only there, otherwise moved into the window. */
function place(calendar: HTMLElement): void {
  const field = calendar.parentElement?.getBoundingClientRect();
  if (field === undefined) return;
  const { offsetWidth: width, offsetHeight: height } = calendar;
  const { innerWidth, innerHeight } = window;
  const hasRoomBelow = field.bottom + gap + height <= innerHeight;
  const top = hasRoomBelow || field.top - gap - height < 0 ? field.bottom + gap : field.top - gap - height;
  calendar.style.top = `${Math.max(gap, Math.min(top, innerHeight - gap - height))}px`;
  calendar.style.left = `${Math.max(gap, Math.min(field.left, innerWidth - gap - width))}px`;
}

/**
 * Dates that may be typed in any usual form, and moments whose time may be left out.
 *
 * What is typed stays as it is until the field is left or Enter is pressed, and only then it is read. A text that cannot be read
 * stays, too: it is the form's value as it is, so that drafts, undo and a power cut treat it like any other text; a save refuses it.
 */
import { Input } from "antd";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import {
  farYearOf,
  finishedDate,
  finishedTime,
  isDay,
  readDate,
  readDateAndTime,
  readTime,
  type DateProblem,
} from "../../../db/schema/typed-dates.ts";
import { dayOf, joinMoment, splitMoment } from "../../text/times.ts";
import { isComposing, type KeyPress } from "../../keys/keyboard.ts";
import { dayByKey } from "./calendar-days.ts";
import { Calendar, calendarDayId } from "./calendar.tsx";
import { statusOf, type InputProps } from "./types.ts";

/** Longer than any date; a slip into another field's text stays whole all the same. */
const longest = 100;

const today = (): string => dayOf(new Date());

interface DateProps extends Pick<
  InputProps,
  "id" | "value" | "onChange" | "invalid" | "disabled" | "describedBy" | "label"
> {
  /** A question about old records may be about any year. */
  readonly isAnyYear?: boolean;
}

interface DateTextProps extends DateProps {
  /** Where a time can be taken: it was typed or pasted together with the date. */
  readonly onDateAndTime?: (date: string, time: string) => void;
}

export function DateInput(props: DateProps) {
  return <DateText {...props} />;
}

function DateText({
  id,
  value,
  onChange,
  invalid,
  disabled,
  describedBy,
  label,
  isAnyYear = false,
  onDateAndTime,
}: DateTextProps) {
  const { t } = useTranslation();
  /** The day that is marked in the open calendar. */
  const [marked, setMarked] = useState<string | null>(null);
  const calendarId = `${id}-calendar`;
  const held = typeof value === "string" && value !== "" ? value : null;
  const typing = useTyping(held, onChange);
  const problem = typing.text === null && held !== null ? problemOf(held) : null;
  const commit = () => {
    const text = typing.text ?? held;
    if (text === null || isDay(text)) return typing.end(text);
    const both = onDateAndTime === undefined ? null : readDateAndTime(text, today());
    if (both !== null) {
      typing.end();
      return onDateAndTime?.(both.date, both.time);
    }
    const read = readDate(text, today());
    return typing.end("date" in read ? read.date : text.trim() === "" ? null : text);
  };
  const open = () => {
    commit();
    // What the field says now: leaving it would read the same.
    const read = readDate(typing.text ?? held ?? "", today());
    setMarked("date" in read ? read.date : today());
  };
  const pick = (day: string) => {
    setMarked(null);
    typing.end(day);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (marked === null) {
      if (event.key === "Enter") commit();
      if (!opensCalendar(event.nativeEvent, event.currentTarget)) return;
      event.preventDefault();
      open();
      return;
    }
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const next = isPlain ? dayByKey(marked, event.key, event.shiftKey) : null;
    if (next !== null) setMarked(next);
    else if (isPlain && event.key === "Enter") pick(marked);
    // Any other key is for the field or the window again; Esc and a second F4 only close.
    else setMarked(null);
    if (next === null && event.key !== "Enter" && event.key !== "Escape" && event.key !== "F4") return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isUnread = problem !== null && !invalid;
  const farYear = typing.text === null && !isAnyYear && held !== null && isDay(held) ? farYearOf(held, today()) : null;
  return (
    <div className="field-date">
      <Input
        id={id}
        className="field-wide"
        value={typing.text ?? held ?? ""}
        status={statusOf(invalid || isUnread)}
        disabled={disabled}
        autoComplete="off"
        maxLength={longest}
        placeholder={t("form.dateHint")}
        aria-invalid={invalid || isUnread}
        aria-describedby={isUnread ? `${id}-unread` : describedBy}
        // A list's Enter chooses from it, and so it does here as long as the calendar is open.
        {...(marked !== null && {
          role: "combobox",
          "aria-haspopup": "grid",
          "aria-expanded": true,
          "aria-controls": calendarId,
          "aria-activedescendant": calendarDayId(calendarId, marked),
        })}
        suffix={
          <button
            type="button"
            className="field-calendar-button"
            tabIndex={-1}
            disabled={disabled}
            aria-label={t("form.calendar", { label })}
            title={t("form.calendarKey")}
            // The text keeps the cursor while the calendar is looked at.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              if (marked !== null) return setMarked(null);
              document.getElementById(id)?.focus();
              return open();
            }}
          >
            <CalendarSign />
          </button>
        }
        onChange={(event) => typing.type(event.target.value, finishedDate(event.target.value, today()))}
        onBlur={() => {
          setMarked(null);
          commit();
        }}
        onKeyDown={onKeyDown}
      />
      {marked !== null && (
        <Calendar
          id={calendarId}
          label={label}
          day={marked}
          today={today()}
          chosen={held}
          onMove={setMarked}
          onPick={pick}
        />
      )}
      {farYear !== null && (
        <div className="field-warnings" role="status">
          {t("form.farYear", { year: farYear })}
        </div>
      )}
      {isUnread && (
        <div id={`${id}-unread`} className="field-error" role="alert">
          {t(`form.dateProblem.${problem}`, { text: held ?? "" })}
        </div>
      )}
    </div>
  );
}

/** A date, and a time that may stay open: a ledger often knows only the day. */
export function MomentInput(props: InputProps) {
  const { id, value, onChange, invalid, disabled, label } = props;
  const { t } = useTranslation();
  const { date, time } = splitMoment(value);
  const typing = useTyping(time, (next) => onChange(joinMoment(date, next)));
  const isUnread = typing.text === null && time !== null && readTime(time) === null;
  const isDateMissing = typing.text === null && time !== null && date === null;
  const commit = () => {
    const text = typing.text ?? time;
    if (text === null) return typing.end(null);
    return typing.end(readTime(text) ?? (text.trim() === "" ? null : text));
  };
  return (
    <div className="field-moment">
      <DateText
        {...props}
        value={date}
        onChange={(next) => onChange(joinMoment(typeof next === "string" ? next : null, time))}
        onDateAndTime={(day, clock) => onChange(joinMoment(day, clock))}
      />
      <div>
        <Input
          id={`${id}-time`}
          className="field-time"
          value={typing.text ?? time ?? ""}
          status={statusOf(invalid || isUnread || isDateMissing)}
          disabled={disabled}
          autoComplete="off"
          maxLength={longest}
          placeholder={t("form.timeHint")}
          aria-label={`${label} ${t("form.time")}`}
          aria-invalid={isUnread}
          aria-describedby={isUnread || isDateMissing ? `${id}-time-unread` : undefined}
          onChange={(event) => typing.type(event.target.value, finishedTime(event.target.value))}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) commit();
          }}
        />
        {(isUnread || isDateMissing) && !invalid && (
          <div id={`${id}-time-unread`} className="field-error" role="alert">
            {isUnread ? t("form.timeUnknown", { text: time }) : t("form.dateMissing")}
          </div>
        )}
      </div>
    </div>
  );
}

interface Typing {
  /** What stands in the field while it is being typed; null once it is read, and as soon as something else gives the value. */
  readonly text: string | null;
  /** @param read what the text means, where that is certain already */
  readonly type: (text: string, read: string | null) => void;
  /** The typing is over. @param value the field's value from here on; left out, it stays */
  readonly end: (value?: string | null) => void;
}

/** Keeps what is typed apart from what it means: the one stays in the field, the other is the value. */
function useTyping(held: string | null, onChange: (value: string | null) => void): Typing {
  // Only as long as the value is the one it was typed for: an undo or an import shows through at once.
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: string | null } | null>(null);
  return {
    text: typed !== null && typed.value === held ? typed.text : null,
    type: (text, read) => {
      const value = read ?? (text === "" ? null : text);
      setTyped({ text, value });
      if (value !== held) onChange(value);
    },
    end: (value) => {
      setTyped(null);
      if (value !== undefined && value !== held) onChange(value);
    },
  };
}

/** As in other programs; in a row of a list Alt+↓ moves the row. */
const opensCalendar = (event: Pick<KeyPress, "key" | "altKey">, field: HTMLElement): boolean =>
  event.key === "F4" || (event.altKey && event.key === "ArrowDown" && field.closest(".child-row") === null);

/** A readable text that waits for its field to be left (a draft that was restored) is no problem. */
function problemOf(held: string): DateProblem | null {
  const read = readDate(held, today());
  return "problem" in read ? read.problem : null;
}

const CalendarSign = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" strokeWidth="1.3" aria-hidden>
    <rect x="1.5" y="3" width="13" height="11.5" rx="1.5" />
    <path d="M1.5 6.5h13M5 1.2v3M11 1.2v3" />
  </svg>
);

/** Dates that may be typed in any usual form, and moments whose time may be left out. */
import { DatePicker, Input } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dateFormats, finishedDate, joinMoment, parseTime, splitMoment } from "../times.ts";
import { statusOf, type InputProps } from "./types.ts";

const stored = "YYYY-MM-DD";

export function DateInput({ id, value, onChange, invalid, disabled, describedBy }: InputProps) {
  const { t } = useTranslation();
  const day = typeof value === "string" && value !== "" ? dayjs(value.slice(0, 10), stored, true) : null;
  return (
    <div
      className="field-date"
      onInput={(event) => {
        // The picker itself reports a typed date only when the field is left; the draft must have it before.
        const typed = event.target instanceof HTMLInputElement ? finishedDate(event.target.value) : null;
        if (typed !== null && typed !== value) onChange(typed);
      }}
    >
      <DatePicker
        id={id}
        className="field-wide"
        value={day !== null && day.isValid() ? day : null}
        format={[...dateFormats]}
        status={statusOf(invalid)}
        disabled={disabled}
        // The clear button would take a Tab stop; a selected date is cleared by Delete instead.
        allowClear={false}
        // A mouse that happens to rest on the calendar must not change the text that is being typed.
        previewValue={false}
        placeholder={t("form.dateHint")}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onChange={(next: Dayjs | null) => onChange(next === null ? null : next.format(stored))}
        onKeyDown={(event) => {
          if ((event.key === "Backspace" || event.key === "Delete") && isAllSelected(event.target)) onChange(null);
        }}
      />
    </div>
  );
}

/** A date, and a time that may stay open: a ledger often knows only the day. */
export function MomentInput(props: InputProps) {
  const { id, value, onChange, invalid, disabled, label } = props;
  const { t } = useTranslation();
  const { date, time } = splitMoment(value);
  // Only as long as the value is the one it was typed for: an undo or an import shows through at once.
  const [unread, setUnread] = useState<{ readonly text: string; readonly value: unknown } | null>(null);
  const typed = unread !== null && unread.value === (value ?? null) ? unread.text : null;
  const take = (text: string) => {
    const parsed = parseTime(text);
    // A complete time counts at once, so that the draft has it before the field is left.
    const next = parsed !== null && date !== null ? joinMoment(date, parsed) : (value ?? null);
    setUnread({ text, value: next });
    if (next !== (value ?? null)) onChange(next);
  };
  const commit = () => {
    if (typed === null) return;
    const text = typed.trim();
    const parsed = text === "" ? null : parseTime(text);
    // What is not a time stays in the field, marked, until it is one.
    if (text !== "" && parsed === null) return;
    setUnread(null);
    const next = joinMoment(date, parsed);
    if (next !== (value ?? null)) onChange(next);
  };
  const isUnread = typed !== null && typed.trim() !== "" && parseTime(typed) === null;
  return (
    <div className="field-moment">
      <DateInput
        {...props}
        value={date}
        onChange={(next) => onChange(joinMoment(typeof next === "string" ? next : null, time))}
      />
      <Input
        id={`${id}-time`}
        className="field-time"
        value={typed ?? time ?? ""}
        status={statusOf(invalid || isUnread)}
        disabled={disabled}
        autoComplete="off"
        placeholder={t("form.timeHint")}
        aria-label={`${label} ${t("form.time")}`}
        aria-invalid={isUnread}
        onChange={(event) => take(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
        }}
      />
    </div>
  );
}

function isAllSelected(target: EventTarget): boolean {
  return (
    target instanceof HTMLInputElement &&
    target.value !== "" &&
    target.selectionStart === 0 &&
    target.selectionEnd === target.value.length
  );
}

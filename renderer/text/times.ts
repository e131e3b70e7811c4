/** Dates and times as forms hold and show them; how typed ones are read: `db/schema/typed-dates.ts`. */

/** Stands before a T that was typed into the date (`Today`): unseen, and it tells that T from the one between date and time. */
const ofDate = "\u2060";

/**
 * Joins a moment field's two halves. Each may be a text that nobody can read yet, or missing: then what is joined is no moment, and
 * a save refuses it, but neither half is lost.
 */
export function joinMoment(date: string | null, time: string | null): string | null {
  const day = date?.replaceAll("T", `${ofDate}T`) ?? null;
  return time === null ? day : `${day ?? ""}T${time}`;
}

const between = new RegExp(`(?<!${ofDate})T`, "u");

/** @returns the date and the time of `YYYY-MM-DD`, `YYYY-MM-DDTHH:mm` or what {@link joinMoment} has made of two texts */
export function splitMoment(value: unknown): { readonly date: string | null; readonly time: string | null } {
  if (typeof value !== "string" || value === "") return { date: null, time: null };
  const at = value.search(between);
  const date = (at === -1 ? value : value.slice(0, at)).replaceAll(`${ofDate}T`, "T");
  return { date: date === "" ? null : date, time: at === -1 ? null : value.slice(at + 1) };
}

/** Local time as a moment field stores it. */
export function momentOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${dayOf(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Local day, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** `HH:mm` of today, `M-D HH:mm` of another day; for “保存于”. */
export function clockOf(at: number, now: number = Date.now()): string {
  const moment = momentOf(new Date(at));
  const time = moment.slice(11);
  return dayOf(new Date(now)) === moment.slice(0, 10) ? time : `${moment.slice(5, 10)} ${time}`;
}

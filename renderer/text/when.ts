/** Times of this PC as a clerk reads them: 2026-11-21 22:05, always 24 hours. */
const pad = (value: number): string => String(value).padStart(2, "0");

/** @param at milliseconds since 1970 */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear())}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** @param at milliseconds since 1970 */
export function momentOf(at: number): string {
  const date = new Date(at);
  return `${dayOf(at)} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** What the program keeps in step for a member: whether in office (在任) and the day of leaving (离任日期). */

type Values = Readonly<Record<string, unknown>>;

/**
 * A day of leaving ends the office; someone who is in office again has no day of leaving. Where both were entered at once
 * the day decides, because it was typed on purpose while a new form has 在任 ticked.
 */
export function completeMember(set: Values): Values {
  if (typeof set["leftOn"] === "string" && set["leftOn"] !== "") return { ...set, active: false };
  return set["active"] === true ? { ...set, leftOn: null } : set;
}

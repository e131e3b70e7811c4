/** What a holiday pack changes against the days that are used now. Pure. */
import type { HolidayPack } from "../../../db/api/operations.ts";
import type { Settings } from "../../../db/schema/settings.ts";

type PackYear = HolidayPack["years"][number];

export interface PackChange extends PackYear {
  /** `adds`: nothing was known of the year; `replaces`: other days hold now; `same`: nothing changes. */
  readonly effect: "adds" | "replaces" | "same";
  readonly addedOff: readonly string[];
  readonly removedOff: readonly string[];
  readonly addedWork: readonly string[];
  readonly removedWork: readonly string[];
}

/** @param current the days in use by year: the settings' own, else those that came with the program */
export function packChanges(years: readonly PackYear[], current: Settings["holidays"]): readonly PackChange[] {
  return years.map((year) => {
    const known = current[year.year];
    const without = (days: readonly string[], others: readonly string[]) => days.filter((day) => !others.includes(day));
    const change = {
      ...year,
      addedOff: without(year.off, known?.off ?? []),
      removedOff: without(known?.off ?? [], year.off),
      addedWork: without(year.work, known?.work ?? []),
      removedWork: without(known?.work ?? [], year.work),
    };
    const count =
      change.addedOff.length + change.removedOff.length + change.addedWork.length + change.removedWork.length;
    return { ...change, effect: known === undefined ? "adds" : count === 0 ? "same" : "replaces" };
  });
}

/**
 * 办结期限: the day by which a call must be closed, by the district's rules (`settings.dueRules`), and how it was counted.
 *
 * Counting starts on the day after the call, as Wuxuan's hotline rule and 民法典 article 201 have it. Working days skip
 * weekends and days off and take in the shifted working days; calendar days count every day and are not put off when
 * the last one is a day off. Urgent calls use the rule `urgent`; none of its days (the default) is the day of the call.
 */
import type { DueDate, DueStep } from "../../api/operations.ts";
import { demandTypes } from "../../schema/hotline.ts";
import type { DueRule, Settings } from "../../schema/settings.ts";
import { words, type Words } from "../../schema/words.ts";
import { byWeekendAlone, makeCalendar, type Calendar, type DayKind } from "../../calendar/calendar.ts";
import { addDays, dayOf, LAST_DAY, longDay, yearOf } from "../../calendar/days.ts";

export interface DueInput {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm` */
  readonly calledAt: string;
  readonly demandType: string | null;
  readonly urgent: boolean;
}

export function dueDate(input: DueInput, settings: Pick<Settings, "dueRules" | "holidays">): DueDate {
  return countBy(input, settings, makeCalendar(settings.holidays));
}

/**
 * The date that a call without one is shown with while a year's holidays are missing, always marked 暂定: known years by
 * their holidays, the missing one by its weekends alone. Nothing keeps it and no figure counts it.
 * @returns null where `dueDate` has another reason than a missing year
 */
export function provisionalDue(input: DueInput, settings: Pick<Settings, "dueRules" | "holidays">): string | null {
  const known = makeCalendar(settings.holidays);
  return countBy(input, settings, (day) => known(day) ?? byWeekendAlone(day)).dueOn;
}

function countBy(input: DueInput, settings: Pick<Settings, "dueRules">, calendar: Calendar): DueDate {
  const start = dayOf(input.calledAt);
  if (start === null)
    return unknown(
      words(
        "来电时间不完整，无法计算办结期限。",
        "The time of the call is not complete, so the due date cannot be counted.",
      ),
    );
  const named = namedRule(input, settings);
  if (named === null)
    return unknown(
      words(
        "还没有选择诉求类型，无法计算办结期限。",
        "No type of demand is chosen yet, so the due date cannot be counted.",
      ),
    );
  const { rule } = named;
  if (rule.days === 0) {
    const summary = words(
      `${named.name.zh}：当日办结。${longDay(start)}来电，期限就是当天。`,
      `${named.name.en}: closed on the day of the call, ${start}.`,
    );
    return { dueOn: start, summary, steps: [], unknownYear: null };
  }
  const unit = unitNames[rule.unit];
  const heading = words(
    `${named.name.zh}：${rule.days}个${unit.zh}。${longDay(start)}来电，从次日起算：`,
    `${named.name.en}, ${unit.en}: ${rule.days}. Call on ${start}, counted from the next day:`,
  );
  return rule.unit === "calendar"
    ? inCalendarDays(start, rule.days, heading)
    : inWorkingDays(start, rule.days, heading, calendar);
}

const unitNames = {
  working: words("工作日", "working days"),
  calendar: words("自然日", "calendar days"),
} as const;

const unknown = (summary: Words, unknownYear: string | null = null): DueDate => ({
  dueOn: null,
  summary,
  steps: [],
  unknownYear,
});

interface NamedRule {
  readonly name: Words;
  readonly rule: DueRule;
}

function namedRule(input: DueInput, settings: Pick<Settings, "dueRules">): NamedRule | null {
  if (input.urgent) return { name: words("紧急诉求", "Urgent"), rule: settings.dueRules.urgent };
  const type = input.demandType;
  if (type === null || !isDemandType(type)) return null;
  return { name: demandTypes[type], rule: settings.dueRules[type] };
}

const isDemandType = (type: string): type is keyof typeof demandTypes => Object.hasOwn(demandTypes, type);

function inCalendarDays(start: string, days: number, heading: Words): DueDate {
  const dueOn = addDays(start, days);
  if (dueOn === LAST_DAY) return unknown(tooFar);
  const steps = Array.from({ length: days }, (_, index): DueStep => {
    const day = addDays(start, index + 1);
    return { from: day, to: day, counted: index + 1, reason: null, name: null };
  });
  return { dueOn, summary: heading, steps, unknownYear: null };
}

function inWorkingDays(start: string, days: number, heading: Words, calendar: Calendar): DueDate {
  const steps: Step[] = [];
  let day = start;
  for (let counted = 0; counted < days;) {
    day = addDays(day, 1);
    if (day === LAST_DAY) return unknown(tooFar);
    const kind = calendar(day);
    if (kind === null) return unknown(unpublished(yearOf(day)), yearOf(day));
    if (kind.isWorking) counted += 1;
    addStep(steps, day, kind, counted);
  }
  return {
    dueOn: day,
    summary: heading,
    steps: steps.map(({ from, to, counted, kind }) => ({ from, to, counted, reason: kind.type, name: kind.name })),
    unknownYear: null,
  };
}

const tooFar = words(
  "来电时间太远，算不出办结期限。请核对来电时间的年份。",
  "The time of the call is too far off for a due date. Please check its year.",
);

const unpublished = (year: string): Words =>
  words(
    `${year}年节假日安排尚未公布，或还没有导入，不能按工作日计算期限。请导入${year}年节假日安排，或手工填写办结期限。`,
    `The holidays of ${year} are not published or not imported yet, so working days cannot be counted. Import the holidays of ${year}, or enter the due date by hand.`,
  );

interface Step {
  readonly from: string;
  readonly to: string;
  readonly counted: number | null;
  readonly kind: DayKind;
}

/** Days that do not count are one step as long as they follow each other for the same reason. */
function addStep(steps: Step[], day: string, kind: DayKind, counted: number): void {
  const last = steps.at(-1);
  if (!kind.isWorking && last?.counted === null && last.kind.type === kind.type && last.kind.name === kind.name) {
    steps[steps.length - 1] = { ...last, to: day };
  } else steps.push({ from: day, to: day, counted: kind.isWorking ? counted : null, kind });
}

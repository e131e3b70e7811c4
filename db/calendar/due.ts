/**
 * 办结期限: the day by which a call must be closed, by the district's rules (`settings.dueRules`), and how it was counted.
 *
 * Counting starts on the day after the call, as Wuxuan's hotline rule and 民法典 article 201 have it. Working days skip
 * weekends and days off and take in the shifted working days; calendar days count every day and are not put off when
 * the last one is a day off. Urgent calls use the rule `urgent`; none of its days (the default) is the day of the call.
 */
import type { DueDate } from "../api.ts";
import { demandTypes } from "../schema/hotline.ts";
import type { DueRule, Settings } from "../schema/settings.ts";
import { makeCalendar } from "./calendar.ts";
import { addDays, dayOf, longDay, shortDay, yearOf } from "./days.ts";

export interface DueInput {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm` */
  readonly calledAt: string;
  readonly demandType: string | null;
  readonly urgent: boolean;
}

export function dueDate(input: DueInput, settings: Pick<Settings, "dueRules" | "holidays">): DueDate {
  const start = dayOf(input.calledAt);
  if (start === null) return unknown("来电时间不完整，无法计算办结期限。");
  const named = namedRule(input, settings);
  if (named === null) return unknown("还没有选择诉求类型，无法计算办结期限。");
  const { rule } = named;
  if (rule.days === 0)
    return { dueOn: start, explanation: `${named.name}：当日办结。${longDay(start)}来电，期限就是当天。` };
  const heading = `${named.name}：${rule.days}个${unitNames[rule.unit]}。${longDay(start)}来电，从次日起算：`;
  return rule.unit === "calendar"
    ? inCalendarDays(start, rule.days, heading)
    : inWorkingDays(start, rule.days, heading, settings);
}

const unitNames = { working: "工作日", calendar: "自然日" } as const;

const unknown = (explanation: string): DueDate => ({ dueOn: null, explanation });

interface NamedRule {
  readonly name: string;
  readonly rule: DueRule;
}

function namedRule(input: DueInput, settings: Pick<Settings, "dueRules">): NamedRule | null {
  if (input.urgent) return { name: "紧急诉求", rule: settings.dueRules.urgent };
  const type = input.demandType;
  if (type === null || !isDemandType(type)) return null;
  return { name: demandTypes[type].zh, rule: settings.dueRules[type] };
}

const isDemandType = (type: string): type is keyof typeof demandTypes => Object.hasOwn(demandTypes, type);

function inCalendarDays(start: string, days: number, heading: string): DueDate {
  const dueOn = addDays(start, days);
  const steps = Array.from({ length: days }, (_, index) => `第${index + 1}天 ${shortDay(addDays(start, index + 1))}`);
  return { dueOn, explanation: [heading, ...steps, `期限：${longDay(dueOn)}。`].join("\n") };
}

function inWorkingDays(start: string, days: number, heading: string, settings: Pick<Settings, "holidays">): DueDate {
  const calendar = makeCalendar(settings.holidays);
  const steps: string[] = [];
  const rest = makeRest(steps);
  let day = start;
  for (let counted = 0; counted < days;) {
    day = addDays(day, 1);
    const kind = calendar(day);
    if (kind === null) return unknown(unpublished(yearOf(day)));
    if (!kind.isWorking) {
      rest.add(day, kind.reason ?? "");
      continue;
    }
    rest.end();
    counted += 1;
    steps.push(`第${counted}个工作日 ${shortDay(day)}${kind.reason === null ? "" : ` ${kind.reason}`}`);
  }
  return { dueOn: day, explanation: [heading, ...steps, `期限：${longDay(day)}。`].join("\n") };
}

const unpublished = (year: string): string =>
  `${year}年节假日安排尚未公布，或还没有导入，不能按工作日计算期限。请导入${year}年节假日安排，或手工填写办结期限。`;

/** Days that do not count, told in one line as long as they follow each other for the same reason. */
function makeRest(steps: string[]) {
  let from: string | null = null;
  let to = "";
  let reason = "";
  const end = () => {
    if (from === null) return;
    steps.push(`不计 ${from === to ? shortDay(from) : `${shortDay(from)}至${shortDay(to)}`} ${reason}`);
    from = null;
  };
  const add = (day: string, why: string) => {
    if (from === null || why !== reason) {
      end();
      from = day;
      reason = why;
    }
    to = day;
  };
  return { add, end };
}

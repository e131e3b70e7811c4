/** 办理过程: the effective events of a record, one row each. */
import type { FullRecord } from "../../api/operations.ts";
import { adoptions, eventTypes, grades, levels, passTargets } from "../../schema/event.ts";
import { dayText, labelOf, shortDay, type PaperData } from "./paper-words.ts";

export type Step = FullRecord["events"][number];

/** Without voided events and the ones that void them. */
export const effectiveSteps = (full: FullRecord): readonly Step[] =>
  full.events.filter((event) => !event.isVoided && event.type !== "voided");

export const stepRows = (full: FullRecord): readonly PaperData[] =>
  effectiveSteps(full).map((event, index) => ({
    序号: String(index + 1),
    日期: shortDay(event.at),
    事项: labelOf(eventTypes, event.type),
    单位名: whoOf(event),
    内容: textOf(event),
    经办人: event.by ?? "",
  }));

const whoOf = (event: Step): string =>
  [event.unit ?? "", labelOf(levels, event.level), labelOf(passTargets, event.passedTo), event.leader ?? ""]
    .filter((text) => text !== "")
    .join(" ");

function textOf(event: Step): string {
  const callback = event.type === "callback" ? [event.reached ? "已接通" : "未接通", labelOf(grades, event.grade)] : [];
  return [
    labelOf(adoptions, event.adoption),
    ...callback,
    event.dueOn === null ? "" : `延期至${dayText(event.dueOn)}`,
    event.approver === null ? "" : `批准人：${event.approver}`,
    event.text ?? "",
  ]
    .filter((text) => text !== "")
    .join("　");
}

/** What fills the 热线受理单. A confidential caller is not named: the sheet goes to the unit that handles the matter. */
import type { FullRecord } from "../../api/operations.ts";
import { grades } from "../../schema/event.ts";
import { demandTypes, handlings, hotlineChannels, hotlineLines, hotlineStates } from "../../schema/hotline.ts";
import type { Stored } from "../../schema/kinds.ts";
import { effectiveSteps, stepRows } from "../common/steps.ts";
import { dayText, labelOf, paragraphs, type PaperData } from "../common/paper-words.ts";

const CONFIDENTIAL = "（保密）";

/** @param dueExplanation how the due date was counted; "" when it was entered by hand */
export function hotlineData(full: FullRecord, call: Stored<"hotline">, dueExplanation: string): PaperData {
  const steps = effectiveSteps(full);
  const callback = steps.findLast(({ type }) => type === "callback");
  const isClosed = full.state === "closed";
  const closed = isClosed ? steps.findLast(({ type }) => type === "closed") : undefined;
  const hidden = (value: string | null): string => (value === null ? "" : call.confidential ? CONFIDENTIAL : value);
  return {
    编号: call.number ?? "",
    热线类别: labelOf(hotlineLines, call.line),
    来电方式: labelOf(hotlineChannels, call.channel),
    来电时间: dayText(call.calledAt),
    诉求人: hidden(call.caller),
    企业名称: hidden(call.enterprise),
    联系电话: hidden(call.phone),
    村社区: call.village ?? "",
    地址: hidden(call.address),
    诉求类型: labelOf(demandTypes, call.demandType),
    类别: call.category ?? "",
    诉求内容: paragraphs(call.content).join("\n"),
    紧急: call.urgent,
    保密: call.confidential,
    受理人: call.takenBy ?? "",
    办理方式: labelOf(handlings, call.handling),
    承办单位: call.unit ?? "",
    办结期限: dayText(full.dueOn ?? call.dueOn),
    期限说明: dueExplanation,
    状态: Object.entries(hotlineStates).find(([code]) => code === full.state)?.[1].zh ?? "",
    办理结果: closed?.text ?? "",
    办结日期: dayText(closed?.at ?? null),
    回访日期: dayText(callback?.at ?? null),
    是否接通: callback === undefined ? "" : callback.reached ? "已接通" : "未接通",
    满意度: labelOf(grades, callback?.grade ?? null),
    回访内容: callback?.text ?? "",
    有办理过程: steps.length > 0,
    办理过程: stepRows(full),
  };
}

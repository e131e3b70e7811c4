/** Small marks in lists and headers: state, due date, delivery. Colour never stands alone; the word is always there. */
import type { ReactNode } from "react";
import type { DeliveryState, ListedRecord } from "../../db/api/operations.ts";
import { deliveryStates } from "../../db/schema/list-fields.ts";
import { dueWarnings } from "../../db/schema/hotline.ts";
import { useLabels, type Labels } from "../text/labels.ts";

type Tone = "plain" | "accent" | "good" | "soon" | "late";

/** A tag in one of the program's five tones. */
export function Mark({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span className={`mark mark-${tone}`}>{children}</span>;
}

const deliveryTones: Readonly<Record<DeliveryState, Tone>> = {
  saved: "plain",
  exported: "accent",
  received: "accent",
  imported: "good",
};

/** 已保存 / 已导出 / 已送达 / 已导入. A function beside the component: a long list draws hundreds, without a hook in each. */
export const deliveryMark = (labels: Labels, delivery: DeliveryState): ReactNode => (
  <Mark tone={deliveryTones[delivery]}>{labels.option(deliveryStates, delivery)}</Mark>
);

export function DeliveryMark({ delivery }: { readonly delivery: DeliveryState }) {
  return deliveryMark(useLabels(), delivery);
}

const warningTones = { onTime: "accent", dueSoon: "soon", overdue: "late" } as const satisfies Record<
  NonNullable<ListedRecord["warning"]>,
  Tone
>;

/** Due date with its warning colour: 蓝 on time, 黄 due soon, 红 overdue. */
export function dueMark(labels: Labels, { dueOn, warning }: Pick<ListedRecord, "dueOn" | "warning">): ReactNode {
  if (dueOn === null) return null;
  if (warning === null) return <span className="due-done">{dueOn}</span>;
  return (
    <span className={`due due-${warning}`}>
      {dueOn} <Mark tone={warningTones[warning]}>{labels.option(dueWarnings, warning)}</Mark>
    </span>
  );
}

export function DueMark(due: Pick<ListedRecord, "dueOn" | "warning">) {
  return dueMark(useLabels(), due);
}

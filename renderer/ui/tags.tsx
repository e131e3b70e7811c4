/** Small marks in lists and headers: state, due date, delivery. Colour never stands alone; the word is always there. */
import { useTranslation } from "react-i18next";
import type { DeliveryState, ListedRecord } from "../../db/api.ts";

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

/** 已保存 / 已导出 / 已送达 / 已导入 */
export function DeliveryMark({ delivery }: { readonly delivery: DeliveryState }) {
  const { t } = useTranslation();
  return <Mark tone={deliveryTones[delivery]}>{t(`delivery.${delivery}`)}</Mark>;
}

const warningTones = { onTime: "accent", dueSoon: "soon", overdue: "late" } as const satisfies Record<
  NonNullable<ListedRecord["warning"]>,
  Tone
>;

/** Due date with its warning colour: 蓝 on time, 黄 due soon, 红 overdue. */
export function DueMark({ dueOn, warning }: Pick<ListedRecord, "dueOn" | "warning">) {
  const { t } = useTranslation();
  if (dueOn === null) return null;
  if (warning === null) return <span className="due-done">{dueOn}</span>;
  return (
    <span className={`due due-${warning}`}>
      {dueOn} <Mark tone={warningTones[warning]}>{t(`due.${warning}`)}</Mark>
    </span>
  );
}

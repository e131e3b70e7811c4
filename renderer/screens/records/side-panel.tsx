/** Beside a saved record: 办理过程, 历史版本. */
import { Tabs } from "antd";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { isMainKind, type ListedKind } from "../../../db/schema/kinds.ts";
import type { RecordForm } from "../../forms/use-record-form.ts";
import { DutySummary } from "../duty/summary.tsx";
import { History } from "./history.tsx";
import { Steps } from "./steps.tsx";

interface Props {
  readonly kind: ListedKind;
  readonly full: FullRecord;
  readonly record: RecordForm;
  readonly onUndo: () => void;
  readonly isLocked: (name: string) => boolean;
}

export function SidePanel({ kind, full, record, onUndo, isLocked }: Props) {
  const { t } = useTranslation();
  const duty = { key: "duty", label: t("duty.sheet"), children: <DutySummary id={full.record.id} /> };
  const { event, setEvent } = record;
  const history = {
    key: "history",
    label: t("record.history"),
    children: <History kind={kind} id={full.record.id} record={record} onUndo={onUndo} isLocked={isLocked} />,
  };
  if (!isMainKind(kind)) {
    return (
      <aside className="record-side" aria-label={t("record.side")}>
        <Tabs items={kind === "member" ? [duty, history] : [history]} />
      </aside>
    );
  }
  const events = full.events.filter((item) => item.type !== "voided").length;
  const steps = {
    key: "steps",
    label: events === 0 ? t("record.steps") : t("record.stepsCount", { count: events }),
    children: <Steps kind={kind} full={full} event={event} setEvent={setEvent} />,
  };
  return (
    <aside className="record-side" aria-label={t("record.side")}>
      <Tabs items={[steps, history]} />
    </aside>
  );
}

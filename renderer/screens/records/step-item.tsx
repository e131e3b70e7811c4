/** One step that happened; a wrong one is voided with a reason and stays readable. */
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { eventTypes } from "../../../db/schema/event.ts";
import { columnsOf } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { textOrNull, useTypedText, type Typed } from "../../ui/use-typed.ts";

type Event = FullRecord["events"][number];

/** Shown in the first line or as the text; the rest follows as “label：value”. */
const leading = new Set(["type", "at", "text"]);

export function StepItem({ event, voiding }: { readonly event: Event; readonly voiding: Event | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const reason = useTypedText(`void.${event.id}`, event.recordId);
  // What an earlier run did not finish is open again.
  const [isOpen, setVoiding] = useState<boolean | null>(null);
  const isVoiding = isOpen ?? reason.value !== null;
  const close = () => {
    reason.put(null);
    setVoiding(false);
  };
  const details = columnsOf("event")
    .filter(
      ({ name, meta }) =>
        meta.internal !== true && !leading.has(name) && (name !== "reached" || event.type === "callback"),
    )
    .map(({ name, meta }) => ({
      name,
      label: labels.meta(meta),
      value: labels.value(meta, event[name as keyof Event]),
    }))
    .filter(({ value }) => value !== "");
  return (
    <li className={event.isVoided ? "step step-voided" : "step"}>
      <div className="step-head">
        <strong>{labels.option(eventTypes, event.type)}</strong>
        <time>{event.at === null ? t("record.noDate") : event.at.replace("T", " ")}</time>
        {event.isVoided ? (
          <span className="step-void-mark">{labels.option(eventTypes, "voided")}</span>
        ) : (
          <Button size="small" type="text" onClick={() => setVoiding(!isVoiding)} aria-expanded={isVoiding}>
            {t("record.void")}
          </Button>
        )}
      </div>
      {event.text !== null && <p className="step-text">{event.text}</p>}
      {details.length > 0 && (
        <dl className="step-details">
          {details.map(({ name, label, value }) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {typeof voiding?.text === "string" && (
        <p className="step-void-reason">{t("record.voidedFor", { reason: voiding.text })}</p>
      )}
      {isVoiding && !event.isVoided && <VoidForm eventId={event.id} reason={reason} onClose={close} />}
    </li>
  );
}

interface VoidProps {
  readonly eventId: string;
  readonly reason: Typed<string>;
  readonly onClose: () => void;
}

function VoidForm({ eventId, reason, onClose }: VoidProps) {
  const { t } = useTranslation();
  const voidEvent = useOperation("event.void");
  const text = reason.value ?? "";
  const proceed = async () => {
    if ((await voidEvent.run({ eventId, text: text.trim() })) !== undefined) onClose();
  };
  return (
    <div className="void-form">
      <TypedNotice typed={reason} />
      <label htmlFor={`void-${eventId}`}>{t("record.voidReason")}</label>
      <Input
        id={`void-${eventId}`}
        value={text}
        autoComplete="off"
        autoFocus
        onChange={(event) => reason.put(textOrNull(event.target.value))}
      />
      <div className="step-actions">
        <Button danger disabled={text.trim() === ""} loading={voidEvent.busy} onClick={() => void proceed()}>
          {t("record.voidProceed")}
        </Button>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
      </div>
      <ErrorNotice error={voidEvent.error} />
    </div>
  );
}

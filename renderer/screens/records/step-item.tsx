/** One step that happened; a wrong one is voided with a reason and stays readable. */
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api.ts";
import { eventTypes } from "../../../db/schema/event.ts";
import { columnsOf } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";

type Event = FullRecord["events"][number];

/** Shown in the first line or as the text; the rest follows as “label：value”. */
const leading = new Set(["type", "at", "text"]);

export function StepItem({ event, voiding }: { readonly event: Event; readonly voiding: Event | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [isVoiding, setVoiding] = useState(false);
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
      {isVoiding && <VoidForm eventId={event.id} onClose={() => setVoiding(false)} />}
    </li>
  );
}

function VoidForm({ eventId, onClose }: { readonly eventId: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const voidEvent = useOperation("event.void");
  const [reason, setReason] = useState("");
  const proceed = async () => {
    if ((await voidEvent.run({ eventId, text: reason.trim() })) !== undefined) onClose();
  };
  return (
    <div className="void-form">
      <label htmlFor={`void-${eventId}`}>{t("record.voidReason")}</label>
      <Input
        id={`void-${eventId}`}
        value={reason}
        autoComplete="off"
        autoFocus
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="step-actions">
        <Button danger disabled={reason.trim() === ""} loading={voidEvent.busy} onClick={() => void proceed()}>
          {t("record.voidProceed")}
        </Button>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
      </div>
      <ErrorNotice error={voidEvent.error} />
    </div>
  );
}

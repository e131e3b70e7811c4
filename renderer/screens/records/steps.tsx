/** 办理过程: what happened, newest first, and the next step as a button. */
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { kinds, type MainKind } from "../../../db/schema/kinds.ts";
import { likelySteps, type EventType } from "../../../db/schema/steps.ts";
import { dayOf } from "../../text/times.ts";
import type { SetEvent } from "../../forms/use-record-form.ts";
import type { FieldValues } from "../../values/form-values.ts";
import { useStatus } from "../../stores/status.ts";
import { useLabels } from "../../text/labels.ts";
import { StepForm } from "./step-form.tsx";
import { StepItem } from "./step-item.tsx";

const today = () => dayOf(new Date());

interface Props {
  readonly kind: MainKind;
  readonly full: FullRecord;
  /** The step being written; kept in the record's draft. */
  readonly event: FieldValues | null;
  readonly setEvent: SetEvent;
}

export function Steps({ kind, full, event, setEvent }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const operator = useStatus((state) => state.status?.operator?.name ?? null);
  const begin = (type: EventType) => setEvent({ type, at: today(), by: operator, ...startOf(type, full) }, false);
  const name = (type: EventType) => labels.act(type);
  const { steps } = kinds[kind];
  const likely = likelySteps(steps, full.state);
  const others = steps.all.filter((type) => !likely.includes(type));
  const shown = full.events.filter((item) => item.type !== "voided").toReversed();
  return (
    <div className="steps">
      {event === null ? (
        <div className="step-buttons">
          {likely.map((type) => (
            <Button key={type} onClick={() => begin(type)}>
              {name(type)}
            </Button>
          ))}
          {others.length > 0 && (
            <Dropdown
              trigger={["click"]}
              menu={{
                items: others.map((type) => ({ key: type, label: name(type) })),
                onClick: ({ key }) => begin(key as EventType),
              }}
            >
              <Button>{t("record.otherSteps")}</Button>
            </Dropdown>
          )}
        </div>
      ) : (
        <StepForm key={String(event["type"])} recordId={full.record.id} event={event} setEvent={setEvent} />
      )}
      {shown.length === 0 ? (
        <p className="side-empty">{t("record.noSteps")}</p>
      ) : (
        <ol className="timeline">
          {shown.map((item) => (
            <StepItem key={item.id} event={item} voiding={full.events.find((other) => other.voidsId === item.id)} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** What the record already knows of the step. */
function startOf(type: EventType, full: FullRecord): FieldValues {
  const record = full.record as unknown as Readonly<FieldValues>;
  if (
    type === "assigned" ||
    type === "accepted" ||
    type === "refused" ||
    type === "supervised" ||
    (type === "replied" && full.kind === "hotline")
  ) {
    const assigned = full.events.findLast((item) => item.type === "assigned" && !item.isVoided);
    return { unit: assigned?.unit ?? record["unit"] ?? null };
  }
  return type === "callback" ? { reached: true } : {};
}

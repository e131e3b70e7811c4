/** Below a call's due date: the day that the rule gives, and how it was counted, day by day. */
import { Button, Popover } from "antd";
import { useWatch, type Control, type UseFormSetValue } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { isMoment } from "../../db/schema/typed-dates.ts";
import { useRoute } from "../stores/route.ts";
import { useQuery } from "../stores/use-query.ts";
import { DueSteps } from "./due-steps.tsx";
import type { FormValues } from "../values/form-values.ts";

interface Props {
  readonly control: Control<FormValues>;
  readonly setValue: UseFormSetValue<FormValues>;
}

export function HotlineDue({ control, setValue }: Props) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const [calledAt, demandType, urgent, dueOn] = useWatch({
    control,
    name: ["fields.calledAt", "fields.demandType", "fields.urgent", "fields.dueOn"],
  });
  const isKnown = isMoment(calledAt);
  const due = useQuery(
    "hotline.due",
    isKnown
      ? { calledAt, demandType: typeof demandType === "string" ? demandType : null, urgent: urgent === true }
      : null,
  );
  if (!isKnown || due.data === undefined) return null;
  const { dueOn: computed, unknownYear } = due.data;
  if (unknownYear !== null) {
    return (
      <div className="due-rule due-unknown" role="status">
        <span>{t("aids.due.unknown", { year: unknownYear })}</span>
        <Button
          type="link"
          size="small"
          onClick={() => open({ screen: "settings", section: "holidays", year: Number(unknownYear) })}
        >
          {t("aids.due.import", { year: unknownYear })}
        </Button>
      </div>
    );
  }
  return (
    <div className="due-rule" aria-live="polite">
      <span>{computed === null ? t("form.dueUnknown") : t("form.dueRule", { date: computed })}</span>
      <Popover content={<DueSteps due={due.data} calledAt={calledAt} />} trigger="click" placement="topLeft">
        <Button type="link" size="small">
          {t("form.dueHow")}
        </Button>
      </Popover>
      {computed !== null && dueOn !== computed && typeof dueOn === "string" && dueOn !== "" && (
        <Button type="link" size="small" onClick={() => setValue("fields.dueOn", computed, { shouldDirty: true })}>
          {t("form.dueUse")}
        </Button>
      )}
    </div>
  );
}

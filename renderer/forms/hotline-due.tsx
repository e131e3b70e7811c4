/** Below a call's due date: the day that the rule gives, and how it was counted. */
import { Button, Popover } from "antd";
import { useWatch, type Control, type UseFormSetValue } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useQuery } from "../ui/use-query.ts";
import type { FormValues } from "./values.ts";

interface Props {
  readonly control: Control<FormValues>;
  readonly setValue: UseFormSetValue<FormValues>;
}

export function HotlineDue({ control, setValue }: Props) {
  const { t } = useTranslation();
  const [calledAt, demandType, urgent, dueOn] = useWatch({
    control,
    name: ["fields.calledAt", "fields.demandType", "fields.urgent", "fields.dueOn"],
  });
  const isKnown = typeof calledAt === "string" && calledAt !== "";
  const due = useQuery(
    "hotline.due",
    isKnown
      ? { calledAt, demandType: typeof demandType === "string" ? demandType : null, urgent: urgent === true }
      : null,
  );
  if (!isKnown || due.data === undefined) return null;
  const { dueOn: computed, explanation } = due.data;
  return (
    <div className="due-rule" aria-live="polite">
      <span>{computed === null ? t("form.dueUnknown") : t("form.dueRule", { date: computed })}</span>
      <Popover
        content={<div className="due-explanation">{explanation}</div>}
        trigger={["hover", "click", "focus"]}
        placement="topLeft"
      >
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

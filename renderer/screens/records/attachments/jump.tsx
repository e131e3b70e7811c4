/** “附件 2” at the top of a form: how many there are, and the way to them at its end. */
import { Button } from "antd";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { FormValues } from "../../../values/form-values.ts";

export const panelId = "attachments";

export function AttachmentJump({ form }: { readonly form: UseFormReturn<FormValues> }) {
  const { t } = useTranslation();
  const count = useWatch({ control: form.control, name: "attachments" }).length;
  return (
    <Button onClick={() => showPanel({ focus: true })}>
      {count === 0 ? t("attachment.title") : t("attachment.jump", { count })}
    </Button>
  );
}

export function showPanel({ focus }: { readonly focus: boolean }): void {
  const panel = document.getElementById(panelId);
  panel?.scrollIntoView({ block: "nearest" });
  if (focus) panel?.querySelector<HTMLElement>(".attachment-open, [data-enter-stop]")?.focus({ preventScroll: true });
}

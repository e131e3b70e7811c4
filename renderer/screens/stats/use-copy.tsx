/** Copies text; where the shell forbids the clipboard, shows it selected for Ctrl+C. */
import { App, Input } from "antd";
import { useTranslation } from "react-i18next";
import { useToast } from "../../ui/use-toast.tsx";

export function useCopy(): (text: string) => Promise<void> {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const toast = useToast();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      toast.done(t("stats.copied"));
    } catch {
      modal.info({
        title: t("stats.copyByHand"),
        width: 640,
        okText: t("action.close"),
        content: (
          <Input.TextArea
            readOnly
            autoFocus
            aria-label={t("stats.copyByHand")}
            value={text}
            rows={16}
            onFocus={(event) => event.currentTarget.select()}
          />
        ),
      });
    }
  };
}

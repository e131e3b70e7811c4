/** Copies text by the shell; where the shell cannot, shows it selected for Ctrl+C. */
import { App, Input } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { shell } from "../../client.ts";
import { useToast } from "../../ui/use-toast.tsx";

export function useCopy(): (text: string) => Promise<void> {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const toast = useToast();
  const box = useRef<HTMLDivElement>(null);
  return async (text) => {
    try {
      await shell.copyText(text);
      toast.done(t("stats.copied"));
    } catch {
      modal.info({
        title: t("stats.copyByHand"),
        width: 640,
        okText: t("action.close"),
        // The text has the focus, not the button: Ctrl+C copies it at once.
        focusable: { autoFocusButton: null },
        afterOpenChange: (isOpen) => {
          if (isOpen) box.current?.querySelector("textarea")?.focus();
        },
        content: (
          <div ref={box}>
            <Input.TextArea
              readOnly
              aria-label={t("stats.copyByHand")}
              value={text}
              rows={16}
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
        ),
      });
    }
  };
}

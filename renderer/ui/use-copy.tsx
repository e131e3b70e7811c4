/** Copies text by the shell; where the shell cannot, shows it selected for Ctrl+C. */
import { App, Input } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { shell } from "../hosts/client.ts";
import { useToast } from "./use-toast.tsx";

export function useCopy(): (text: string) => Promise<void> {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const toast = useToast();
  return async (text) => {
    try {
      await shell.copyText(text);
      toast.done(t("stats.copied"));
    } catch {
      modal.info({
        title: t("stats.copyByHand"),
        width: 640,
        okText: t("action.close"),
        // `focusable.autoFocusButton: null` is read as "not given", and the button gets the focus (antd 6.6).
        autoFocusButton: null,
        content: <SelectedText label={t("stats.copyByHand")} text={text} />,
      });
    }
  };
}

/** Has the focus and is selected, so that Ctrl+C copies it at once. */
function SelectedText({ label, text }: { readonly label: string; readonly text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After the dialog has taken the focus for itself.
    const timer = setTimeout(() => box.current?.querySelector("textarea")?.focus());
    return () => clearTimeout(timer);
  }, []);
  return (
    <div ref={box}>
      <Input.TextArea
        readOnly
        aria-label={label}
        value={text}
        rows={16}
        onFocus={(event) => event.currentTarget.select()}
      />
    </div>
  );
}

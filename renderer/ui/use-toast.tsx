/** Short notices above the bars at the bottom; one that can be undone stays long enough to be read and pressed. */
import { App, Button } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { describeError } from "./describe-error.ts";

export interface Toast {
  readonly done: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly failed: (error: unknown) => void;
  /** “已删除 · 撤销”: `undo` runs once when pressed. */
  readonly undoable: (text: string, undo: () => void) => void;
  /** Takes away what is shown: it was dealt with, or would lie over what opens now. */
  readonly clear: () => void;
  /** The same with another word on the button. */
  readonly offer: (text: string, label: string, act: () => void, type?: "success" | "warning") => void;
}

const SHORT_S = 3;
const LONG_S = 10;

export function useToast(): Toast {
  const { message } = App.useApp();
  const { t } = useTranslation();
  return useMemo(() => {
    const show = (key: string, text: string, label: string, act: () => void, type: "success" | "warning") => {
      void message.open({
        key,
        type,
        duration: LONG_S,
        content: (
          <span className="toast-undo">
            {text}
            <Button
              type="link"
              onClick={() => {
                message.destroy(key);
                act();
              }}
            >
              {label}
            </Button>
          </span>
        ),
      });
    };
    const offer: Toast["offer"] = (text, label, act, type = "success") =>
      show(`offer-${crypto.randomUUID()}`, text, label, act, type);
    return {
      // Keyed by the text: pressed again, the same notice stays instead of one more below it.
      done: (text) => void message.success({ key: text, content: text, duration: SHORT_S }),
      warn: (text) => void message.warning({ key: text, content: text, duration: SHORT_S * 2 }),
      failed: (error) => {
        const described = describeError(error);
        const number =
          described.number === null ? "" : t("mark.aside", { text: t("error.number", { number: described.number }) });
        const text = described.message + number;
        void message.error({ key: text, content: text, duration: LONG_S });
      },
      // One at a time: Ctrl+Z means the newest, and so does the notice.
      undoable: (text, undo) => show("undo", text, t("action.undo"), undo, "success"),
      clear: () => message.destroy(),
      offer,
    };
  }, [message, t]);
}

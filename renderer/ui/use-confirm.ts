/** A question before something that cannot be undone. What can be undone gets a toast instead (see use-toast). */
import { App } from "antd";
import { useCallback, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

export interface Question {
  readonly title: string;
  readonly content: ReactNode;
  /** The words on the button that goes ahead, e.g. “停用这台电脑”. */
  readonly proceed: string;
  readonly danger?: boolean;
  /** Several sentences to read first. */
  readonly isLong?: boolean;
}

/** Resolves to true when the user goes ahead. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const { modal } = App.useApp();
  const { t } = useTranslation();
  return useCallback(
    (question) =>
      new Promise((resolve) => {
        modal.confirm({
          title: question.title,
          ...(question.isLong === true ? { width: "min(38rem, 96vw)" } : {}),
          content: question.content,
          okText: question.proceed,
          cancelText: t("action.cancel"),
          okButtonProps: { danger: question.danger === true },
          focusable: { autoFocusButton: question.danger === true ? "cancel" : "ok" },
          onOk: () => resolve(true),
          onCancel: () => resolve(false),
        });
      }),
    [modal, t],
  );
}

/** An error as the user sees it: the finished sentence of the catalogue and its number for the phone call. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { describeError } from "./describe-error.ts";

interface Props {
  readonly error: unknown;
  readonly onClose?: () => void;
  readonly onRetry?: () => void;
  /** Makes a whole of the sentence where several things may have failed, e.g. by naming the file. */
  readonly tell?: (message: string) => string;
}

/** Renders nothing while there is no error. */
export function ErrorNotice({ error, onClose, onRetry, tell }: Props) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { message, number } = describeError(error);
  return (
    <Alert
      className="error-notice"
      type="error"
      showIcon
      role="alert"
      title={tell === undefined ? message : tell(message)}
      description={number === null ? undefined : t("error.number", { number })}
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>{t("action.retry")}</Button>}
      closable={onClose === undefined ? false : { onClose, "aria-label": t("action.close") }}
    />
  );
}

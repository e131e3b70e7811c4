/** Files on their way into the form, what was refused, and what was kept as it came. */
import { Alert, Button, Progress } from "antd";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { sizeText } from "../../../text/sizes.ts";
import type { Attaching } from "./use-attaching.ts";

export function PendingList({ attaching }: { readonly attaching: Attaching }) {
  const { t } = useTranslation();
  const { pending, problems, notes, cancel, cancelAll, dismiss } = attaching;
  return (
    <>
      {problems.map(({ id, file, error }) => (
        <ErrorNotice
          key={id}
          error={error}
          onClose={() => dismiss(id)}
          // Most sentences about a file name it themselves.
          tell={(message) => (message.includes(file) ? message : t("attachment.problem", { file, message }))}
        />
      ))}
      {notes.map(({ id, file, kept }) => (
        <Alert
          key={id}
          className="attachment-note"
          type="info"
          showIcon
          title={t(`attachment.kept.${kept}`, { file })}
          closable={{ onClose: () => dismiss(id), "aria-label": t("action.close") }}
        />
      ))}
      {pending.length > 0 && (
        <p className="attachment-pending-head">
          {t("attachment.pendingCount", { count: pending.length })}
          {pending.length > 1 && <Button onClick={cancelAll}>{t("attachment.cancelAll")}</Button>}
        </p>
      )}
      {pending.length > 0 && (
        <ul className="attachment-pending" aria-live="polite">
          {pending.map(({ id, name, sent, total }) => (
            <li key={id}>
              <span className="attachment-pending-name">{name}</span>
              <span className="attachment-size">
                {total === 0
                  ? t("attachment.preparing")
                  : t("attachment.progress", { sent: sizeText(sent), total: sizeText(total) })}
              </span>
              <Progress percent={total === 0 ? 0 : Math.round((sent / total) * 100)} size="small" showInfo={false} />
              <Button aria-label={t("attachment.cancel", { file: name })} onClick={() => cancel(id)}>
                {t("action.cancel")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

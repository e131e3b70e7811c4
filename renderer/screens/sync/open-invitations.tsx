/** 未使用的邀请: which are about, until when each is good, and how to cancel one that was lost. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { OpenInvitation } from "../../../db/api/operations.ts";
import { dayOf } from "../../text/times.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";

export function OpenInvitations({ invitations }: { readonly invitations: readonly OpenInvitation[] }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const toast = useToast();
  const cancel = useOperation("district.cancelInvitation");
  if (invitations.length === 0) return null;

  const start = async ({ invitation, name }: OpenInvitation): Promise<void> => {
    const goAhead = await ask({
      title: t("sync.open.question", { name }),
      content: t("sync.open.content"),
      proceed: t("sync.open.cancel"),
      danger: true,
    });
    if (goAhead && (await cancel.run({ invitation })) !== undefined) toast.done(t("sync.open.done", { name }));
  };

  return (
    <Panel title={t("sync.open.title", { count: invitations.length })} className="sync-open">
      <ErrorNotice error={cancel.error} onClose={cancel.clearError} />
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("sync.district.name")}</th>
            <th scope="col">{t("sync.open.made")}</th>
            <th scope="col">{t("sync.open.until")}</th>
            <th scope="col">{t("sync.district.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <tr key={invitation.invitation}>
              <th scope="row">{invitation.name}</th>
              <td>{dayOf(new Date(invitation.createdAt))}</td>
              <td>
                {dayOf(new Date(invitation.expiresAt))}{" "}
                {invitation.isExpired && <Mark tone="late">{t("sync.open.expired")}</Mark>}
              </td>
              <td>
                <Button size="small" disabled={cancel.busy} onClick={() => void start(invitation)}>
                  {t("sync.open.cancel")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

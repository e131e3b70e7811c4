/** Files that the district has just written, until they are closed: invitation, roster, receipts. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Output } from "../../../db/api/operations.ts";
import type { Invitation } from "./invite-dialog.tsx";
import type { WrittenReturn } from "./use-return.ts";
import type { WrittenReceipts } from "./use-receipts.ts";
import { dayOf } from "../../text/times.ts";
import { InvitationSheet } from "./invitation-sheet.tsx";
import { Written } from "./written.tsx";

interface Props {
  readonly invitation: Invitation | null;
  readonly roster: Output<"district.roster"> | null;
  readonly receipts: WrittenReceipts | null;
  readonly returned: WrittenReturn | null;
  readonly onCloseInvitation: () => void;
  readonly onCloseRoster: () => void;
  readonly onCloseReceipts: () => void;
  readonly onCloseReturned: () => void;
}

const both = (title: string) => ({ electron: title, loopback: title });

export function Outputs({ invitation, roster, receipts, returned, ...close }: Props) {
  const { onCloseInvitation, onCloseRoster, onCloseReceipts, onCloseReturned } = close;
  const { t } = useTranslation();
  return (
    <>
      {invitation !== null && (
        <Written
          title={both(t("sync.invite.done"))}
          files={[invitation.file]}
          next={t("sync.invite.next", { name: invitation.name, day: dayOf(new Date(invitation.expiresAt)) })}
          onClose={onCloseInvitation}
        >
          <InvitationSheet invitation={invitation} />
        </Written>
      )}
      {roster !== null && (
        <Written
          title={both(t("sync.roster.done", { version: roster.version }))}
          files={[roster.file]}
          next={t("sync.roster.next")}
          onClose={onCloseRoster}
        />
      )}
      {receipts !== null && receipts.files.length > 0 && (
        <Written
          title={{
            electron: t("sync.receipts.done", { count: receipts.stations }),
            loopback: t("sync.receipts.doneLoopback", { count: receipts.stations }),
          }}
          files={receipts.files}
          onClose={onCloseReceipts}
        />
      )}
      {returned !== null && (
        <Written
          title={{ electron: t("sync.return.done"), loopback: t("sync.return.doneLoopback") }}
          intro={t("sync.return.files", { name: returned.name, count: returned.records })}
          files={returned.files}
          next={t("sync.return.next", { name: returned.name })}
          onClose={onCloseReturned}
        />
      )}
      {receipts?.failures.map(({ name, message }) => (
        <Alert
          key={name}
          className="notice"
          type="error"
          showIcon
          role="alert"
          title={t("sync.receipts.failed", { name, message })}
        />
      ))}
    </>
  );
}

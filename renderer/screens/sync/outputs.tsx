/** Files that the district has just written, until they are closed: invitation, roster, receipts. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Output } from "../../../db/api.ts";
import type { Invitation } from "./invite-dialog.tsx";
import type { WrittenReceipts } from "./use-receipts.ts";
import { Written } from "./written.tsx";

interface Props {
  readonly invitation: Invitation | null;
  readonly roster: Output<"district.roster"> | null;
  readonly receipts: WrittenReceipts | null;
  readonly onCloseInvitation: () => void;
  readonly onCloseRoster: () => void;
  readonly onCloseReceipts: () => void;
}

const both = (title: string) => ({ electron: title, loopback: title });

export function Outputs({ invitation, roster, receipts, onCloseInvitation, onCloseRoster, onCloseReceipts }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {invitation !== null && (
        <Written
          title={both(t("sync.invite.done"))}
          files={[invitation.file]}
          next={t("sync.invite.next", { name: invitation.name })}
          onClose={onCloseInvitation}
        />
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

/** Opening the district's invitation, at first run and on the 同步 screen: looked at first, joined when the clerk agrees. */
import { Alert, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Output } from "../../../db/api/operations.ts";
import { dayOf } from "../../text/times.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { Fingerprint } from "./fingerprint.tsx";

export interface Joining {
  readonly district: string;
  readonly checkCode: string;
}

interface Join {
  /** Asks for the file and shows what it says. */
  readonly open: () => Promise<void>;
  /** What was read, to agree to; it belongs on the screen. */
  readonly dialog: ReactNode;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

type Seen = Output<"station.invitation"> & { readonly file: string };

interface Options {
  /** The set-up screen stays until it is finished, so the window does not hear of the new state yet. */
  readonly isFirstRun?: boolean;
  readonly onJoined?: (joined: Joining) => void;
}

export function useJoin({ isFirstRun = false, onJoined }: Options = {}): Join {
  const { t } = useTranslation();
  const files = useFiles();
  const look = useOperation("station.invitation", { writes: false });
  const join = useOperation("station.join", { writes: !isFirstRun });
  const [seen, setSeen] = useState<Seen | null>(null);

  const open = async (): Promise<void> => {
    const [file] = await files.pickFiles({
      title: t("setup.join.title"),
      multiple: false,
      filters: [{ name: t("setup.allFiles"), extensions: ["*"] }],
    });
    if (file === undefined) return;
    join.clearError();
    const invitation = await look.run({ file }, { progress: t("setup.join.opening") });
    if (invitation !== undefined) setSeen({ ...invitation, file });
  };
  const agree = async ({ file, fingerprint }: Seen): Promise<void> => {
    // Both names were on the screen: going ahead is the answer.
    const joined = await join.run({ file, fingerprint, rename: true }, { progress: t("setup.join.opening") });
    if (joined === undefined) return;
    setSeen(null);
    onJoined?.(joined);
  };

  const dialog = seen !== null && (
    <Modal
      open
      title={t("sync.invitation.title", { district: seen.district })}
      okText={t(seen.isRename ? "sync.invitation.renameProceed" : "sync.invitation.proceed", { name: seen.station })}
      cancelText={t("action.cancel")}
      confirmLoading={join.busy}
      onOk={() => void agree(seen)}
      onCancel={() => setSeen(null)}
    >
      <p>{t("sync.invitation.for", { district: seen.district, name: seen.station })}</p>
      {seen.isRename && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          title={t("sync.invitation.rename", { name: seen.station, current: seen.current })}
        />
      )}
      {seen.leaves !== null && (
        <Alert className="notice" type="warning" showIcon title={t("sync.invitation.leaves", { name: seen.leaves })} />
      )}
      {seen.isExpired && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          title={t("sync.invitation.expired", { day: dayOf(new Date(seen.expiresAt)) })}
        />
      )}
      <Fingerprint fingerprint={seen.fingerprint} />
      <ErrorNotice error={join.error} onClose={join.clearError} />
    </Modal>
  );
  return { open, dialog, busy: look.busy || join.busy, error: look.error, clearError: look.clearError };
}

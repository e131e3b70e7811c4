/** The name of a station, then where its invitation is saved. */
import { Input, Modal } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Output } from "../../../db/api/operations.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useTypedText } from "../../ui/use-typed.ts";

export type Invitation = Output<"district.invite"> & { readonly name: string };

interface Props {
  /** Filled in when a known station gets another invitation. */
  readonly initialName: string;
  readonly known: readonly string[];
  readonly onClose: () => void;
  readonly onInvited: (invitation: Invitation) => void;
}

const NAME_MAX = 60;
const EXTENSION = "lxqinvite";

export function InviteDialog({ initialName, known, onClose, onInvited }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const files = useFiles();
  const invite = useOperation("district.invite");
  const typed = useTypedText("invite");
  const name = typed.value ?? initialName;
  const close = () => {
    typed.put(null);
    onClose();
  };
  const [isMissing, setMissing] = useState(false);
  const trimmed = name.trim();

  const save = async (): Promise<void> => {
    setMissing(trimmed === "");
    if (trimmed === "") return;
    const file = await files.pickSaveFile({
      title: t("sync.invite.saveTitle"),
      defaultName: `${t("sync.invite.fileName", { name: trimmed })}.${EXTENSION}`,
      filters: [{ name: t("setup.fileFilter"), extensions: [EXTENSION] }],
    });
    if (file === null) return;
    const invitation = await invite.run({ station: trimmed, file }, { progress: t("sync.invite.running") });
    if (invitation === undefined) return;
    typed.put(null);
    onInvited({ ...invitation, name: trimmed });
  };

  return (
    <Modal
      open
      title={t("sync.invite.title")}
      okText={t("sync.invite.proceed")}
      cancelText={t("action.cancel")}
      confirmLoading={invite.busy}
      onOk={() => void save()}
      onCancel={close}
    >
      <TypedNotice typed={typed} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label htmlFor={id}>{t("sync.invite.name")}</label>
        <Input
          id={id}
          autoFocus
          maxLength={NAME_MAX}
          value={name}
          status={isMissing ? "error" : ""}
          aria-invalid={isMissing}
          aria-describedby={`${id}-hint`}
          onChange={(event) => typed.put(event.target.value)}
        />
        <p id={`${id}-hint`} className="note">
          {known.includes(trimmed) ? t("sync.invite.existing") : t("sync.invite.hint")}
        </p>
        {isMissing && (
          <p className="problem" role="alert">
            {t("sync.invite.required")}
          </p>
        )}
        <ErrorNotice error={invite.error} onClose={invite.clearError} />
      </form>
    </Modal>
  );
}

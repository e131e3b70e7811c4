/** 删除个人信息: cannot be undone and goes to the district as well, so the word has to be typed. */
import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetHistory } from "../../forms/form-sessions.ts";
import { editKey } from "../../stores/route.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";

interface Props {
  readonly open: boolean;
  readonly id: string;
  readonly onClose: () => void;
}

export function EraseDialog({ open, id, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const erase = useOperation("record.erase");
  // Not kept when the power goes: a word that is there already would confirm nothing.
  const [typed, setTyped] = useState("");
  const word = t("record.eraseWord");
  const close = () => {
    setTyped("");
    erase.clearError();
    onClose();
  };
  const proceed = async () => {
    if ((await erase.run({ id })) === undefined) return;
    forgetHistory(editKey(id));
    toast.done(t("record.erased"));
    close();
  };
  return (
    <Modal
      open={open}
      title={t("record.eraseTitle")}
      okText={t("record.eraseProceed")}
      okButtonProps={{ danger: true, disabled: typed.trim() !== word, loading: erase.busy }}
      cancelText={t("action.cancel")}
      onOk={() => void proceed()}
      onCancel={close}
      destroyOnHidden
    >
      <Alert type="warning" showIcon title={t("record.eraseWarning")} />
      <p className="erase-text">{t("record.eraseText")}</p>
      <label htmlFor="erase-word">{t("record.eraseType", { word })}</label>
      <Input id="erase-word" value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      <ErrorNotice error={erase.error} />
    </Modal>
  );
}

/** A passphrase, typed twice, then where the key file is saved. */
import { Alert, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { passphraseMin } from "../../../db/schema/passphrase.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { KeysField } from "./keys-field.tsx";

interface Props {
  readonly name: string;
  readonly isDistrict: boolean;
  readonly onClose: () => void;
  readonly onWritten: (file: string) => void;
}

export const KEYS_EXTENSION = "lxqkeys";

export function KeysExport({ name, isDistrict, onClose, onWritten }: Props) {
  const { t } = useTranslation();
  const files = useFiles();
  const operation = useOperation("keys.export");
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const save = async (): Promise<void> => {
    const isShort = passphrase.normalize("NFKC").trim().length < passphraseMin;
    const found = isShort
      ? t("keys.tooShort", { least: passphraseMin })
      : passphrase === repeated
        ? null
        : t("keys.different");
    setProblem(found);
    if (found !== null) return;
    const file = await files.pickSaveFile({
      title: t("keys.saveTitle"),
      defaultName: `${t("keys.fileName", { name })}.${KEYS_EXTENSION}`,
      filters: [{ name: t("keys.filter"), extensions: [KEYS_EXTENSION] }],
    });
    if (file === null) return;
    if ((await operation.run({ file, passphrase }, { progress: t("keys.running") })) !== undefined) onWritten(file);
  };

  return (
    <Modal
      open
      title={t("keys.exportTitle")}
      okText={t("keys.proceed")}
      cancelText={t("action.cancel")}
      confirmLoading={operation.busy}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Alert
          className="notice"
          type={isDistrict ? "warning" : "info"}
          showIcon
          title={t(isDistrict ? "keys.exportHint" : "keys.exportHintStation")}
        />
        <KeysField
          label={t("keys.passphrase")}
          hint={t("keys.passphraseHint", { least: passphraseMin })}
          isFirst
          value={passphrase}
          onChange={setPassphrase}
        />
        <KeysField label={t("keys.repeat")} value={repeated} onChange={setRepeated} />
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <ErrorNotice error={operation.error} onClose={operation.clearError} />
        {/* Enter in a field submits only where there is a button to press. */}
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

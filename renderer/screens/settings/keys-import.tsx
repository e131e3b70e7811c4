/** A key file and its passphrase: at the first run this PC becomes that office; later its missing keys are brought. */
import { Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { baseName } from "../sync/outcomes.ts";
import { KEYS_EXTENSION } from "./keys-export.tsx";
import { KeysField } from "./keys-field.tsx";
import "./settings.css";

interface Props {
  readonly isFirstRun: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const OPERATOR_MAX = 30;

export function KeysImport({ isFirstRun, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const files = useFiles();
  const operation = useOperation("keys.import", { writes: false });
  const [file, setFile] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState("");
  const [operator, setOperator] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const pick = async (): Promise<void> => {
    const [picked] = await files.pickFiles({
      title: t("keys.file"),
      multiple: false,
      filters: [{ name: t("keys.filter"), extensions: [KEYS_EXTENSION] }],
    });
    if (picked !== undefined) setFile(picked);
  };
  const start = async (): Promise<void> => {
    const name = operator.trim();
    const isIncomplete = file === null || passphrase === "";
    const found = isIncomplete ? t("keys.required") : isFirstRun && name === "" ? t("keys.requiredOperator") : null;
    setProblem(found);
    if (found !== null || file === null) return;
    const input = { file, passphrase, ...(isFirstRun ? { operator: name } : {}) };
    if ((await operation.run(input, { progress: t("keys.opening") })) !== undefined) onDone();
  };

  return (
    <Modal
      open
      title={t(isFirstRun ? "keys.beginTitle" : "keys.importTitle")}
      okText={t(isFirstRun ? "keys.begun" : "keys.importNow")}
      cancelText={t("action.cancel")}
      confirmLoading={operation.busy}
      onOk={() => void start()}
      onCancel={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p className="note">{t(isFirstRun ? "keys.beginHint" : "keys.importHint")}</p>
        <div className="settings-key-field">
          <span>{t("keys.file")}</span>
          <span className="settings-line">
            <Button autoFocus onClick={() => void pick()}>
              {t("keys.pick")}
            </Button>
            <span className="quiet" title={file ?? undefined}>
              {file === null ? t("keys.none") : baseName(file)}
            </span>
          </span>
        </div>
        <KeysField label={t("keys.passphrase")} value={passphrase} onChange={setPassphrase} />
        {isFirstRun && (
          <div className="settings-key-field">
            <label htmlFor={id}>{t("keys.operator")}</label>
            <Input
              id={id}
              maxLength={OPERATOR_MAX}
              value={operator}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setOperator(event.target.value)}
            />
            <p id={`${id}-hint`} className="note">
              {t("keys.operatorHint")}
            </p>
          </div>
        )}
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <ErrorNotice error={operation.error} onClose={operation.clearError} />
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

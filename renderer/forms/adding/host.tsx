/** “＋ 新增”: a small dialog over the form that enters what a list lacks; the form stays as it was behind it. */
import { Button, Modal } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAdding, type Added, type AddRequest } from "../../stores/adding.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { AddRecordForm, isRecordList } from "./record-form.tsx";
import { AddWordForm, isWordList } from "./word-form.tsx";

/** Mounted once beside the forms. */
export function AddMissingHost() {
  const { t } = useTranslation();
  const { request, end } = useAdding();
  const formId = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // The dialog keeps its words while it fades out.
  const [last, setLast] = useState<AddRequest | null>(null);
  if (request !== null && request !== last) {
    setLast(request);
    setError(null);
  }
  const common = {
    formId,
    name: last?.name ?? "",
    onBusy: setBusy,
    onError: setError,
    onSaved: (added: Added) => {
      end();
      request?.onAdded(added);
    },
  };
  return (
    <Modal
      open={request !== null}
      title={last === null ? "" : t(`aids.addTitle.${last.list}`)}
      onCancel={end}
      destroyOnHidden
      width={560}
      focusable={{ focusTriggerAfterClose: false }}
      afterClose={() => {
        if (last !== null) document.getElementById(last.fieldId)?.focus();
      }}
      footer={[
        <Button key="cancel" onClick={end}>
          {t("action.cancel")}
        </Button>,
        <Button key="save" type="primary" htmlType="submit" form={formId} loading={busy}>
          {t("aids.addSave")}
        </Button>,
      ]}
    >
      <ErrorNotice error={error} onClose={() => setError(null)} />
      {last !== null && isRecordList(last.list) && <AddRecordForm kind={last.list} {...common} />}
      {last !== null && isWordList(last.list) && <AddWordForm list={last.list} term={last.term} {...common} />}
    </Modal>
  );
}

/** “＋ 新增”: a small dialog over the form that enters what a list lacks; the form stays as it was behind it. */
import { Button, Modal } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { useAdding, type Added, type AddRequest } from "../../stores/adding.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useTyped, useTypedText } from "../../ui/use-typed.ts";
import { AddRecordForm, isRecordList } from "./record-form.tsx";
import { AddWordForm, isWordList } from "./word-form.tsx";

const fieldsSchema = z.record(z.string(), z.unknown());

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
  // One place a list: its dialog is the same from whichever form it is opened.
  const word = useTypedText(`addWord.${last?.list ?? ""}`);
  const fields = useTyped(`addRecord.${last?.list ?? ""}`, fieldsSchema);
  const leave = () => {
    word.put(null);
    fields.put(null);
    end();
  };
  const common = {
    formId,
    name: last?.name ?? "",
    onBusy: setBusy,
    onError: setError,
    onSaved: (added: Added) => {
      leave();
      request?.onAdded(added);
    },
  };
  return (
    <Modal
      open={request !== null}
      title={last === null ? "" : t(`aids.addTitle.${last.list}`)}
      onCancel={leave}
      destroyOnHidden
      width={560}
      focusable={{ focusTriggerAfterClose: false }}
      afterClose={() => {
        if (last !== null) document.getElementById(last.fieldId)?.focus();
      }}
      footer={[
        <Button key="cancel" onClick={leave}>
          {t("action.cancel")}
        </Button>,
        <Button key="save" type="primary" htmlType="submit" form={formId} loading={busy}>
          {t("aids.addSave")}
        </Button>,
      ]}
    >
      <ErrorNotice error={error} onClose={() => setError(null)} />
      {last !== null && isRecordList(last.list) && <AddRecordForm kind={last.list} typed={fields} {...common} />}
      {last !== null && isWordList(last.list) && (
        <AddWordForm list={last.list} term={last.term} typed={word} {...common} />
      )}
    </Modal>
  );
}

/** The bar at the foot of a form: whether everything is on disk, and the buttons. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { clockOf } from "../../forms/times.ts";
import type { RecordForm } from "../../forms/use-record-form.ts";

interface Props {
  readonly record: RecordForm;
  readonly isNew: boolean;
  readonly onSave: (andNew: boolean) => void;
  readonly onLeave: () => void;
}

export function RecordBar({ record, isNew, onSave, onLeave }: Props) {
  const { t } = useTranslation();
  return (
    <div className="record-bar">
      <div className="record-bar-state">
        <DraftNote record={record} isNew={isNew} />
        {record.invalidCount > 0 && (
          <span className="bar-invalid" role="alert">
            {t("form.invalid", { count: record.invalidCount })}
          </span>
        )}
      </div>
      <span className="bar-shortcuts">{t("form.shortcuts")}</span>
      <Button onClick={onLeave}>{t("record.toList")}</Button>
      <Button disabled={record.isSaving} onClick={() => onSave(true)}>
        {t("action.saveAndNew")}
      </Button>
      <Button type="primary" loading={record.isSaving} onClick={() => onSave(false)}>
        {t("action.save")}
      </Button>
    </div>
  );
}

function DraftNote({ record, isNew }: { readonly record: RecordForm; readonly isNew: boolean }) {
  const { t } = useTranslation();
  const { draft, isDirty } = record;
  if (draft.failed) return <span className="bar-invalid">{t("form.draftFailed")}</span>;
  if (isDirty && draft.savedAt !== null) return <span className="bar-draft">{t("form.draftSaved", { time: clockOf(draft.savedAt) })}</span>;
  if (isDirty) return <span className="bar-draft">{t("form.draftSaving")}</span>;
  return <span className="bar-draft">{t(isNew ? "form.pristine" : "form.saved")}</span>;
}

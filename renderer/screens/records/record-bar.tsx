/** The bar at the foot of a form: whether everything is on disk, and the buttons. */
import { Button } from "antd";
import { useFormState } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { useCommandTitle } from "../../commands/command-title.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { carriedFields } from "../../forms/carry-over.ts";
import { useLabels } from "../../text/labels.ts";
import type { Undo } from "../../forms/use-undo.ts";
import { clockOf } from "../../text/times.ts";
import type { RecordForm } from "../../forms/use-record-form.ts";

interface Props {
  readonly kind: ListedKind;
  readonly record: RecordForm;
  readonly undo: Undo;
  readonly isNew: boolean;
  /** 保存 was pressed while files are still being added. */
  readonly isWaiting: boolean;
  readonly onSave: (andNew: boolean) => void;
  readonly onLeave: () => void;
}

export function RecordBar({ kind, record, undo, isNew, isWaiting, onSave, onLeave }: Props) {
  const { t } = useTranslation();
  const titleOf = useCommandTitle();
  const labels = useLabels();
  const isBusy = record.isSaving || isWaiting;
  const fields = carriedFields(kind).map((name) => labels.field(kind, name));
  const newHint =
    fields.length === 0 ? t("form.saveAndNewPlain") : t("form.saveAndNewHint", { fields: fields.join(t("mark.list")) });
  return (
    <div className="record-bar">
      <div className="record-bar-history">
        <Button disabled={!undo.canUndo} onClick={undo.undo} title={titleOf("undo", t("form.undo"))}>
          {t("form.undo")}
        </Button>
        <Button disabled={!undo.canRedo} onClick={undo.redo} title={titleOf("redo", t("form.redo"))}>
          {t("form.redo")}
        </Button>
      </div>
      <div className="record-bar-state">
        {isWaiting ? (
          <span className="bar-draft" role="status">
            {t("attachment.saving")}
          </span>
        ) : (
          <DraftNote record={record} isNew={isNew} />
        )}
        <InvalidNote record={record} />
      </div>
      <span className="bar-shortcuts">{t("form.shortcuts")}</span>
      <Button title={titleOf("leave", t("record.toList"))} onClick={onLeave}>
        {t("record.toList")}
      </Button>
      <Button disabled={isBusy} onClick={() => onSave(true)} title={titleOf("saveAndNew", newHint)}>
        {t("action.saveAndNew")}
      </Button>
      <Button type="primary" title={titleOf("save")} loading={isBusy} onClick={() => onSave(false)}>
        {t("action.save")}
      </Button>
    </div>
  );
}

/** How many fields still have to be corrected; shrinks as they are. */
function InvalidNote({ record }: Pick<Props, "record">) {
  const { t } = useTranslation();
  const { errors } = useFormState({ control: record.form.control });
  const count = countMessages(errors);
  if (count === 0) return null;
  return (
    <span className="bar-invalid" role="alert">
      {t("form.invalid", { count })}
    </span>
  );
}

function countMessages(errors: unknown): number {
  if (typeof errors !== "object" || errors === null) return 0;
  if ("message" in errors && typeof errors.message === "string") return 1;
  return Object.entries(errors).reduce((sum, [name, error]) => sum + (name === "ref" ? 0 : countMessages(error)), 0);
}

function DraftNote({ record, isNew }: { readonly record: RecordForm; readonly isNew: boolean }) {
  const { t } = useTranslation();
  const { draft, isDirty } = record;
  if (draft.failed) return <span className="bar-invalid">{t("form.draftFailed")}</span>;
  if (draft.savedAt !== null)
    return <span className="bar-draft">{t("form.draftSaved", { time: clockOf(draft.savedAt) })}</span>;
  if (isDirty) return <span className="bar-draft">{t("form.draftSaving")}</span>;
  return <span className="bar-draft">{t(isNew ? "form.pristine" : "form.saved")}</span>;
}

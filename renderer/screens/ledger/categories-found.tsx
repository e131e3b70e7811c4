/** A list of categories was chosen where a ledger was expected: offered to 设置 → 列表 → 类别. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { client } from "../../hosts/client.ts";
import { useStatus } from "../../stores/status.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { useSaveSettings } from "../settings/editing/use-save-settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";

interface Props {
  readonly file: string;
  readonly count: number;
  readonly onDone: () => void;
}

export function CategoriesFound({ file, count, onDone }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const current = useStatus((state) => state.settings?.categories ?? []);
  const { save, busy, error, clearError } = useSaveSettings();

  const take = async (isAdding: boolean): Promise<void> => {
    try {
      const { categories } = await client.call("ledger.categories", { file });
      const before = [...current];
      const next = isAdding ? [...new Set([...before, ...categories])] : [...categories];
      if (!(await save({ categories: next }))) return;
      onDone();
      toast.undoable(t("wizard.categories.done", { count: next.length }), () => void save({ categories: before }));
    } catch (failure) {
      toast.failed(failure);
    }
  };

  return (
    <>
      <ErrorNotice error={error} onClose={clearError} />
      <Alert
        className="notice"
        type="info"
        showIcon
        title={t("wizard.categories.title", { count })}
        description={
          current.length === 0 ? t("wizard.categories.none") : t("wizard.categories.some", { count: current.length })
        }
        action={
          <span className="button-row">
            <Button type="primary" loading={busy} onClick={() => void take(false)}>
              {current.length === 0 ? t("wizard.categories.use") : t("wizard.categories.replace")}
            </Button>
            {current.length > 0 && (
              <Button loading={busy} onClick={() => void take(true)}>
                {t("wizard.categories.add")}
              </Button>
            )}
            <Button onClick={onDone}>{t("action.cancel")}</Button>
          </span>
        }
      />
    </>
  );
}

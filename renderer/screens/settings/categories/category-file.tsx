/** Fills the list of categories from a spreadsheet; it is looked at and saved like a typed one. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { useFiles } from "../../../ui/use-files.ts";
import { useOperation } from "../../../ui/use-operation.ts";

export function CategoryFile({ onRead }: { readonly onRead: (categories: readonly string[]) => void }) {
  const { t } = useTranslation();
  const files = useFiles();
  const { run, busy, error, clearError } = useOperation("ledger.categories", { writes: false });
  const pick = async (): Promise<void> => {
    const [file] = await files.pickFiles({
      title: t("wizard.categories.pickTitle"),
      filters: [{ name: t("wizard.file.filter"), extensions: ["xlsx", "csv"] }],
      multiple: false,
    });
    if (file === undefined) return;
    const read = await run({ file });
    if (read !== undefined) onRead(read.categories);
  };
  return (
    <>
      <Button loading={busy} onClick={() => void pick()}>
        {t("wizard.fromTable")}
      </Button>
      <ErrorNotice error={error} onClose={clearError} />
    </>
  );
}

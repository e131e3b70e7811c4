/** “导出台账”: the year's ledger of one kind, or of the members' duties, as .xlsx ready to print. */
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { ledgerKinds, type LedgerKind } from "../../../db/schema/paper.ts";
import { shell } from "../../client.ts";
import { useLabels } from "../../text/labels.ts";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";

export function LedgerMenu({ year }: { readonly year: number }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const files = useFiles();
  const toast = useToast();
  const operation = useOperation("ledger.export", { writes: false });
  const nameOf = (kind: LedgerKind): string => (kind === "duty" ? t("paper.ledger.duty") : labels.kind(kind));

  const write = async (kind: LedgerKind): Promise<void> => {
    const file = await files.pickSaveFile({
      title: t("settings.ledger.saveTitle"),
      defaultName: `${t("settings.ledger.fileName", { kind: nameOf(kind), year })}.xlsx`,
      filters: [{ name: t("settings.ledger.filter"), extensions: ["xlsx"] }],
    });
    if (file === null) return;
    const done = await operation.run(
      { kind, year, file },
      { progress: t("settings.ledger.running", { kind: nameOf(kind) }) },
    );
    if (done === undefined) return;
    const text = t("paper.ledger.written", { kind: nameOf(kind), count: done.rows });
    toast.offer(text, t(`paper.show.${shell.host}`), () => void files.showFile(done.file));
  };

  return (
    <>
      <ErrorNotice error={operation.error} onClose={operation.clearError} />
      <Dropdown
        trigger={["click"]}
        menu={{
          items: ledgerKinds.map((kind) => ({ key: kind, label: nameOf(kind), onClick: () => void write(kind) })),
        }}
      >
        <Button loading={operation.busy}>{t("paper.ledger.menu")}</Button>
      </Dropdown>
    </>
  );
}

/** “导出台账”: the year's ledger of one kind, or of the members' duties, as .xlsx ready to print. */
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { ledgerKinds } from "../../../db/schema/paper.ts";
import { useLedgerExport } from "../../paper/use-ledger-export.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";

export function LedgerMenu({ year }: { readonly year: number }) {
  const { t } = useTranslation();
  const { nameOf, write, operation } = useLedgerExport(year);
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

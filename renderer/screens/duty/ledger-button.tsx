/** The table of the year as .xlsx, ready to print. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLedgerExport } from "../../paper/use-ledger-export.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";

export function LedgerButton({ year }: { readonly year: number }) {
  const { t } = useTranslation();
  const { write, operation } = useLedgerExport(year);
  return (
    <>
      <ErrorNotice error={operation.error} onClose={operation.clearError} />
      <Button loading={operation.busy} onClick={() => void write("duty")}>
        {t("paper.ledger.menu")}
      </Button>
    </>
  );
}

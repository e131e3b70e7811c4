/** A station's exchange: joined or not, out with the bundle, in with the receipt. */
import { useTranslation } from "react-i18next";
import type { AppStatus } from "../../../db/api/operations.ts";
import { Page } from "../../ui/page.tsx";
import { Enrolment } from "./enrolment.tsx";
import { ExportPanel } from "./export-panel.tsx";
import { ReceiptPanel } from "./receipt-panel.tsx";
import { Transfers } from "./transfers.tsx";
import { UploadPanel } from "./upload-panel.tsx";

export function StationSync({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const { station } = status;
  if (station === null) return null;
  return (
    <Page title={t("sync.title")} subtitle={status.name ?? undefined}>
      <p className="note">{t("sync.intro")}</p>
      <Enrolment station={station} name={status.name ?? ""} />
      {station.enrolment === "active" && <UploadPanel />}
      <div className="sync-steps">
        <ExportPanel enrolment={station.enrolment} unsent={station.unsent} />
        <ReceiptPanel />
      </div>
      <Transfers isDistrict={false} stations={[]} />
    </Page>
  );
}

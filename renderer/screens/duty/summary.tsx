/** Beside a member's record: this year in a few numbers, and the way to the whole sheet. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../stores/route.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useThisYear } from "../../ui/use-now.ts";
import { useQuery } from "../../stores/use-query.ts";
import { DutyRecordList } from "./record-list.tsx";

const SHOWN = 12;

export function DutySummary({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const year = useThisYear();
  const open = useRoute((state) => state.open);
  const { data, error, refresh } = useQuery("report.dutyRows", { year, member: id });
  return (
    <div className="duty-summary">
      <Button type="primary" onClick={() => open({ screen: "duty", year, member: id })}>
        {t("duty.openSheet")}
      </Button>
      <ErrorNotice error={error} onRetry={refresh} />
      {data !== undefined && (
        <>
          <p className="quiet">
            {data.records.length === 0 ? t("duty.sheetNone") : t("duty.recordCount", { count: data.records.length })}
          </p>
          {data.records.length > 0 && <DutyRecordList records={data.records.slice(0, SHOWN)} figures={[]} />}
        </>
      )}
    </div>
  );
}

/** The first day: what to do when there is nothing yet. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../stores/route.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/page.tsx";

export function Welcome({ isDistrict }: { readonly isDistrict: boolean }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  return (
    <Panel>
      <EmptyState
        title={t(isDistrict ? "today.emptyDistrictTitle" : "today.emptyTitle")}
        hint={t(isDistrict ? "today.emptyDistrictHint" : "today.emptyHint")}
        action={
          isDistrict ? (
            <Button type="primary" onClick={() => open({ screen: "sync" })}>
              {t("today.stationsGo")}
            </Button>
          ) : (
            <>
              <Button onClick={() => open({ screen: "ledger" })}>{t("today.emptyLedger")}</Button>
              <Button onClick={() => open({ screen: "list", kind: "member" })}>{t("today.emptyMember")}</Button>
            </>
          )
        }
      />
    </Panel>
  );
}

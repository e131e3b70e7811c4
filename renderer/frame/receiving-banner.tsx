/** A district's receiver that does not run although it should, on every screen. Also what asks for its state. */
import { Alert, Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useReceiving, watchReceiving } from "../stores/receiving.ts";
import { useRoute } from "../stores/route.ts";
import { useStatus } from "../stores/status.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useOperation } from "../ui/use-operation.ts";

export function ReceivingBanner() {
  const { t } = useTranslation();
  const isOwn = useStatus(({ status, isConfirmed }) => isConfirmed && status?.role === "district" && !status.isSample);
  const status = useReceiving((state) => state.status);
  const open = useRoute((state) => state.open);
  const start = useOperation("receiving.set", { writes: false });
  useEffect(() => (isOwn ? watchReceiving() : undefined), [isOwn]);
  if (!isOwn || status === null) return null;
  const { state, plan, isDiskLow } = status;
  const trouble = state === "failed" || state === "lost" ? state : isDiskLow && plan.isOn ? "diskLow" : null;
  if (trouble === null) return null;
  const restart = async (): Promise<void> => {
    const next = await start.run({ isOn: true });
    if (next !== undefined) useReceiving.getState().put(next);
  };
  return (
    <>
      <Alert
        banner
        type="warning"
        role="status"
        title={t(`receiving.banner.${trouble}`)}
        action={
          <span className="button-row">
            {trouble === "lost" && (
              <Button type="primary" loading={start.busy} onClick={() => void restart()}>
                {t("receiving.restart")}
              </Button>
            )}
            <Button onClick={() => open({ screen: "settings", section: "receiving" })}>
              {t("receiving.banner.open")}
            </Button>
          </span>
        }
      />
      <ErrorNotice error={start.error} onClose={start.clearError} />
    </>
  );
}

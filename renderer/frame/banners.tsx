/** What must be seen on every screen: sample data is open, or the data was restored a moment ago. */
import { Alert, Button } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { groupedCode } from "../../db/schema/typed-code.ts";
import { useRestore } from "../screens/settings/use-restore.ts";
import { useRestored } from "../stores/restored.ts";
import { useTypedTexts } from "../stores/typed.ts";
import { useStatus } from "../stores/status.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { loadable } from "../ui/loadable.tsx";
import { useOperation } from "../ui/use-operation.ts";
import { useQuery } from "../stores/use-query.ts";
import { FirstSendingBanner } from "./sending-mark.tsx";
import { ReceivingBanner } from "./receiving-banner.tsx";
import { StickBanners } from "./stick-banner.tsx";

const KeysImport = loadable(async () => (await import("../screens/settings/keys-import.tsx")).KeysImport);

export function Banners() {
  const isSample = useStatus((state) => state.status?.isSample === true);
  return (
    <div className="banners">
      {isSample && <SampleBanner />}
      <RestoredBanner />
      <UnwrittenBanner />
      <KeysBanner />
      <FirstSendingBanner />
      <ReceivingBanner />
      <StickBanners />
    </div>
  );
}

/** What is typed somewhere waits for the disk; a form tells of its own draft in its bar. */
export function UnwrittenBanner() {
  const { t } = useTranslation();
  const hasFailed = useTypedTexts(({ failed }) => failed.size > 0);
  return hasFailed ? <Alert banner type="error" role="alert" title={t("form.draftFailed")} /> : null;
}

/** Records go on without keys; what goes to others does not. */
function KeysBanner() {
  const { t } = useTranslation();
  const isOwn = useStatus(
    ({ status, isConfirmed }) => isConfirmed && (status?.role ?? null) !== null && !status?.isSample,
  );
  const { data } = useQuery("keys.status", isOwn ? {} : null);
  const [isOpen, setOpen] = useState(false);
  if (data === undefined || data.isHere) return null;
  return (
    <>
      <Alert
        banner
        type="warning"
        role="status"
        title={t("keys.missing")}
        action={<Button onClick={() => setOpen(true)}>{t("keys.import")}</Button>}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <KeysImport isFirstRun={false} onClose={() => setOpen(false)} onDone={() => location.reload()} />
        </Suspense>
      )}
    </>
  );
}

function SampleBanner() {
  const { t } = useTranslation();
  const end = useOperation("sample.end", { writes: false });
  const leave = async (): Promise<void> => {
    if ((await end.run({})) !== undefined) location.reload();
  };
  return (
    <>
      <Alert
        banner
        type="warning"
        role="status"
        title={t("setup.sample.banner")}
        action={
          <Button loading={end.busy} onClick={() => void leave()}>
            {t("setup.sample.end")}
          </Button>
        }
      />
      <ErrorNotice error={end.error} onClose={end.clearError} />
    </>
  );
}

function RestoredBanner() {
  const { t } = useTranslation();
  const { restored, close } = useRestored();
  const restore = useRestore();
  if (restored === null) return null;
  const { at, undo, renewed, checkCode, role } = restored;
  const chain = !renewed
    ? ""
    : role === "district"
      ? t("settings.restored.renewedDistrict")
      : checkCode === null
        ? t("settings.restored.renewedAlone")
        : t("settings.restored.renewed", { code: groupedCode(checkCode) });
  return (
    <>
      <Alert
        banner
        type="success"
        role="status"
        title={`${t("settings.restored.done", { at })}${chain}`}
        action={
          <span className="button-row">
            {undo !== null && (
              <Button
                loading={restore.busy}
                onClick={() => void restore.run(undo, t("settings.backups.reasons.beforeRestore"))}
              >
                {t("settings.restored.undo")}
              </Button>
            )}
            <Button onClick={close}>{t("settings.restored.close")}</Button>
          </span>
        }
      />
      <ErrorNotice error={restore.error} onClose={restore.clearError} />
    </>
  );
}

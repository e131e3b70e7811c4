/** 密钥文件: when it was written last, writing it again, and bringing it to a PC that lacks its keys. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { Written } from "../sync/written.tsx";
import { KeysExport } from "./keys-export.tsx";
import { KeysImport } from "./keys-import.tsx";

export function KeysPanel({ isDistrict, name }: { readonly isDistrict: boolean; readonly name: string }) {
  const { t } = useTranslation();
  const status = useQuery("keys.status", {});
  const [open, setOpen] = useState<"export" | "import" | null>(null);
  const [written, setWritten] = useState<string | null>(null);
  const { data } = status;
  const at = data?.exportedAt ?? null;
  return (
    <Panel title={t("keys.title")} setting="keyFile">
      <p>{t(isDistrict ? "keys.district" : "keys.station")}</p>
      <ErrorNotice error={status.error} onRetry={status.refresh} />
      {data?.isHere === false && <Alert className="notice" type="warning" showIcon title={t("keys.missing")} />}
      {written !== null && (
        <Written
          title={{ electron: t("keys.done"), loopback: t("keys.done") }}
          files={[written]}
          next={t("keys.next")}
          onClose={() => setWritten(null)}
        />
      )}
      <div className="settings-line">
        {data?.isHere === false ? (
          <Button type="primary" onClick={() => setOpen("import")}>
            {t("keys.import")}
          </Button>
        ) : (
          <Button disabled={data === undefined} onClick={() => setOpen("export")}>
            {t("keys.export")}
          </Button>
        )}
        {data !== undefined && (
          <span className={isDistrict && at === null ? "settings-loss" : "quiet"}>
            {at === null ? t("keys.never") : t("keys.exported", { at: shownMoment(at) })}
          </span>
        )}
      </div>
      {open === "export" && (
        <KeysExport
          name={name}
          isDistrict={isDistrict}
          onClose={() => setOpen(null)}
          onWritten={(file) => {
            setOpen(null);
            setWritten(file);
          }}
        />
      )}
      {open === "import" && (
        <KeysImport isFirstRun={false} onClose={() => setOpen(null)} onDone={() => location.reload()} />
      )}
    </Panel>
  );
}

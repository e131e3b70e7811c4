/** 今日: only what needs a hand, each one press away; and the ways to begin. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { dayOf } from "../../text/times.ts";
import { useIsDistrict, useStatus } from "../../stores/status.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { FolderAccessNotice } from "../../ui/folder-access.tsx";
import { Page } from "../../ui/page.tsx";
import { useNow } from "../../ui/use-now.ts";
import { useQuery } from "../../stores/use-query.ts";
import { DeletedButton } from "../deleted/deleted-button.tsx";
import { BackupNotice } from "./backup-notice.tsx";
import { CreateButtons } from "./create-buttons.tsx";
import { useItemKeys } from "./move.ts";
import { Waiting } from "./waiting.tsx";
import { Welcome } from "./welcome.tsx";

export function TodayScreen() {
  const { t, i18n } = useTranslation();
  const isDistrict = useIsDistrict();
  const place = useStatus((state) => state.status?.name ?? "");
  const today = useQuery("today.get", {});
  useEffect(() => {
    // Another day begins while the window stays open overnight.
    const timer = setInterval(today.refresh, REFRESH_MS);
    return () => clearInterval(timer);
  }, [today.refresh]);

  const { data } = today;
  const root = useRef<HTMLDivElement>(null);
  useItemKeys(root, data !== undefined);
  const now = new Date(useNow());
  const date = i18n.language === "zh" ? longDay(now) : now.toLocaleDateString("en-GB", { dateStyle: "full" });
  const isNew =
    data !== undefined && data.recent.length === 0 && data.drafts.length === 0 && data.stations.length === 0;
  return (
    <Page title={t("today.title")} subtitle={`${date}　${place}`} actions={<DeletedButton />}>
      <ErrorNotice error={today.error} onRetry={today.refresh} />
      <BackupNotice />
      <FolderAccessNotice />
      {!isDistrict && <CreateButtons />}
      {data !== undefined && isNew && <Welcome isDistrict={isDistrict} />}
      {data !== undefined && !isNew && (
        <div ref={root}>
          <Waiting today={data} isDistrict={isDistrict} month={dayOf(now).slice(0, 7)} />
        </div>
      )}
    </Page>
  );
}

const REFRESH_MS = 10 * 60_000;

const weekdays = ["日", "一", "二", "三", "四", "五", "六"];

const longDay = (date: Date): string =>
  `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日 星期${weekdays[date.getDay()] ?? ""}`;

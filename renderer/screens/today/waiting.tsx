/** What waits, the most urgent first; when nothing does, a kind word and the records of late. */
import { useTranslation } from "react-i18next";
import type { Today } from "../../../db/api/operations.ts";
import { awaitingReview, returnedOpinions } from "../../../db/schema/waiting.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/page.tsx";
import { ConflictsPanel } from "./conflicts-panel.tsx";
import { DraftsPanel } from "./drafts-panel.tsx";
import { DuePanel } from "./due-panel.tsx";
import { RecordsPanel } from "./records-panel.tsx";
import { needsHand } from "./stations.ts";
import { StationsPanel } from "./stations-panel.tsx";
import { UndatedPanel } from "./undated-panel.tsx";
import { UnsentPanel } from "./unsent-panel.tsx";
import { WaitingPanel } from "./waiting-panel.tsx";

interface Props {
  readonly today: Today;
  readonly isDistrict: boolean;
  /** `YYYY-MM`, by which a station's month counts as 缺报. */
  readonly month: string;
}

const RECENT = 8;

export function Waiting({ today, isDistrict, month }: Props) {
  const { t } = useTranslation();
  const returned = new Set(today.returned.map(({ id }) => id));
  // What was returned is told once, where it says what to do.
  const feedback = today.feedback.filter(({ id }) => !returned.has(id));
  if (isAllDone(today, month)) {
    return (
      <>
        <Panel>
          <EmptyState
            title={t("today.allDone")}
            hint={t(isDistrict ? "today.allDoneDistrictHint" : "today.allDoneHint")}
          />
        </Panel>
        {today.recent.length > 0 && <RecordsPanel title={t("today.recent")} records={today.recent.slice(0, RECENT)} />}
      </>
    );
  }
  return (
    <>
      <div className="today-columns">
        <div>
          <ConflictsPanel total={today.conflicts} />
          <WaitingPanel
            title={t("today.returned")}
            hint={t("today.returnedHint")}
            records={today.returned}
            total={today.returnedTotal}
            filter={{ where: returnedOpinions, title: t("today.returned") }}
          />
          {today.dueTotal > 0 && (
            <DuePanel due={today.due} dueTotal={today.dueTotal} overdueTotal={today.overdueTotal} />
          )}
          {today.undatedTotal > 0 && <UndatedPanel undated={today.undated} total={today.undatedTotal} />}
          <WaitingPanel
            title={t("today.noDate")}
            hint={t("today.farOffHint")}
            records={today.farOff}
            total={today.farOffIds.length}
            filter={{ ids: today.farOffIds, title: t("today.noDate") }}
          />
          <WaitingPanel
            title={t("today.review")}
            hint={t("today.reviewHint")}
            records={today.review}
            total={today.reviewTotal}
            filter={{ where: awaitingReview, title: t("today.review") }}
          />
        </div>
        <div>
          <DraftsPanel drafts={today.drafts} />
          {feedback.length > 0 && <RecordsPanel title={t("today.feedback")} records={feedback} />}
          {isDistrict ? (
            <StationsPanel stations={today.stations} month={month} />
          ) : (
            <UnsentPanel unsent={today.unsent} />
          )}
        </div>
      </div>
      <p className="today-keys">{t("today.keys")}</p>
    </>
  );
}

function isAllDone(today: Today, month: string): boolean {
  return (
    today.drafts.length === 0 &&
    today.dueTotal === 0 &&
    today.undatedTotal === 0 &&
    today.farOffIds.length === 0 &&
    today.returnedTotal === 0 &&
    today.reviewTotal === 0 &&
    today.conflicts === 0 &&
    today.feedback.length === 0 &&
    Object.values(today.unsent).every((count) => count === 0) &&
    !today.stations.some((station) => needsHand(station, month))
  );
}

/** PCs that wait for the phone call, above everything else: nothing of theirs is imported before. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Replica, StationStatus } from "../../../db/api/operations.ts";
import { Panel } from "../../ui/page.tsx";
import { CheckCode } from "./check-code.tsx";
import { activeReplicas, waitingReplicas } from "./stations.ts";

interface Props {
  readonly stations: readonly StationStatus[];
  readonly busy: boolean;
  readonly onConfirm: (station: StationStatus, replica: Replica) => void;
  readonly onRetire: (station: StationStatus, replica: Replica) => void;
}

export function ConfirmPanel({ stations, busy, onConfirm, onRetire }: Props) {
  const { t } = useTranslation();
  const waiting = stations.flatMap((station) => waitingReplicas(station).map((replica) => ({ station, replica })));
  if (waiting.length === 0) return null;
  return (
    <Panel title={t("sync.confirm.title")} className="sync-confirm">
      {waiting.map(({ station, replica }) => (
        <article key={replica.replica} className="sync-waiting">
          {replica.checkCode !== null && <CheckCode code={replica.checkCode} size="small" />}
          <div className="sync-waiting-text">
            <h3>{t("sync.confirm.from", { name: station.name })}</h3>
            <p>{t("sync.confirm.how", { name: station.name })}</p>
            {activeReplicas(station).length > 0 && (
              <p>{t("sync.confirm.another", { count: activeReplicas(station).length })}</p>
            )}
          </div>
          <div className="button-row">
            <Button type="primary" disabled={busy} onClick={() => onConfirm(station, replica)}>
              {t("sync.confirm.button")}
            </Button>
            <Button danger disabled={busy} onClick={() => onRetire(station, replica)}>
              {t("sync.confirm.refuse")}
            </Button>
          </div>
        </article>
      ))}
    </Panel>
  );
}

/** The question before a confirmation, with the code once more in one piece. */
export function ConfirmQuestion({ name, code }: { readonly name: string; readonly code: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t("sync.confirm.questionContent", { name })}</p>
      <p>
        <CheckCode code={code} size="small" />
      </p>
      <p>{t("sync.confirm.questionEffect")}</p>
    </>
  );
}

/** PCs that wait for the phone call, above everything else: nothing of theirs is imported before their join code was typed. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { JoinWaiting, Replica, StationStatus } from "../../../db/api/operations.ts";
import { groupedAnswer, joinCodeLength, mostJoinFailures } from "../../../db/schema/typed-code.ts";
import { dayOf } from "../../text/times.ts";
import { Panel } from "../../ui/page.tsx";
import { CodeForm } from "./code-form.tsx";
import { baseName } from "./outcomes.ts";
import { activeReplicas, shortReplica, waitingReplicas } from "./stations.ts";
import type { Answered } from "./use-replica.tsx";

interface Props {
  readonly stations: readonly StationStatus[];
  readonly busy: boolean;
  /** A confirmed PC whose answer is wanted again. */
  readonly again: { readonly station: StationStatus; readonly replica: Replica } | null;
  readonly answered: Answered | null;
  readonly onConfirm: (station: StationStatus, replica: Replica, code: string) => Promise<boolean>;
  readonly onRetire: (station: StationStatus, replica: Replica) => void;
  readonly onInvite: (name: string) => void;
  readonly onCloseAnswer: () => void;
}

export function ConfirmPanel({ stations, busy, again, answered, ...actions }: Props) {
  const { onConfirm, onRetire, onInvite, onCloseAnswer } = actions;
  const { t } = useTranslation();
  const waiting = stations.flatMap((station) => waitingReplicas(station).map((replica) => ({ station, replica })));
  const asked = again === null ? waiting : [...waiting, again];
  return (
    <>
      {answered !== null && (
        <Alert
          className="notice"
          type="success"
          showIcon
          role="status"
          title={t("sync.confirm.answerTitle", { name: answered.name })}
          description={
            <>
              <output className="check-code-digits">{groupedAnswer(answered.answer)}</output>
              <p>{t("sync.confirm.answerNext", { name: answered.name })}</p>
            </>
          }
          closable={{ onClose: onCloseAnswer, "aria-label": t("action.close") }}
        />
      )}
      {asked.length > 0 && (
        <Panel title={t("sync.confirm.title")} className="sync-confirm">
          {asked.map(({ station, replica }) => {
            const isSpent = (replica.join?.failures ?? 0) >= mostJoinFailures;
            return (
              <article key={replica.replica} className="sync-waiting">
                <div className="sync-waiting-text">
                  <h3>
                    {t(replica.join === null ? "sync.confirm.again" : "sync.confirm.from", { name: station.name })}
                  </h3>
                  {replica.join !== null && <Known station={station} join={replica.join} />}
                  {isSpent ? (
                    <p className="problem">{t("sync.confirm.spent")}</p>
                  ) : (
                    <>
                      <p>{t("sync.confirm.how", { name: station.name })}</p>
                      <CodeForm
                        label={t("sync.confirm.label")}
                        hint={t("sync.confirm.hint")}
                        button={t("sync.confirm.button")}
                        length={joinCodeLength}
                        group={4}
                        busy={busy}
                        onSend={(code) => onConfirm(station, replica, code)}
                      />
                    </>
                  )}
                </div>
                {replica.join !== null && (
                  <div className="button-row">
                    {isSpent && (
                      <Button type="primary" disabled={busy} onClick={() => onInvite(station.name)}>
                        {t("sync.confirm.inviteAgain")}
                      </Button>
                    )}
                    <Button danger disabled={busy} onClick={() => onRetire(station, replica)}>
                      {t("sync.confirm.refuse")}
                    </Button>
                  </div>
                )}
              </article>
            );
          })}
        </Panel>
      )}
    </>
  );
}

/** What is known of a PC that asks, for the telephone: the clerk can ask whether it is so. */
function Known({ station, join }: { readonly station: StationStatus; readonly join: JoinWaiting }) {
  const { t } = useTranslation();
  const day = (at: number | null) => (at === null ? t("sync.importing.unknownStation") : dayOf(new Date(at)));
  const { firstUse } = join;
  const count = activeReplicas(station).length;
  return (
    <ul className="sync-known">
      <li>
        {t("sync.confirm.came", {
          day: day(join.cameAt),
          file: join.file === null ? t("sync.importing.unknownStation") : baseName(join.file),
        })}
      </li>
      <li>
        {count === 0 ? t("sync.confirm.first") : t("sync.confirm.another", { count, day: day(station.lastImportAt) })}
      </li>
      {firstUse !== null && (
        <li className="problem">
          {t("sync.confirm.second", { replica: shortReplica(firstUse.replica), day: day(firstUse.at) })}
        </li>
      )}
    </ul>
  );
}

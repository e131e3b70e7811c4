/** Every station in a row: what it needs, when it last reported, what it has sent. */
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import type { Replica, StationStatus } from "../../../db/api/operations.ts";
import { mainKinds } from "../../../db/schema/kinds.ts";
import { dayOf } from "../../text/times.ts";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { useNow } from "../../ui/use-now.ts";
import { activeReplicas, concernOf, daysSilent, shortReplica, sortStations, type Concern } from "./stations.ts";

interface Props {
  readonly stations: readonly StationStatus[];
  readonly busy: boolean;
  readonly onReceipt: (station: StationStatus) => void;
  readonly onReturn: (station: StationStatus) => void;
  readonly onInvite: (name: string) => void;
  readonly onRetire: (station: StationStatus, replica: Replica) => void;
  /** The call was cut off before the answer was typed. */
  readonly onAnswerAgain: (station: StationStatus, replica: Replica) => void;
}

const concernTones = {
  confirm: "soon",
  held: "soon",
  silent: "late",
  notJoined: "plain",
  none: "good",
} as const satisfies Record<Concern, string>;
const replicaTones = { waiting: "soon", active: "good", retired: "plain" } as const satisfies Record<
  Replica["state"],
  string
>;

export function StationsTable({ stations, busy, onReceipt, onReturn, onInvite, onRetire, onAnswerAgain }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  return (
    <Panel title={t("sync.district.stations", { count: stations.length })}>
      <div
        className="sync-scroll"
        role="region"
        tabIndex={0}
        aria-label={t("sync.district.stations", { count: stations.length })}
      >
        <table className="plain-table sync-stations">
          <thead>
            <tr>
              <th scope="col">{t("sync.district.name")}</th>
              <th scope="col">{t("sync.district.state")}</th>
              <th scope="col">{t("sync.district.lastImport")}</th>
              {mainKinds.map((kind) => (
                <th scope="col" key={kind} className="number">
                  {t(`kind.${kind}.name`)}
                </th>
              ))}
              <th scope="col">{t("sync.district.replicas")}</th>
              <th scope="col">{t("sync.district.actions")}</th>
            </tr>
          </thead>
          <tbody>
            {sortStations(stations, now).map((station) => (
              <tr key={station.station}>
                <th scope="row">{station.name}</th>
                <td>
                  <ConcernMark station={station} now={now} />
                </td>
                <td className="nowrap">
                  <LastImport station={station} now={now} />
                </td>
                {mainKinds.map((kind) => (
                  <td key={kind} className="number">
                    {station.records[kind]}
                  </td>
                ))}
                <td>
                  {station.replicas.length === 0
                    ? t("sync.district.noReplica")
                    : station.replicas.map((replica) => (
                        <span key={replica.replica} className="sync-replica">
                          {shortReplica(replica.replica)}{" "}
                          <Mark tone={replicaTones[replica.state]}>{t(`sync.replica.${replica.state}`)}</Mark>
                        </span>
                      ))}
                </td>
                <td>
                  <span className="button-row sync-row-actions">
                    <Button
                      size="small"
                      disabled={busy || activeReplicas(station).length === 0}
                      onClick={() => onReceipt(station)}
                    >
                      {t("sync.district.receipt")}
                    </Button>
                    <More
                      station={station}
                      disabled={busy}
                      onReturn={onReturn}
                      onInvite={onInvite}
                      onRetire={onRetire}
                      onAnswerAgain={onAnswerAgain}
                    />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function ConcernMark({ station, now }: { readonly station: StationStatus; readonly now: number }) {
  const { t } = useTranslation();
  const concern = concernOf(station, now);
  return (
    <Mark tone={concernTones[concern]}>{t(`sync.concern.${concern}`, { count: daysSilent(station, now) ?? 0 })}</Mark>
  );
}

function LastImport({ station, now }: { readonly station: StationStatus; readonly now: number }) {
  const { t } = useTranslation();
  const days = daysSilent(station, now);
  if (station.lastImportAt === null || days === null) return <span className="quiet">{t("sync.district.never")}</span>;
  return (
    <>
      {dayOf(new Date(station.lastImportAt))}{" "}
      <span className="quiet">
        {days === 0 ? t("sync.district.today") : t("sync.district.daysAgo", { count: days })}
      </span>
    </>
  );
}

interface MoreProps {
  readonly station: StationStatus;
  readonly disabled: boolean;
  readonly onReturn: (station: StationStatus) => void;
  readonly onInvite: (name: string) => void;
  readonly onRetire: (station: StationStatus, replica: Replica) => void;
  /** The call was cut off before the answer was typed. */
  readonly onAnswerAgain: (station: StationStatus, replica: Replica) => void;
}

function More({ station, disabled, onReturn, onInvite, onRetire, onAnswerAgain }: MoreProps) {
  const { t } = useTranslation();
  const retirable = station.replicas.filter(({ state }) => state !== "retired");
  return (
    <Dropdown
      trigger={["click"]}
      disabled={disabled}
      menu={{
        items: [
          {
            key: "return",
            label: t("sync.district.return"),
            disabled: activeReplicas(station).length === 0,
            onClick: () => onReturn(station),
          },
          { key: "invite", label: t("sync.district.inviteAgain"), onClick: () => onInvite(station.name) },
          ...activeReplicas(station).map((replica) => ({
            key: `answer-${replica.replica}`,
            label: t("sync.district.answerAgain", { replica: shortReplica(replica.replica) }),
            onClick: () => onAnswerAgain(station, replica),
          })),
          ...retirable.map((replica) => ({
            key: replica.replica,
            danger: true,
            label: t("sync.district.retire", { replica: shortReplica(replica.replica) }),
            onClick: () => onRetire(station, replica),
          })),
        ],
      }}
    >
      <Button size="small" aria-label={t("sync.district.moreFor", { name: station.name })}>
        {t("sync.district.more")}
      </Button>
    </Dropdown>
  );
}

/** A district's stations: who waits, who is silent; bundles in, receipts and rosters out. */
import { Button, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Output, Replica, StationStatus } from "../../../db/api/operations.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { ConfirmPanel } from "./confirm-panel.tsx";
import { HeldPanel } from "./held-panel.tsx";
import { ImportResults } from "./import-results.tsx";
import { InviteDialog, type Invitation } from "./invite-dialog.tsx";
import { OpenInvitations } from "./open-invitations.tsx";
import { Outputs } from "./outputs.tsx";
import { activeReplicas } from "./stations.ts";
import { StationsTable } from "./stations-table.tsx";
import { Transfers } from "./transfers.tsx";
import { useBundleImport } from "./use-bundle-import.ts";
import { useReceipts } from "./use-receipts.ts";
import { useReplica } from "./use-replica.tsx";
import { useReturn } from "./use-return.ts";

const ROSTER_EXTENSION = "lxqroster";

export function DistrictSync() {
  const { t } = useTranslation();
  const files = useFiles();
  const query = useQuery("district.stations", {});
  const bundles = useBundleImport();
  const replicas = useReplica(bundles.show);
  const receipts = useReceipts();
  const returned = useReturn();
  const rosterOperation = useOperation("district.roster");
  const [inviting, setInviting] = useState<string | null>(null);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [again, setAgain] = useState<{ station: StationStatus; replica: Replica } | null>(null);
  const [roster, setRoster] = useState<Output<"district.roster"> | null>(null);

  const stations = query.data?.stations ?? [];
  const answerable = stations.filter((station) => activeReplicas(station).length > 0);
  const busy = bundles.busy || replicas.busy || receipts.busy || returned.busy || rosterOperation.busy;

  const importBundles = (): void => {
    // What was written before has been taken away by now; the results need the room.
    setInvitation(null);
    setRoster(null);
    receipts.dismiss();
    returned.dismiss();
    void bundles.pick();
  };

  const exportRoster = async (): Promise<void> => {
    const file = await files.pickSaveFile({
      title: t("sync.roster.saveTitle"),
      defaultName: `${t("sync.roster.fileName")}.${ROSTER_EXTENSION}`,
      filters: [{ name: t("sync.roster.fileName"), extensions: [ROSTER_EXTENSION] }],
    });
    if (file === null) return;
    const written = await rosterOperation.run({ file }, { progress: t("sync.roster.running") });
    if (written !== undefined) setRoster(written);
  };

  return (
    <Page
      title={t("sync.titleDistrict")}
      actions={
        <>
          <Button type="primary" disabled={busy} onClick={importBundles}>
            {t("sync.district.import")}
          </Button>
          <Button disabled={busy || answerable.length === 0} onClick={() => void receipts.start(answerable)}>
            {t("sync.district.receipts")}
          </Button>
          <Button disabled={busy || stations.length === 0} onClick={() => void exportRoster()}>
            {t("sync.district.roster")}
          </Button>
          <Button disabled={busy} onClick={() => setInviting("")}>
            {t("sync.district.invite")}
          </Button>
        </>
      }
    >
      <ErrorNotice error={query.error} onRetry={query.refresh} />
      <ErrorNotice error={bundles.error} onClose={bundles.clearError} />
      <ErrorNotice error={replicas.error} onClose={replicas.clearError} />
      <ErrorNotice error={returned.error} onClose={returned.clearError} />
      <ErrorNotice error={rosterOperation.error} onClose={rosterOperation.clearError} />
      <Outputs
        invitation={invitation}
        roster={roster}
        receipts={receipts.written}
        returned={returned.written}
        onCloseInvitation={() => setInvitation(null)}
        onCloseRoster={() => setRoster(null)}
        onCloseReceipts={receipts.dismiss}
        onCloseReturned={returned.dismiss}
      />
      {bundles.state !== null && (
        <ImportResults
          state={bundles.state}
          stations={stations}
          busy={busy}
          onApply={() => void bundles.apply()}
          onClose={bundles.close}
          onReceipts={(answered) => void receipts.start(answered)}
        />
      )}
      {query.data === undefined && query.isLoading && <Spin />}
      {query.data !== undefined && stations.length === 0 && (
        <EmptyState
          title={t("sync.district.emptyTitle")}
          hint={t("sync.district.emptyHint")}
          action={
            <Button type="primary" size="large" onClick={() => setInviting("")}>
              {t("sync.district.invite")}
            </Button>
          }
        />
      )}
      <ConfirmPanel
        stations={stations}
        busy={busy}
        again={again}
        answered={replicas.answered}
        onConfirm={async (station, replica, code) => {
          const isRight = await replicas.confirm(station, replica, code);
          if (isRight) setAgain(null);
          return isRight;
        }}
        onRetire={(station, replica) => void replicas.retire(station, replica)}
        onInvite={setInviting}
        onCloseAnswer={replicas.closeAnswer}
      />
      {stations.length > 0 && (
        <StationsTable
          stations={stations}
          busy={busy}
          onReceipt={(station) => void receipts.start([station])}
          onReturn={(station) => void returned.start(station)}
          onInvite={setInviting}
          onRetire={(station, replica) => void replicas.retire(station, replica)}
          onAnswerAgain={(station, replica) => setAgain({ station, replica })}
        />
      )}
      <OpenInvitations invitations={query.data?.invitations ?? []} />
      <HeldPanel stations={stations} />
      <Transfers isDistrict stations={stations} />
      {inviting !== null && (
        <InviteDialog
          initialName={inviting}
          known={stations.map(({ name }) => name)}
          onClose={() => setInviting(null)}
          onInvited={(invited) => {
            setInviting(null);
            setInvitation(invited);
          }}
        />
      )}
    </Page>
  );
}

/** Confirming and retiring a station's PC: both ask first, because neither can be taken back. */
import { useTranslation } from "react-i18next";
import type { ImportResult, Replica, StationStatus } from "../../../db/api/operations.ts";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { ConfirmQuestion } from "./confirm-panel.tsx";
import { shortReplica } from "./stations.ts";

interface ReplicaActions {
  readonly confirm: (station: StationStatus, replica: Replica) => Promise<void>;
  readonly retire: (station: StationStatus, replica: Replica) => Promise<void>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

/** @param onImported results of the held bundles that the confirmation let in */
export function useReplica(onImported: (results: readonly ImportResult[]) => void): ReplicaActions {
  const { t } = useTranslation();
  const ask = useConfirm();
  const toast = useToast();
  const confirming = useOperation("district.confirm");
  const retiring = useOperation("district.retire");

  const confirm = async ({ name }: StationStatus, { replica, checkCode }: Replica): Promise<void> => {
    const goAhead = await ask({
      title: t("sync.confirm.question"),
      content: <ConfirmQuestion name={name} code={checkCode ?? ""} />,
      proceed: t("sync.confirm.proceed"),
    });
    if (!goAhead) return;
    const answer = await confirming.run({ replica }, { progress: t("sync.confirm.running") });
    if (answer === undefined) return;
    toast.done(t("sync.confirm.done", { name }));
    if (answer.results.length > 0) onImported(answer.results);
  };

  const retire = async ({ name }: StationStatus, { replica }: Replica): Promise<void> => {
    const goAhead = await ask({
      title: t("sync.retire.title"),
      content: t("sync.retire.content", { name, replica: shortReplica(replica) }),
      proceed: t("sync.retire.proceed"),
      danger: true,
    });
    if (!goAhead) return;
    const answer = await retiring.run({ replica }, { progress: t("sync.retire.running") });
    if (answer !== undefined) toast.done(t("sync.retire.done"));
  };

  return {
    confirm,
    retire,
    busy: confirming.busy || retiring.busy,
    error: confirming.error ?? retiring.error,
    clearError: () => {
      confirming.clearError();
      retiring.clearError();
    },
  };
}

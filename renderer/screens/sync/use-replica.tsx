/** Confirming a station's PC by the code that was read out, and retiring one, which asks first. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportResult, Replica, StationStatus } from "../../../db/api/operations.ts";
import { useChanges } from "../../stores/changes.ts";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { shortReplica } from "./stations.ts";

/** What is read out to the station in return. */
export interface Answered {
  readonly name: string;
  readonly answer: string;
}

interface ReplicaActions {
  /** Resolves to whether the code was right. */
  readonly confirm: (station: StationStatus, replica: Replica, code: string) => Promise<boolean>;
  readonly answered: Answered | null;
  readonly closeAnswer: () => void;
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

  const [answered, setAnswered] = useState<Answered | null>(null);

  const confirm = async ({ name }: StationStatus, { replica }: Replica, code: string): Promise<boolean> => {
    setAnswered(null);
    const confirmed = await confirming.run({ replica, code }, { progress: t("sync.confirm.running") });
    if (confirmed === undefined) {
      // The failure was counted: the list says how often.
      useChanges.getState().changed();
      return false;
    }
    setAnswered({ name, answer: confirmed.answer });
    const brought = confirmed.results.filter(({ entries, outcome }) => entries > 0 || outcome !== "imported");
    if (brought.length > 0) onImported(brought);
    return true;
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
    answered,
    closeAnswer: () => setAnswered(null),
    retire,
    busy: confirming.busy || retiring.busy,
    error: confirming.error ?? retiring.error,
    clearError: () => {
      confirming.clearError();
      retiring.clearError();
    },
  };
}

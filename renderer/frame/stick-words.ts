/** What is said of a stick and of what became of a press, in whole sentences. */
import { useTranslation } from "react-i18next";
import type { ReceiptResult, Stick } from "../../db/api/operations.ts";
import { summarise } from "../screens/sync/outcomes.ts";
import { useIsDistrict, useStatus } from "../stores/status.ts";
import type { StickOutcome } from "../stores/sticks.ts";
import { useQuery } from "../stores/use-query.ts";

/** Nobody means to write on a disc; that a stick is write-protected is said. */
const isForExport = ({ outgoing, isReadOnly, kind }: Stick): boolean =>
  outgoing !== null && !(isReadOnly && kind === "disc");

/** Whether there is a button to press. */
export const hasWork = ({ incoming, outgoing, isReadOnly }: Stick): boolean =>
  incoming > 0 || (outgoing !== null && !isReadOnly);

/** Whether a clerk should hear of a stick at all: with holiday pictures on it and nothing to send, not. */
export const isWorthTelling = (stick: Stick): boolean =>
  stick.isLooked && (stick.incoming > 0 || isForExport(stick) || stick.foreign > 0 || stick.unusable > 0);

/** Whether an outcome has to be read even after the stick is gone. */
export function hasProblem(outcome: StickOutcome): boolean {
  if (outcome.type === "failed") return true;
  const { failures } = outcome.result;
  if (outcome.type === "exported") return failures.length > 0;
  const { bundles, receipts } = outcome.result;
  return (
    failures.length > 0 ||
    bundles.some(({ outcome: one, code }) => one !== "duplicate" && (one !== "imported" || code !== null)) ||
    receipts.some((one) => isNotable(one))
  );
}

/** Whether a receipt says more than that all arrived, and how much came back. */
export const isNotable = (receipt: ReceiptResult): boolean =>
  receipt.refused.length + receipt.left.length + receipt.refusedTemplates.length + receipt.elsewhere > 0 ||
  receipt.isRestored ||
  receipt.grade === "received" ||
  receipt.returned !== null;

/** 「U盘“工作”」. */
export function useStickName({ kind, label }: Pick<Stick, "kind" | "label">): string {
  const { t } = useTranslation();
  if (kind === "disc") return label === null ? t("stick.discUnnamed") : t("stick.disc", { label });
  return label === null ? t("stick.stickUnnamed") : t("stick.stick", { label });
}

const namedStations = 3;

/** @param isAfter something was just done with it: what was said before is not said again */
export function useStickFacts(stick: Stick, isAfter: boolean): readonly string[] {
  const { t } = useTranslation();
  const isDistrict = useIsDistrict();
  const name = useStickName(stick);
  const { incoming, foreign, unusable, isCut, outgoing, isReadOnly } = stick;
  const unsent = useStatus(({ status }) => status?.station?.unsent ?? 0);
  const isBundle = outgoing?.type === "bundle";
  const records = useQuery("bundle.unsent", isBundle && unsent > 0 ? {} : null).data?.records ?? 0;
  const facts: string[] = [];
  if (incoming > 0) facts.push(t(isDistrict ? "stick.bundles" : "stick.receipts", { name, count: incoming }));
  else if (!isAfter) facts.push(t(isForExport(stick) ? "stick.isIn" : "stick.onlyOthers", { name }));
  if (!isAfter && foreign > 0) facts.push(t("stick.foreign", { count: foreign }));
  if (!isAfter && unusable > 0) facts.push(t("stick.unusable", { count: unusable }));
  if (!isAfter && isCut) facts.push(t("stick.isCut"));
  if (!isForExport(stick)) return facts;
  if (outgoing?.type === "join") facts.push(t("stick.joinFile"));
  else if (isBundle) facts.push(records > 0 ? t("stick.unsent", { count: records }) : t("stick.unsentOther"));
  else if (outgoing?.type === "receipts") {
    const count = outgoing.stations.length;
    const names = outgoing.stations.slice(0, namedStations).join(t("mark.list"));
    facts.push(t(count > namedStations ? "stick.dueMore" : "stick.due", { count, names }));
  }
  if (isReadOnly) facts.push(t("stick.readOnly"));
  return facts;
}

/** @param isIn whether the stick is still there */
export function useOutcomeText(outcome: StickOutcome | null, isIn: boolean): readonly string[] {
  const { t } = useTranslation();
  const name = useStickName(outcome?.stick ?? { kind: "stick", label: null });
  if (outcome === null || outcome.type === "failed") return [];
  const sentences = outcome.type === "exported" ? written(outcome.result) : taken(outcome.result);
  if (isIn) sentences.push(t(outcome.result.isFree ? "stick.canRemove" : "stick.inUse", { name }));
  return sentences;

  function written({ stations, records, isJoinFile }: Extract<StickOutcome, { type: "exported" }>["result"]): string[] {
    if (isJoinFile) return [t("stick.exportedJoin")];
    return stations.length > 0
      ? [t("stick.exportedReceipts", { count: stations.length })]
      : [t("stick.exported", { records })];
  }

  function taken({ bundles, receipts }: Extract<StickOutcome, { type: "imported" }>["result"]): string[] {
    const { imported, held, fork } = summarise(bundles).byOutcome;
    const records = bundles.reduce((sum, one) => sum + (one.outcome === "imported" ? one.records : 0), 0);
    const plain = receipts.filter(({ returned }) => returned === null);
    const feedback = plain.reduce((sum, { entries }) => sum + entries, 0);
    const said = [
      imported > 0 && t("stick.imported", { count: imported, records: records.toLocaleString("en-US") }),
      held > 0 && t("sync.importing.held", { count: held }),
      fork > 0 && t("sync.importing.fork", { count: fork }),
      receipts.some(({ returned }) => returned !== null) && t("stick.returnedDone"),
      plain.length > 0 && t("stick.receiptsDone"),
      plain.length > 0 &&
        (feedback > 0 ? t("sync.receipt.feedback", { count: feedback }) : t("sync.receipt.noFeedback")),
    ].filter((one) => one !== false);
    return said.length === 0 ? [t("stick.importedNone")] : said;
  }
}

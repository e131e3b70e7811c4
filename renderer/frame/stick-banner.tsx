/**
 * A stick that is in: what is on it for this office, and one press to do it. Quiet, on every screen, gone with the stick; what went
 * wrong stays until it is closed.
 */
import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Stick } from "../../db/api/operations.ts";
import { useShortcuts } from "../commands/use-shortcuts.ts";
import { isCancelled } from "../hosts/client-error.ts";
import { useStatus, useIsDistrict } from "../stores/status.ts";
import { useSticks, watchSticks, type StickOutcome } from "../stores/sticks.ts";
import { useLabels } from "../text/labels.ts";
import { sentencesIn } from "../text/sentences.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useOperation } from "../ui/use-operation.ts";
import { useToast } from "../ui/use-toast.tsx";
import { StickDetails } from "./stick-details.tsx";
import { hasProblem, hasWork, isWorthTelling, useOutcomeText, useStickFacts, useStickName } from "./stick-words.ts";

const exportWords = {
  bundle: "stick.exportBundle",
  join: "stick.exportJoin",
  receipts: "stick.exportReceipts",
} as const;

export function StickBanners() {
  const isOwn = useStatus(
    ({ status, isConfirmed }) => isConfirmed && (status?.role ?? null) !== null && !status?.isSample,
  );
  const sticks = useSticks((state) => state.sticks);
  const outcomes = useSticks((state) => state.outcomes);
  const toast = useToast();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (isOwn ? watchSticks() : undefined), [isOwn]);
  const told = sticks.filter((stick) => isWorthTelling(stick));
  const show = async (): Promise<void> => {
    const { dismiss } = useSticks.getState();
    for (const { id, isDismissed } of told) if (isDismissed) await dismiss(id, false);
    requestAnimationFrame(() => host.current?.querySelector("button")?.focus());
  };
  // Also brings back one that was put aside.
  useShortcuts(told.length === 0 ? {} : { stick: () => void show().catch(toast.failed) });
  if (!isOwn) return null;
  const gone = Object.values(outcomes).filter(
    (one) => hasProblem(one) && !sticks.some(({ id }) => id === one.stick.id),
  );
  return (
    <div className="stick-banner" ref={host}>
      {sticks.map((stick) => (
        <StickBanner key={stick.id} stick={stick} outcome={outcomes[stick.id] ?? null} />
      ))}
      {gone.map((outcome) => (
        <GoneBanner key={outcome.stick.id} outcome={outcome} />
      ))}
    </div>
  );
}

interface Props {
  readonly stick: Stick;
  readonly outcome: StickOutcome | null;
}

function StickBanner({ stick, outcome }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const labels = useLabels();
  const isDistrict = useIsDistrict();
  const name = useStickName(stick);
  const facts = useStickFacts(stick, outcome !== null);
  const results = useOutcomeText(outcome, true);
  const { incoming, outgoing, start } = useWork(stick, name);
  if (!stick.isLooked || (outcome === null && (stick.isDismissed || !isWorthTelling(stick)))) return null;
  const busy = incoming.busy || outgoing.busy;
  const canImport = stick.incoming > 0;
  const close = (): void => {
    const { dismiss, setOutcome } = useSticks.getState();
    setOutcome(stick.id, null);
    dismiss(stick.id, true).catch(toast.failed);
  };
  return (
    <>
      <Alert
        banner
        type={outcome === null ? "info" : hasProblem(outcome) ? "warning" : "success"}
        role="status"
        title={sentencesIn(labels.language, [...results, ...facts])}
        action={
          <span className="button-row">
            {canImport && (
              <Button type="primary" loading={incoming.busy} disabled={busy} onClick={() => void start("incoming")}>
                {isDistrict ? t("stick.importBundles", { count: stick.incoming }) : t("stick.importReceipts")}
              </Button>
            )}
            {stick.outgoing !== null && !stick.isReadOnly && (
              <Button
                type={canImport ? "default" : "primary"}
                loading={outgoing.busy}
                disabled={busy}
                onClick={() => void start("outgoing")}
              >
                {t(exportWords[stick.outgoing.type], { name })}
              </Button>
            )}
            <Button disabled={busy} onClick={close}>
              {t(hasWork(stick) ? "stick.dismiss" : "stick.close")}
            </Button>
          </span>
        }
      />
      {outcome !== null && <StickDetails outcome={outcome} />}
    </>
  );
}

/** One at a time, with the progress dialog; what becomes of it is kept beside the stick. */
function useWork(stick: Stick, name: string) {
  const { t } = useTranslation();
  const incoming = useOperation("stick.import");
  const outgoing = useOperation("stick.export");
  const { id } = stick;
  const start = async (what: "incoming" | "outgoing"): Promise<void> => {
    const { setOutcome, look } = useSticks.getState();
    const onFailure = (error: unknown): void => {
      // Whoever stopped it knows.
      if (!isCancelled(error)) setOutcome(id, { type: "failed", stick, error });
    };
    setOutcome(id, null);
    if (what === "incoming") {
      const result = await incoming.run({ id }, { progress: t("stick.importing", { name }), onFailure });
      if (result !== undefined) setOutcome(id, { type: "imported", stick, result });
    } else {
      const result = await outgoing.run({ id }, { progress: t("stick.exporting", { name }), onFailure });
      if (result !== undefined) setOutcome(id, { type: "exported", stick, result });
    }
    await look();
  };
  return { incoming, outgoing, start };
}

/** The stick was pulled out, and something is still to be read. */
function GoneBanner({ outcome }: { readonly outcome: StickOutcome }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const results = useOutcomeText(outcome, false);
  const close = (): void => useSticks.getState().setOutcome(outcome.stick.id, null);
  if (outcome.type === "failed") return <ErrorNotice error={outcome.error} onClose={close} />;
  return (
    <>
      <Alert
        banner
        type="warning"
        role="status"
        title={sentencesIn(labels.language, results)}
        action={<Button onClick={close}>{t("stick.close")}</Button>}
      />
      <StickDetails outcome={outcome} />
    </>
  );
}

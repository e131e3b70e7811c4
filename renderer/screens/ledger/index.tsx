/** 台账导入 as a wizard: file → sheet and header → mapping → preview → import → result. */
import { Button, Steps } from "antd";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { jobInput, useWizard, wizardSteps, type WizardStep } from "../../stores/ledger-wizard.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Checking } from "./checking.tsx";
import { StepFile } from "./step-file.tsx";
import { StepImport } from "./step-import.tsx";
import { StepMapping } from "./step-mapping.tsx";
import { StepPreview } from "./step-preview.tsx";
import { ExportErrors, StepResult } from "./step-result.tsx";
import { StepSheet } from "./step-sheet.tsx";
import { recall } from "./use-job.ts";
import { keepLedgerJob } from "../../stores/ledger-kept.ts";
import { usePreview } from "./use-preview.ts";
import "../../styles/screens.css";
import "./ledger.css";
import "./wizard.css";

keepLedgerJob();

export function LedgerScreen({ expected }: { readonly expected: ListedKind | undefined }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { step, job, result, go } = useWizard();
  const [isBusy, setBusy] = useState(false);
  const isReading = job !== null && step !== "file" && step !== "result" && !isBusy;
  const query = usePreview(isReading ? jobInput(job) : null);
  const { data, error, isLoading } = query;
  const isLoaded = usePreferences((state) => state.isLoaded);
  // The answer of an earlier input stays on the screen while the next is read; it must not decide anything.
  const preview = data === undefined || error !== null || query.isStopped || data.kind !== job?.kind ? null : data;

  useEffect(() => {
    if (job !== null && step === "sheet" && preview !== null && !isLoading && isLoaded) recall(job, preview);
  }, [job, step, preview, isLoading, isLoaded]);

  const isMapped = preview !== null && preview.sheets.every(({ missing }) => missing.length === 0);
  const total = preview === null ? 0 : preview.actions.add + preview.actions.update;
  const mayGo = (to: WizardStep): boolean => {
    if (isBusy) return false;
    if (to === "file") return true;
    if (job === null) return false;
    if (to === "sheet") return step !== "result";
    if (step === "result" || preview === null || isLoading) return false;
    return to === "mapping" || (isMapped && to !== "result");
  };
  const place = wizardSteps.indexOf(step);
  const next = step === "file" || step === "import" || step === "result" ? null : (wizardSteps[place + 1] ?? null);
  const back = step === "file" || step === "result" ? null : (wizardSteps[place - 1] ?? null);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || !event.altKey || event.ctrlKey || event.shiftKey) return;
    const to = event.key === "ArrowRight" ? next : event.key === "ArrowLeft" ? back : null;
    if (to === null || !mayGo(to)) return;
    event.preventDefault();
    go(to);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);

  return (
    <Page
      layout={step === "preview" || step === "sheet" ? "fill" : "scroll"}
      title={t("ledger.title")}
      subtitle={job === null || step === "file" ? "" : `${job.opened.file} · ${labels.kind(job.kind)}`}
      toolbar={
        <Steps
          className="wizard-steps"
          size="small"
          current={place}
          aria-label={t("wizard.steps.label")}
          onChange={(index) => {
            const to = wizardSteps[index];
            if (to !== undefined && mayGo(to)) go(to);
          }}
          items={wizardSteps.map((name) => ({
            title: t(`wizard.steps.${name}`),
            disabled: name !== step && !(wizardSteps.indexOf(name) < place && mayGo(name)),
          }))}
        />
      }
      actions={
        <>
          {step === "preview" && job !== null && preview !== null && preview.states.error > 0 && (
            <ExportErrors job={job} count={preview.states.error} />
          )}
          {back !== null && (
            <Button disabled={!mayGo(back)} title="Alt+←" onClick={() => go(back)}>
              {t("wizard.back")}
            </Button>
          )}
          {next !== null && (
            <Button type="primary" disabled={!mayGo(next)} title="Alt+→" onClick={() => go(next)}>
              {next === "import" ? t("wizard.toImport", { count: total }) : t("wizard.next")}
            </Button>
          )}
        </>
      }
    >
      {step !== "file" && step !== "result" && <ErrorNotice error={error} />}
      {isReading && <Checking query={query} onOther={() => go("file")} />}
      {(step === "file" || job === null) && <StepFile expected={expected} />}
      {step === "sheet" && job !== null && <StepSheet job={job} preview={preview} />}
      {step === "mapping" && job !== null && preview !== null && <StepMapping job={job} preview={preview} />}
      {step === "preview" && job !== null && preview !== null && <StepPreview job={job} preview={preview} />}
      {step === "import" && job !== null && preview !== null && (
        <StepImport job={job} preview={preview} onBusy={setBusy} />
      )}
      {step === "result" && job !== null && result !== null && <StepResult job={job} result={result} />}
    </Page>
  );
}

/** What each bundle would do, or did, in clear words. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ImportResult, StationStatus } from "../../../db/api/operations.ts";
import { useLabels } from "../../text/labels.ts";
import { sentencesIn } from "../../text/sentences.ts";
import { errorSentence } from "../../ui/describe-error.ts";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";
import { baseName, hasSomethingToApply, markTones, outcomeWord, summarise, toneOf } from "./outcomes.ts";
import type { ImportState } from "./use-bundle-import.ts";

interface Props {
  readonly state: ImportState;
  readonly stations: readonly StationStatus[];
  readonly busy: boolean;
  readonly onApply: () => void;
  readonly onClose: () => void;
  readonly onReceipts: (stations: readonly StationStatus[]) => void;
}

/** A result names the station by its id or its name. */
const isOf = (station: StationStatus, result: ImportResult): boolean =>
  result.station === station.station || result.station === station.name;

export function ImportResults({ state: { results, stage }, stations, busy, onApply, onClose, onReceipts }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const isDone = stage === "done";
  const summary = summarise(results);
  const canApply = hasSomethingToApply(results);
  const answered = stations.filter((station) =>
    results.some((result) => result.outcome === "imported" && isOf(station, result)),
  );
  const nameOf = (result: ImportResult): string =>
    stations.find((station) => isOf(station, result))?.name ?? result.station ?? t("sync.importing.unknownStation");
  const { imported, duplicate, held, refused, fork } = summary.byOutcome;
  const sentences = [
    imported > 0 && t(isDone ? "sync.importing.summary" : "sync.importing.canImport", { count: imported }),
    summary.setAside > 0 && t("sync.importing.setAside", { count: summary.setAside }),
    held > 0 && t(isDone ? "sync.importing.held" : "sync.importing.wouldHold", { count: held }),
    fork > 0 && t("sync.importing.fork", { count: fork }),
    refused > 0 && t("sync.importing.refused", { count: refused }),
    duplicate > 0 && t("sync.importing.duplicate", { count: duplicate }),
  ].filter((sentence) => sentence !== false);

  return (
    <Panel title={t(isDone ? "sync.importing.doneTitle" : "sync.importing.previewTitle")} className="sync-results">
      <Alert
        role="status"
        showIcon
        type={summary.setAside + refused + fork > 0 ? "warning" : isDone && summary.entries > 0 ? "success" : "info"}
        title={sentencesIn(labels.language, sentences)}
        description={answered.length > 0 && isDone ? t("sync.importing.receiptHint") : undefined}
      />
      <table
        className="plain-table"
        aria-label={t(isDone ? "sync.importing.doneTitle" : "sync.importing.previewTitle")}
      >
        <thead>
          <tr>
            <th scope="col">{t("sync.importing.file")}</th>
            <th scope="col">{t("sync.importing.station")}</th>
            <th scope="col">{t("sync.importing.outcome")}</th>
            <th scope="col">{t("sync.importing.explanation")}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={result.file}>
              <th scope="row">{baseName(result.file)}</th>
              <td className="nowrap">{nameOf(result)}</td>
              <td>
                <Mark tone={markTones[toneOf(result)]}>{t(outcomeWord(result.outcome, isDone))}</Mark>
              </td>
              <td>
                <Explanation result={result} isDone={isDone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="sync-action button-row">
        {!isDone && canApply && (
          <Button type="primary" loading={busy} onClick={onApply}>
            {t(imported > 0 ? "sync.importing.apply" : "sync.importing.keep")}
          </Button>
        )}
        {isDone && answered.length > 0 && (
          <Button type="primary" disabled={busy} onClick={() => onReceipts(answered)}>
            {t("sync.importing.receipts")}
          </Button>
        )}
        <Button disabled={busy} onClick={onClose}>
          {t(!isDone && canApply ? "sync.importing.cancel" : "sync.importing.close")}
        </Button>
      </div>
    </Panel>
  );
}

/** Why a file was not taken. The folder means nothing to the reader, and in a browser it is the host's own. */
function reasonOf({ file, reason, message }: ImportResult): string | null {
  if (message === null) return null;
  const sentence = reason === null ? message : errorSentence(reason.name, reason.params, message);
  return sentence.replaceAll(file, baseName(file));
}

function Explanation({ result, isDone }: { readonly result: ImportResult; readonly isDone: boolean }) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (result.outcome === "imported") {
    return sentencesIn(labels.language, [
      t(isDone ? "sync.result.imported" : "sync.importing.wouldImport", { count: result.records }),
      result.setAside > 0 ? t("sync.result.setAside", { count: result.setAside }) : "",
      reasonOf(result) ?? "",
    ]);
  }
  return (
    <>
      {reasonOf(result) ?? t(`sync.result.${result.outcome}`)}
      {/* A duplicate is no error, so it gets no number to call about. */}
      {result.code !== null && result.outcome !== "duplicate" && (
        <span className="quiet"> {t("sync.importing.number", { number: result.code })}</span>
      )}
    </>
  );
}

/** In: the district's receipt, with what it confirms, brings back and refuses. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptResult } from "../../../db/api/operations.ts";
import { errorText } from "../../../db/schema/errors.ts";
import { groupedCode } from "../../../db/schema/typed-code.ts";
import { leftWords } from "../../../db/schema/words.ts";
import { useAppearance } from "../../text/appearance.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { isCancelled } from "../../hosts/client-error.ts";
import { baseName } from "./outcomes.ts";
import { isReturnName } from "../../../db/schema/exchange-files.ts";
import { RefusedList } from "./refused-list.tsx";

interface Failure {
  readonly file: string;
  readonly error: unknown;
}

export function ReceiptPanel() {
  const { t } = useTranslation();
  const files = useFiles();
  const receipt = useOperation("receipt.import");
  const [results, setResults] = useState<readonly ReceiptResult[]>([]);
  const [failures, setFailures] = useState<readonly Failure[]>([]);

  const start = async (): Promise<void> => {
    setResults([]);
    setFailures([]);
    const picked = await files.pickFiles({
      title: t("sync.receipt.pickTitle"),
      filters: [{ name: t("sync.allFiles"), extensions: ["*"] }],
      multiple: true,
    });
    const answers: ReceiptResult[] = [];
    const failed: Failure[] = [];
    for (const file of inOrder(picked)) {
      // This PC has just become a new one; a receipt that lies beside is for the one it was.
      if (!isReturnName(file) && answers.some(({ checkCode }) => checkCode !== null)) break;
      let failure: unknown = null;
      const onFailure = (error: unknown): void => {
        failure = error;
      };
      const answer = await receipt.run({ file }, { progress: t("sync.receipt.running"), onFailure });
      if (answer === undefined) {
        if (isCancelled(failure)) break;
        // One that is not for this PC keeps none of the others from it.
        failed.push({ file, error: failure });
        setFailures([...failed]);
        continue;
      }
      answers.push(answer);
      setResults([...answers]);
    }
  };

  const returned = results.filter((result) => result.returned !== null);
  return (
    <Panel title={t("sync.receipt.title")}>
      <p>{t("sync.receipt.hint")}</p>
      <div className="sync-action">
        <Button loading={receipt.busy} onClick={() => void start()}>
          {t("sync.receipt.button")}
        </Button>
      </div>
      {failures.map(({ file, error }) => (
        <ErrorNotice key={file} error={error} tell={(message) => message.replaceAll(file, baseName(file))} />
      ))}
      {results.map((result) => result.returned === null && <ReceiptNotice key={result.file} result={result} />)}
      {returned.length > 0 && <ReturnNotice results={returned} />}
    </Panel>
  );
}

/** Returned records before receipts: what they bring, a receipt may ask for. */
const inOrder = (picked: readonly string[]): string[] =>
  picked.toSorted((a, b) => Number(isReturnName(b)) - Number(isReturnName(a)));

function ReceiptNotice({ result }: { readonly result: ReceiptResult }) {
  const { t } = useTranslation();
  const language = useAppearance((state) => state.language);
  return (
    <Alert
      className="notice"
      role="status"
      showIcon
      type={
        result.refused.length + result.left.length + result.refusedTemplates.length > 0 || result.isRestored
          ? "warning"
          : "success"
      }
      title={t(`sync.receipt.${result.grade}`)}
      description={
        <>
          <p>{t("sync.receipt.acknowledged", { count: result.acknowledged })}</p>
          <p>
            {result.entries > 0 ? t("sync.receipt.feedback", { count: result.entries }) : t("sync.receipt.noFeedback")}
          </p>
          {result.isRestored && <p>{t("sync.receipt.restored")}</p>}
          {result.left.length > 0 && <p>{errorText("workLeft", { work: leftWords(result.left) }, language)}</p>}
          {result.elsewhere > 0 && <p>{t("sync.receipt.elsewhere", { count: result.elsewhere })}</p>}
          {result.refusedTemplates.length > 0 && (
            <p>{t("sync.receipt.refusedTemplate", { names: result.refusedTemplates.join(t("settings.separator")) })}</p>
          )}
          {result.refused.length > 0 && <RefusedList refused={result.refused} />}
        </>
      }
    />
  );
}

/** One for all files: a press at the district writes several. */
function ReturnNotice({ results }: { readonly results: readonly ReceiptResult[] }) {
  const { t } = useTranslation();
  const entries = results.reduce((sum, result) => sum + (result.returned ?? 0), 0);
  const checkCode = results.find((result) => result.checkCode !== null)?.checkCode ?? null;
  return (
    <Alert
      className="notice"
      role="status"
      showIcon
      type={checkCode === null ? "success" : "warning"}
      title={entries > 0 ? t("sync.receipt.returned", { count: entries }) : t("sync.receipt.returnedNothing")}
      description={checkCode === null ? undefined : t("sync.receipt.returnedRenewed", { code: groupedCode(checkCode) })}
    />
  );
}

/** In: the district's receipt, with what it confirms, brings back and refuses. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptResult } from "../../../db/api/operations.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { errorCatalogue } from "../../../db/schema/errors.ts";
import { isCancelled } from "../../hosts/client-error.ts";
import { describeError } from "../../ui/describe-error.ts";
import { baseName } from "./outcomes.ts";
import { fileMarkOf, isReturnName } from "../../../db/schema/exchange-files.ts";
import { ReceiptNotices } from "./receipt-notices.tsx";

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
    const queue = inOrder(picked);
    const again = new Set<string>();
    for (const file of queue) {
      // This PC has just become a new one; a receipt that lies beside is for the one it was.
      if (!isReturnName(file) && answers.some(({ checkCode }) => checkCode !== null)) break;
      let failure: unknown = null;
      const onFailure = (error: unknown): void => {
        failure = error;
      };
      const answer = await receipt.run({ file }, { progress: t("sync.receipt.running"), onFailure });
      if (answer === undefined) {
        if (isCancelled(failure)) break;
        // What it follows on may be among the files picked after it.
        if (!again.has(file) && describeError(failure).number === errorCatalogue.siblingGap.number) {
          again.add(file);
          queue.push(file);
          continue;
        }
        // One that is not for this PC keeps none of the others from it.
        failed.push({ file, error: failure });
        setFailures([...failed]);
        continue;
      }
      answers.push(answer);
      setResults([...answers]);
    }
  };

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
      <ReceiptNotices results={results} />
    </Panel>
  );
}

/** Returned records and those of other PCs before receipts: what they bring, a receipt may ask for. */
const inOrder = (picked: readonly string[]): string[] => picked.toSorted((a, b) => turnOf(a) - turnOf(b));

const turnOf = (file: string): number => ["return", "sibling", null, "join"].indexOf(fileMarkOf(file));

/** What receipts confirmed, brought back and refused, and what returned records brought. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { ReceiptResult } from "../../../db/api/operations.ts";
import { errorText } from "../../../db/schema/errors.ts";
import { fileMarkOf } from "../../../db/schema/exchange-files.ts";
import { leftWords } from "../../../db/schema/words.ts";
import { groupedCode } from "../../../db/schema/typed-code.ts";
import { useAppearance } from "../../text/appearance.ts";
import { RefusedList } from "./refused-list.tsx";

export function ReceiptNotices({ results }: { readonly results: readonly ReceiptResult[] }) {
  const siblings = results.filter(({ file }) => fileMarkOf(file) === "sibling");
  const returned = results.filter((result) => result.returned !== null && !siblings.includes(result));
  return (
    <>
      {results.map((result) => result.returned === null && <ReceiptNotice key={result.file} result={result} />)}
      {siblings.length > 0 && <SiblingNotice results={siblings} />}
      {returned.length > 0 && <ReturnNotice results={returned} />}
    </>
  );
}

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

/** One for all chains: a clerk thinks of the other PC's records, not of its files. */
function SiblingNotice({ results }: { readonly results: readonly ReceiptResult[] }) {
  const { t } = useTranslation();
  const language = useAppearance((state) => state.language);
  const records = results.reduce((sum, result) => sum + result.records, 0);
  const numbers = [...new Set(results.flatMap(({ sameNumbers }) => sameNumbers))];
  const left = results.flatMap((result) => result.left);
  return (
    <Alert
      className="notice"
      role="status"
      showIcon
      type={numbers.length + left.length > 0 ? "warning" : "success"}
      title={records > 0 ? t("sync.receipt.siblings", { count: records }) : t("sync.receipt.siblingsNothing")}
      description={
        numbers.length + left.length === 0 ? undefined : (
          <>
            {numbers.length > 0 && (
              <p>{t("sync.receipt.sameNumbers", { numbers: numbers.join(t("settings.separator")) })}</p>
            )}
            {left.length > 0 && <p>{errorText("workLeft", { work: leftWords(left) }, language)}</p>}
          </>
        )
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

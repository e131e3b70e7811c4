/** What the sentence in a stick's banner leaves out: what receipts brought, which files were not simply taken, and why. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ImportResult, StickFailure } from "../../db/api/operations.ts";
import type { ErrorReport } from "../../db/schema/errors.ts";
import { baseName } from "../screens/sync/outcomes.ts";
import { ReceiptNotices } from "../screens/sync/receipt-notices.tsx";
import { useRoute } from "../stores/route.ts";
import type { StickOutcome } from "../stores/sticks.ts";
import { isNotable } from "./stick-words.ts";
import { errorSentence } from "../ui/describe-error.ts";
import { ErrorNotice } from "../ui/error-notice.tsx";

export function StickDetails({ outcome }: { readonly outcome: StickOutcome }) {
  if (outcome.type === "failed") return <ErrorNotice error={outcome.error} />;
  const { failures } = outcome.result;
  return (
    <>
      {outcome.type === "imported" && <ReceiptNotices results={outcome.result.receipts.filter(isNotable)} />}
      {outcome.type === "imported" && <Bundles bundles={outcome.result.bundles} />}
      {failures.map((failure) => (
        <Failure key={failure.about} failure={failure} />
      ))}
    </>
  );
}

/** The folder means nothing to the reader. */
const told = (about: string, { name, params, message }: Pick<ErrorReport, "name" | "params" | "message">): string =>
  errorSentence(name, params, message).replaceAll(about, baseName(about));

/** Those that need a person; what is held is settled on the district's own screen. */
function Bundles({ bundles }: { readonly bundles: readonly ImportResult[] }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const isOnScreen = useRoute(({ route }) => route.screen === "sync");
  const noted = bundles.filter(
    ({ outcome, code }) => outcome !== "duplicate" && (outcome !== "imported" || code !== null),
  );
  if (noted.length === 0) return null;
  return (
    <Alert
      banner
      type="warning"
      role="alert"
      title={noted.map(({ file, reason, message, code }) => (
        <p key={file}>
          {reason === null ? message : told(file, { ...reason, message: message ?? "" })}
          {code !== null && <span className="quiet"> {t("sync.importing.number", { number: code })}</span>}
        </p>
      ))}
      action={isOnScreen ? undefined : <Button onClick={() => open({ screen: "sync" })}>{t("stick.details")}</Button>}
    />
  );
}

function Failure({ failure: { about, error } }: { readonly failure: StickFailure }) {
  const { t } = useTranslation();
  return (
    <Alert
      banner
      type="error"
      role="alert"
      title={
        <>
          {t("stick.failed", { about: baseName(about), message: told(about, error) })}
          <span className="quiet"> {t("error.number", { number: error.code })}</span>
        </>
      }
    />
  );
}

/** One record: reads it with its draft, then hands over to the form. */
import { Button, Spin } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../hosts/client.ts";
import { AddMissingHost } from "../../forms/adding/host.tsx";
import { SnippetHost } from "../../forms/snippets/snippet-host.tsx";
import { openForm, type OpenForm } from "../../forms/open-form.ts";
import { useRoute, type RecordRoute } from "../../stores/route.ts";
import { useStatus } from "../../stores/status.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { useShortcuts } from "../../commands/use-shortcuts.ts";
import { RecordEditor } from "./record-editor.tsx";
import "../../styles/aids.css";

export function RecordScreen({ route }: { readonly route: RecordRoute }) {
  const { t } = useTranslation();
  const back = useRoute((state) => state.back);
  const operator = useStatus((state) => state.status?.operator?.name ?? null);
  const toast = useToast();
  const [opened, setOpened] = useState<OpenForm | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    openForm(route, operator, abort.signal).then(
      (form) => !abort.signal.aborted && setOpened(form),
      (failure: unknown) => !abort.signal.aborted && setError(failure),
    );
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt asks again
  }, [route, operator, attempt]);
  const retry = () => {
    setError(null);
    setAttempt((count) => count + 1);
  };
  const seenId = opened?.full?.record.id;
  useEffect(() => {
    if (seenId !== undefined) client.call("record.seen", { id: seenId }).catch(toast.failed);
  }, [seenId, toast]);
  useShortcuts(opened === null ? { leave: back } : {});

  if (opened !== null) {
    return (
      <>
        <RecordEditor route={route} opened={opened} />
        <AddMissingHost />
        <SnippetHost />
      </>
    );
  }
  if (error === null) return <Spin className="record-loading" />;
  return (
    <div className="record-failed">
      <ErrorNotice error={error} onRetry={retry} />
      <Button onClick={back}>{t("action.back")}</Button>
    </div>
  );
}

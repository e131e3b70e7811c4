/** Where the data lives: the usual folder, or another one that is looked at before it is taken. */
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FolderReport } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { FolderVerdict } from "../../ui/folder-verdict.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { sizeText } from "../../text/sizes.ts";

interface Props {
  /** The folder so far; null is the usual one. */
  readonly chosen: FolderReport | null;
  readonly usual: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onChoose: (report: FolderReport | null) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
  /** Goes on with the data that the folder holds. */
  readonly onOpen: (report: FolderReport) => void;
}

export function FolderStep(props: Props) {
  const { t } = useTranslation();
  const files = useFiles();
  const { chosen, usual, busy, onChoose } = props;
  const [failure, setFailure] = useState<unknown>(null);
  const next = useRef<HTMLButtonElement>(null);
  // Enter goes on.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another folder, another button
  useEffect(() => next.current?.focus(), [chosen]);

  const choose = async (): Promise<void> => {
    const folder = await files.pickFolder({ title: t("setup.folder.pick") });
    if (folder === null) return;
    setFailure(null);
    try {
      onChoose(await client.call("folder.inspect", { folder }));
    } catch (error) {
      setFailure(error);
    }
  };
  const isRefused = chosen !== null && chosen.refusal !== null;
  const existing = chosen?.existing ?? null;

  return (
    <div className="setup-join">
      <h2>{t("setup.folder.title")}</h2>
      <p>{t("setup.folder.hint")}</p>
      <p className="setup-path">
        <strong>{chosen?.folder ?? usual}</strong>
        {chosen !== null && chosen.free !== null && !isRefused && (
          <span className="setup-hint"> {t("setup.folder.free", { free: sizeText(chosen.free) })}</span>
        )}
      </p>
      <FolderVerdict report={chosen} />
      {chosen !== null && existing !== null && (
        <p className="setup-hint">{t("setup.folder.existing", { name: existing.name })}</p>
      )}
      <ErrorNotice error={failure} onClose={() => setFailure(null)} />
      <ErrorNotice error={props.error} />
      <div className="setup-actions">
        {chosen !== null && existing !== null ? (
          <Button ref={next} type="primary" size="large" loading={busy} onClick={() => props.onOpen(chosen)}>
            {t("setup.folder.open", { name: existing.name })}
          </Button>
        ) : (
          <Button ref={next} type="primary" size="large" loading={busy} disabled={isRefused} onClick={props.onNext}>
            {t("setup.start")}
          </Button>
        )}
        <Button size="large" onClick={() => void choose()}>
          {t("setup.folder.choose")}
        </Button>
        {chosen !== null && (
          <Button size="large" onClick={() => onChoose(null)}>
            {t("setup.folder.usual")}
          </Button>
        )}
        <Button size="large" onClick={props.onBack}>
          {t("setup.back")}
        </Button>
      </div>
    </div>
  );
}

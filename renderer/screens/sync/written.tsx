/** Files that were written and verified: where they are, and what to do with them. */
import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shell } from "../../hosts/client.ts";
import { useFiles } from "../../ui/use-files.ts";
import { baseName } from "./outcomes.ts";

interface Props {
  /** A browser has not written to a stick, so it must not say that the stick can be removed. */
  readonly title: { readonly electron: string; readonly loopback: string };
  readonly intro?: string;
  readonly files: readonly string[];
  readonly next?: string;
  /** More about the files, below what to do next. */
  readonly children?: ReactNode;
  readonly onClose?: () => void;
  /** `warning` for a file that was written and is not what one hoped for, such as an empty ledger. */
  readonly tone?: "success" | "warning";
}

export function Written({ title, intro, files, next, children, onClose, tone = "success" }: Props) {
  const { t } = useTranslation();
  const dialogs = useFiles();
  const { host } = shell;
  const show = async (): Promise<void> => {
    // A folder shows all its files at once; a browser downloads them one by one.
    for (const file of host === "electron" ? files.slice(0, 1) : files) await dialogs.showFile(file);
  };
  return (
    <Alert
      className="notice sync-written"
      role="status"
      type={tone}
      showIcon
      title={title[host]}
      closable={onClose === undefined ? false : { onClose, "aria-label": t("action.close") }}
      description={
        <>
          {intro !== undefined && <p>{intro}</p>}
          <ul className="sync-files">
            {files.map((file) => (
              <li key={file} title={file}>
                {baseName(file)}
              </li>
            ))}
          </ul>
          {next !== undefined && <p>{next}</p>}
          {children}
          {files.length > 0 && (
            <Button onClick={() => void show()}>
              {t(host === "electron" ? "sync.export.show" : "sync.export.download")}
            </Button>
          )}
        </>
      }
    />
  );
}

/** 附件: sign-in sheets, photos, minutes. The service copies the file; the original may go. */
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api.ts";
import { attachmentRoles } from "../../../db/schema/attachment.ts";
import { client, shell } from "../../client.ts";
import { useChanges } from "../../stores/changes.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { sizeText } from "./size-text.ts";

type Role = keyof typeof attachmentRoles;

export function Attachments({ full }: { readonly full: FullRecord }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const toast = useToast();
  const add = useOperation("attachment.add");

  const choose = async (role: Role) => {
    const files = await shell.pickFiles({ title: t("record.attachTitle"), filters: [], multiple: true });
    for (const file of files) {
      const added = await add.run({ recordId: full.record.id, file, role }, { progress: t("record.attaching") });
      if (added === undefined) return;
    }
    if (files.length > 0) toast.done(t("record.attached", { count: files.length }));
  };
  const openFile = async (sha256: string, name: string) => {
    try {
      const { file } = await client.call("attachment.open", { sha256, name });
      await shell.showFile(file);
    } catch (error) {
      toast.failed(error);
    }
  };
  const restore = async (id: string) => {
    try {
      await client.call("record.restore", { id });
      useChanges.getState().changed();
      toast.done(t("record.restored"));
    } catch (error) {
      toast.failed(error);
    }
  };
  const remove = async (id: string) => {
    try {
      await client.call("record.delete", { id });
      useChanges.getState().changed();
      toast.undoable(t("record.attachmentRemoved"), () => void restore(id));
    } catch (error) {
      toast.failed(error);
    }
  };
  const roles = Object.keys(attachmentRoles) as Role[];
  return (
    <div className="attachments">
      <Dropdown
        trigger={["click"]}
        menu={{
          items: roles.map((role) => ({ key: role, label: labels.option(attachmentRoles, role) })),
          onClick: ({ key }) => void choose(key as Role),
        }}
      >
        <Button loading={add.busy}>{t("record.attach")}</Button>
      </Dropdown>
      <ErrorNotice error={add.error} onClose={add.clearError} />
      {full.attachments.length === 0 ? (
        <p className="side-empty">{t("record.noAttachments")}</p>
      ) : (
        <ul className="attachment-list">
          {full.attachments.map((file) => (
            <li key={file.id}>
              <span className="attachment-role">{labels.option(attachmentRoles, file.role ?? "other")}</span>
              <span className="attachment-name" title={file.name}>
                {file.name}
              </span>
              <span className="attachment-size">{sizeText(file.size)}</span>
              <Button size="small" onClick={() => void openFile(file.sha256, file.name)}>
                {t("action.open")}
              </Button>
              <Button size="small" onClick={() => void remove(file.id)}>
                {t("record.attachmentRemove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

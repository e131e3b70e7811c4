/** 附件 of a form, new or saved: dropped, pasted or chosen; saved with the record, kept by its draft. */
import { Button, Switch, Tooltip } from "antd";
import { useEffect, useRef, useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { isShownImage } from "../../../../db/schema/attachment.ts";
import { client, shell } from "../../../hosts/client.ts";
import { attachmentOf, moved, totalSize, type AttachmentValues } from "../../../forms/attachment-values.ts";
import { useHeldFocus } from "../../../forms/row-moves.ts";
import type { ChildRow, FormValues } from "../../../values/form-values.ts";
import { useToast } from "../../../ui/use-toast.tsx";
import { sizeText } from "../../../text/sizes.ts";
import "./attachments.css";
import { chooseFiles } from "../../../hosts/choose-files.ts";
import { panelId, showPanel } from "./jump.tsx";
import { PendingList } from "./pending-list.tsx";
import { Preview } from "./preview.tsx";
import { AttachmentRow } from "./row.tsx";
import type { Attaching } from "./use-attaching.ts";
import { useIncoming } from "./use-incoming.ts";
import { useStates } from "./use-states.ts";

interface Props {
  readonly form: UseFormReturn<FormValues>;
  readonly attaching: Attaching;
  /** A station's record at the district: its files can be looked at. */
  readonly isReadOnly: boolean;
}

export function Attachments({ form, attaching, isReadOnly }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const rows = useWatch({ control: form.control, name: "attachments" });
  const files = rows.map(attachmentOf);
  const states = useStates(
    files.map(({ sha256 }) => sha256),
    attaching.healed,
  );
  const [shown, setShown] = useState<string | null>(null);
  const takeIn = (incoming: readonly File[], how: "dropped" | "pasted") => {
    attaching.add(incoming);
    // Who pastes goes on writing where he is.
    if (how === "dropped") showPanel({ focus: false });
  };
  const isOver = useIncoming(isReadOnly ? null : takeIn);
  const problems = attaching.problems.length + attaching.notes.length;
  useEffect(() => {
    if (problems > 0) showPanel({ focus: false });
  }, [problems]);
  const list = useRef<HTMLUListElement>(null);
  const holdFocus = useHeldFocus(list);
  const { limits, keepOriginal } = attaching;
  const broken = files.filter(({ sha256 }) => states.get(sha256) !== "ok").length;

  const setRows = (next: ChildRow[]) => form.setValue("attachments", next, { shouldDirty: true, shouldTouch: true });
  const choose = async () => {
    attaching.add(await chooseFiles({ multiple: true }));
    // Once their progress is drawn.
    requestAnimationFrame(() => showPanel({ focus: false }));
  };
  const openOutside = async ({ sha256, name }: AttachmentValues) => {
    try {
      const { file } = await client.call("attachment.open", { sha256, name });
      await shell.openFile(file);
    } catch (error) {
      toast.failed(error);
    }
  };
  const openRow = (file: AttachmentValues) => {
    if (isShownImage(file.mime) && states.get(file.sha256) === "ok") setShown(file.sha256);
    else void openOutside(file);
  };
  const remove = (index: number, file: AttachmentValues) => {
    const row = rows[index];
    if (row === undefined) return;
    setRows(rows.toSpliced(index, 1));
    toast.undoable(t("attachment.removed", { file: file.name }), () => {
      const now = form.getValues("attachments");
      if (!now.some((other) => attachmentOf(other).sha256 === file.sha256)) setRows(now.toSpliced(index, 0, row));
    });
  };
  const replace = async (file: AttachmentValues) => {
    const [chosen] = await chooseFiles({ multiple: false });
    if (chosen !== undefined) attaching.replace(file.sha256, chosen);
  };

  const params = { file: limits.attachmentFileMb, record: limits.attachmentRecordMb, side: limits.photoLongestSide };
  const limitsText = t(keepOriginal ? "attachment.limitsOriginal" : "attachment.limits", params);
  return (
    <section id={panelId} className="panel form-group attachments" aria-label={t("attachment.title")}>
      <div className="panel-head">
        <h2>{t("attachment.title")}</h2>
        {rows.length > 0 && (
          <Tooltip title={t("attachment.totalHint")}>
            <span className="attachments-total">
              {t("attachment.total", { count: rows.length, size: sizeText(totalSize(rows)) })}
            </span>
          </Tooltip>
        )}
        {!isReadOnly && (
          <div className="attachments-add">
            <label>
              <Tooltip title={t("attachment.keepOriginalHint")}>
                <Switch
                  aria-label={t("attachment.keepOriginal")}
                  checked={keepOriginal}
                  onChange={attaching.setKeepOriginal}
                />
              </Tooltip>
              {t("attachment.keepOriginal")}
            </label>
            <Button data-enter-stop onClick={() => void choose()}>
              {t("attachment.add")}
            </Button>
          </div>
        )}
      </div>
      {broken > 0 && !isReadOnly && (
        <p className="attachment-problem" role="alert">
          {t("attachment.broken", { count: broken })}
        </p>
      )}
      <PendingList attaching={attaching} />
      {rows.length > 0 && (
        <ul ref={list} className="attachment-list" aria-label={t("attachment.list")}>
          {rows.map((row, index) => {
            const file = attachmentOf(row);
            return (
              <AttachmentRow
                key={file.sha256}
                row={row}
                state={states.get(file.sha256) ?? "ok"}
                isFirst={index === 0}
                isLast={index === rows.length - 1}
                isReadOnly={isReadOnly}
                onOpen={() => openRow(file)}
                onChange={(change) => setRows(rows.with(index, { ...row, fields: { ...row.fields, ...change } }))}
                onMove={(way) => {
                  holdFocus(row.key);
                  setRows(moved(rows, index, way === "up" ? -1 : 1));
                }}
                onRemove={() => remove(index, file)}
                onReplace={() => void replace(file)}
              />
            );
          })}
        </ul>
      )}
      {isReadOnly ? (
        <p className="side-empty">{t(rows.length === 0 ? "attachment.none" : "attachment.readOnly")}</p>
      ) : (
        <div className={rows.length === 0 ? "attachment-drop attachment-drop-empty" : "attachment-drop"}>
          <p>{t("attachment.drop")}</p>
          <p className="attachment-limits">{limitsText}</p>
          {rows.length > 0 && <p className="attachment-limits">{t("attachment.keys")}</p>}
        </div>
      )}
      {isOver && (
        <div className="drop-overlay">
          <div>
            <p>{t("attachment.dropNow")}</p>
            <p className="drop-limits">{limitsText}</p>
          </div>
        </div>
      )}
      {shown !== null && (
        <Preview
          photos={files.filter((file) => isShownImage(file.mime))}
          shown={shown}
          onShow={setShown}
          onClose={() => setShown(null)}
          onOpen={(file) => void openOutside(file)}
        />
      )}
    </section>
  );
}

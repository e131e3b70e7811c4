/** 最近删除: what was deleted, by whom and when; one or several come back. Over any screen. */
import { Button, Checkbox, Modal } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { erasedNote, stayReasons } from "../../../db/schema/words.ts";
import { useLayers } from "../../commands/layers.ts";
import { momentOf } from "../../text/times.ts";
import { forgetDeletions } from "../../stores/deletions.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useLeftOut } from "../../ui/use-left-out.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useToast } from "../../ui/use-toast.tsx";

export function DeletedList() {
  const { t } = useTranslation();
  const labels = useLabels();
  const toast = useToast();
  const close = useLayers((state) => state.close);
  const { data, error, refresh } = useQuery("record.deleted", {});
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const restore = useOperation("records.batch");
  const { busy } = restore;
  const tellLeftOut = useLeftOut();
  // A notice of the deletion would lie over the button here, and offers the same.
  useEffect(() => toast.clear(), [toast]);
  const bringBack = async () => {
    const result = await restore.run(
      { ids: [...picked], action: { type: "restore" } },
      { progress: t("record.bringingBack") },
    );
    if (result === undefined) return;
    setPicked(new Set());
    forgetDeletions(picked);
    if (result.done > 0) toast.done(t("record.broughtBack", { count: result.done }));
    tellLeftOut(result.leftOut, result.done);
  };
  return (
    <Modal
      open
      title={t("record.deletedTitle")}
      width="44rem"
      onCancel={() => close()}
      footer={
        <Button type="primary" disabled={picked.size === 0 || busy} onClick={() => void bringBack()}>
          {t("record.bringBack", { count: picked.size })}
        </Button>
      }
    >
      <ErrorNotice error={error} onRetry={refresh} />
      <ErrorNotice error={restore.error} onClose={restore.clearError} />
      <p>{data?.length === 0 ? t("record.deletedNone") : t("record.deletedHint")}</p>
      <ul className="deleted-list">
        {data?.map(({ id, kind, title, number, at, by, side, isErased, stays }) => (
          <li key={id}>
            <Checkbox
              checked={picked.has(id)}
              disabled={stays !== null || busy}
              aria-label={t("record.deletedPick", { title: title === "" ? labels.kind(kind) : title })}
              onChange={({ target }) => {
                const next = new Set(picked);
                if (target.checked) next.add(id);
                else next.delete(id);
                setPicked(next);
              }}
            >
              {[labels.kind(kind), number, title].filter(Boolean).join(" ")}
            </Checkbox>
            <div className="deleted-detail">
              {t("record.deletedWhen", {
                at: momentOf(new Date(at)).replace("T", " "),
                by: by ?? t(`record.sides.${side}`),
              })}
              {isErased && <span>{labels.meta(erasedNote)}</span>}
              {stays !== null && <strong>{labels.meta(stayReasons[stays])}</strong>}
            </div>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

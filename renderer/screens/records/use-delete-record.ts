/** Asks, deletes, and keeps the way back open: the notice, Ctrl+Z, and the list 最近删除. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { FullRecord } from "../../../db/api/operations.ts";
import { actedEvents } from "../../../db/schema/event.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { client } from "../../hosts/client.ts";
import { cancelFiles, dropSession } from "../../forms/form-sessions.ts";
import { useOpenForms } from "../../stores/open-forms.ts";
import { useChanges } from "../../stores/changes.ts";
import { noteUndoable } from "../../stores/deletions.ts";
import { editKey, recordRoute, useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { sentencesIn } from "../../text/sentences.ts";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useToast } from "../../ui/use-toast.tsx";

const acted: ReadonlySet<string | null> = new Set(actedEvents);

/** What goes and where it is known already, in the order of weight. */
function consequences({ delivery, events }: FullRecord): readonly Consequence[] {
  const isActedOn = events.some(({ type, isVoided }) => !isVoided && acted.has(type));
  return [
    ...(isActedOn ? (["askDeleteActed"] as const) : []),
    ...(delivery === "saved" ? [] : (["askDeleteSent"] as const)),
    "askDeletePlain",
  ];
}

type Consequence = "askDeleteActed" | "askDeleteSent" | "askDeletePlain";

export function useDeleteRecord(): (kind: ListedKind, full: FullRecord) => Promise<void> {
  const { t } = useTranslation();
  const labels = useLabels();
  const confirm = useConfirm();
  const toast = useToast();
  const { back, open, forget } = useRoute();
  return useCallback(
    async (kind, full) => {
      const { id } = full.record;
      const isSure = await confirm({
        title: t("record.askDelete", { title: full.title === "" ? labels.kind(kind) : full.title }),
        content: sentencesIn(
          labels.language,
          consequences(full).map((one) => t(`record.${one}`)),
        ),
        proceed: t("record.delete"),
        danger: true,
      });
      if (!isSure) return;
      const closed = (key: string) => {
        useOpenForms.getState().forget(key);
        forget(key);
        const givenUp = cancelFiles(key);
        if (givenUp > 0) toast.warn(t("attachment.givenUp", { count: givenUp }));
        dropSession(key);
      };
      const changed = () => useChanges.getState().changed();
      const restore = async () => {
        try {
          await client.call("record.restore", { id });
          changed();
          toast.clear();
          toast.done(t("record.restored"));
          open(recordRoute(kind, id));
        } catch (error) {
          toast.failed(error);
        }
      };
      try {
        await client.call("record.delete", { id });
      } catch (error) {
        toast.failed(error);
        return;
      }
      closed(editKey(id));
      back();
      changed();
      toast.undoable(t("record.deleted"), noteUndoable([id], restore));
    },
    [t, labels, confirm, toast, back, open, forget],
  );
}

/** Deletes at once and offers to undo, instead of asking first. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { client } from "../../client.ts";
import { useChanges } from "../../stores/changes.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useToast } from "../../ui/use-toast.tsx";

export function useDeleteRecord(): (kind: ListedKind, id: string) => void {
  const { t } = useTranslation();
  const toast = useToast();
  const { back, open } = useRoute();
  return useCallback(
    (kind, id) => {
      const changed = () => useChanges.getState().changed();
      const restore = async () => {
        try {
          await client.call("record.restore", { id });
          changed();
          toast.done(t("record.restored"));
          open(recordRoute(kind, id));
        } catch (error) {
          toast.failed(error);
        }
      };
      client.call("record.delete", { id }).then(
        () => {
          back();
          changed();
          toast.undoable(t("record.deleted"), () => void restore());
        },
        (error: unknown) => toast.failed(error),
      );
    },
    [t, toast, back, open],
  );
}

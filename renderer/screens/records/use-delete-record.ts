/** Deletes at once and offers to undo, instead of asking first. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { client } from "../../client.ts";
import { cancelFiles, dropSession } from "../../forms/form-sessions.ts";
import { useOpenForms } from "../../stores/open-forms.ts";
import { useChanges } from "../../stores/changes.ts";
import { editKey, recordRoute, useRoute } from "../../stores/route.ts";
import { useToast } from "../../ui/use-toast.tsx";

export function useDeleteRecord(): (kind: ListedKind, id: string) => void {
  const { t } = useTranslation();
  const toast = useToast();
  const { back, open, forget } = useRoute();
  return useCallback(
    (kind, id) => {
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
          toast.done(t("record.restored"));
          open(recordRoute(kind, id));
        } catch (error) {
          toast.failed(error);
        }
      };
      client.call("record.delete", { id }).then(
        () => {
          closed(editKey(id));
          back();
          changed();
          toast.undoable(t("record.deleted"), () => void restore());
        },
        (error: unknown) => toast.failed(error),
      );
    },
    [t, toast, back, open, forget],
  );
}

/** What was begun and not saved. Several drafts may be open; each is continued or dropped here. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Draft } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { cancelFiles, dropSession } from "../../forms/form-sessions.ts";
import { clockOf } from "../../text/times.ts";
import { useChanges } from "../../stores/changes.ts";
import { useOpenForms } from "../../stores/open-forms.ts";
import { useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { draftRoute } from "../../stores/draft-route.ts";

export function DraftsPanel({ drafts }: { readonly drafts: readonly Draft[] }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const toast = useToast();
  const open = useRoute((state) => state.open);
  const changed = useChanges((state) => state.changed);
  if (drafts.length === 0) return null;

  const discard = async (draft: Draft) => {
    const givenUp = cancelFiles(draft.key);
    try {
      await client.call("draft.discard", { key: draft.key });
      useOpenForms.getState().forget(draft.key);
      useRoute.getState().forget(draft.key);
      dropSession(draft.key);
      changed();
      if (givenUp > 0) toast.warn(t("attachment.givenUp", { count: givenUp }));
      // The content is still here, so undoing is putting it back.
      toast.undoable(t("today.draftDiscarded"), () => {
        const { key, kind, recordId, content } = draft;
        client.call("draft.put", { key, kind, recordId, content }).then(changed, toast.failed);
      });
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <Panel title={t("today.drafts")}>
      <ul className="today-list">
        {drafts.map((draft) => (
          <li key={draft.key} className="today-row">
            <button type="button" className="today-link" onClick={() => open(draftRoute(draft))}>
              <span className="today-kind">
                {t(draft.recordId === null ? "today.draftOf" : "today.draftOfEdit", { kind: labels.kind(draft.kind) })}
              </span>
              <span className="today-title">{draft.title === "" ? t("today.draftUntitled") : draft.title}</span>
              <span className="today-date">{clockOf(draft.updatedAt)}</span>
            </button>
            <Button type="primary" ghost size="small" onClick={() => open(draftRoute(draft))}>
              {t("action.continue")}
            </Button>
            <Button size="small" onClick={() => void discard(draft)}>
              {t("action.discard")}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

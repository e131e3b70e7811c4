/** Drafts of this kind, above the list: what was begun is never hidden behind what was finished. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { clockOf } from "../../text/times.ts";
import { useRoute } from "../../stores/route.ts";
import { useQuery } from "../../stores/use-query.ts";
import { draftRoute } from "../../stores/draft-route.ts";

/** More than these are on 今日. */
const SHOWN = 3;

export function ListDrafts({ kind }: { readonly kind: ListedKind }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const drafts = useQuery("draft.list", {}).data?.filter((draft) => draft.kind === kind) ?? [];
  if (drafts.length === 0) return null;
  return (
    <div className="list-drafts">
      <span>{t("list.drafts", { count: drafts.length })}</span>
      {drafts.slice(0, SHOWN).map((draft) => (
        <Button key={draft.key} size="small" onClick={() => open(draftRoute(draft))}>
          <span className="draft-title">{draft.title === "" ? t("today.draftUntitled") : draft.title}</span>
          <span className="draft-time">{clockOf(draft.updatedAt)}</span>
        </Button>
      ))}
      {drafts.length > SHOWN && (
        <Button size="small" type="link" onClick={() => open({ screen: "today" })}>
          {t("action.showAll")}
        </Button>
      )}
    </div>
  );
}

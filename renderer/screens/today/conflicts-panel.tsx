/** What both sides changed and a person has to decide on, one press from the list. */
import { useTranslation } from "react-i18next";
import { useRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";

export function ConflictsPanel({ total }: { readonly total: number }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  if (total === 0) return null;
  return (
    <Panel title={t("conflict.title")}>
      <ul className="today-list">
        <li className="today-row">
          <button type="button" className="today-link" onClick={() => open({ screen: "conflicts" })}>
            <span className="today-title">{t("conflict.todayOpen", { count: total })}</span>
          </button>
        </li>
      </ul>
    </Panel>
  );
}

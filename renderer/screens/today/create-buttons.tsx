/** The three ways to begin a record, large enough to hit without aiming. */
import { useTranslation } from "react-i18next";
import { newRoute, useRoute } from "../../stores/route.ts";

const entries = [
  { kind: "hotline", title: "today.createHotline", hint: "today.createHotlineHint" },
  { kind: "session", title: "today.createSession", hint: "today.createSessionHint" },
  { kind: "opinion", title: "today.createOpinion", hint: "today.createOpinionHint" },
] as const;

export function CreateButtons() {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  return (
    <div className="create-buttons">
      {entries.map(({ kind, title, hint }) => (
        <button key={kind} type="button" className="create-button" onClick={() => open(newRoute(kind))}>
          <span className="create-plus" aria-hidden="true">
            +
          </span>
          <span className="create-words">
            <strong>{t(title)}</strong>
            <span>{t(hint)}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

/** The ways to begin a record, large enough to hit without aiming: those that are begun most first. */
import { useTranslation } from "react-i18next";
import { mainKinds, type MainKind } from "../../../db/schema/kinds.ts";
import { newRoute, useRoute } from "../../stores/route.ts";

/** A telephone rings; everything else can wait until its button is found. */
const first: MainKind = "hotline";
const order = [first, ...mainKinds.filter((kind) => kind !== first)];

export function CreateButtons() {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  return (
    <div className="create-buttons">
      {order.map((kind) => (
        <button key={kind} type="button" className="create-button" onClick={() => open(newRoute(kind))}>
          <span className="create-plus" aria-hidden="true">
            +
          </span>
          <span className="create-words">
            <strong>{t(`kind.${kind}.begin`)}</strong>
            <span>{t(`kind.${kind}.beginHint`)}</span>
          </span>
        </button>
      ))}
    </div>
  );
}

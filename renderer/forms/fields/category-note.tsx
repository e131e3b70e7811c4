/** How the list of categories stands to what this record has; the record's own text is never changed by itself. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { categoryState } from "../../../db/schema/categories.ts";
import { useStatus } from "../../stores/status.ts";

interface Props {
  readonly path: string;
  /** Takes the present name of a renamed category; null where nothing may be changed. */
  readonly onTake: ((path: string) => void) | null;
}

export function CategoryNote({ path, onTake }: Props) {
  const { t } = useTranslation();
  const settings = useStatus((state) => state.settings);
  if (settings === null || path.trim() === "") return null;
  const state = categoryState(settings, path.trim());
  if (state.is === "offered") return null;
  if (state.is !== "renamed") {
    return <p className="listed-note">{t(`settings.categories.state.${state.is}`)}</p>;
  }
  const { to } = state;
  return (
    <p className="listed-note">
      {t("settings.categories.state.renamed", { to })}
      {onTake !== null && (
        <Button type="link" size="small" onClick={() => onTake(to)}>
          {t("settings.categories.state.take")}
        </Button>
      )}
    </p>
  );
}

/** Names missing fonts one by one, each with what stands in for it. */
import { useTranslation } from "react-i18next";
import type { MissingFont } from "./fonts.ts";

export function FontList({ fonts }: { readonly fonts: readonly MissingFont[] }) {
  const { t } = useTranslation();
  return (
    <ul className="paper-fonts">
      {fonts.map(({ font, instead }) => (
        <li key={font}>
          {instead === null ? t("paper.fontLost", { font }) : t("paper.fontInstead", { font, instead })}
        </li>
      ))}
    </ul>
  );
}

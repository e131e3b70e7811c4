/** The short code that both sides compare by phone: large, spaced, and read out loud group by group. */
import { useTranslation } from "react-i18next";
import "./sync.css";

export function CheckCode({ code, size = "large" }: { readonly code: string; readonly size?: "large" | "small" }) {
  const { t } = useTranslation();
  if (size === "small") return <span className="check-code-small">{code}</span>;
  return (
    <figure className="check-code">
      <figcaption>{t("sync.checkCode.label")}</figcaption>
      <output className="check-code-digits">{code}</output>
      <p>{t("sync.checkCode.phone")}</p>
    </figure>
  );
}

/** The join code of this PC: large, in groups, and read out group by group on the telephone. */
import { useTranslation } from "react-i18next";
import { groupedCode } from "../../../db/schema/typed-code.ts";
import "./sync.css";

export function CheckCode({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  return (
    <figure className="check-code">
      <figcaption>{t("sync.checkCode.label")}</figcaption>
      <output className="check-code-digits">{groupedCode(code)}</output>
      <p>{t("sync.checkCode.phone")}</p>
    </figure>
  );
}

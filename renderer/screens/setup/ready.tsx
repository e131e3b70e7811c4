/** Last step: what was reached, and the one thing to do next. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { CheckCode } from "../sync/check-code.tsx";

export function Joined(props: { readonly district: string; readonly checkCode: string; readonly onBegin: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="setup-join">
      <h2>{t("setup.joined.title", { district: props.district })}</h2>
      <CheckCode code={props.checkCode} />
      <p>{t("setup.joined.next")}</p>
      <div className="setup-actions">
        <Button type="primary" size="large" onClick={props.onBegin}>
          {t("setup.joined.begin")}
        </Button>
      </div>
    </div>
  );
}

export function DistrictReady(props: {
  readonly name: string;
  readonly onInvite: () => void;
  readonly onLater: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="setup-join">
      <h2>{t("setup.districtReady.title", { name: props.name })}</h2>
      <p>{t("setup.districtReady.next")}</p>
      <div className="setup-actions">
        <Button type="primary" size="large" onClick={props.onInvite}>
          {t("setup.districtReady.invite")}
        </Button>
        <Button size="large" onClick={props.onLater}>
          {t("setup.districtReady.later")}
        </Button>
      </div>
    </div>
  );
}

/** Second step at a station: the invitation, or a clear way past it. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useJoin, type Joining } from "../sync/use-join.tsx";

interface Props {
  readonly onJoined: (joined: Joining) => void;
  readonly onLater: () => void;
}

export function JoinStep({ onJoined, onLater }: Props) {
  const { t } = useTranslation();
  const join = useJoin({ isFirstRun: true, onJoined });
  return (
    <div className="setup-join">
      <h2>{t("setup.join.title")}</h2>
      <p>{t("setup.join.hint")}</p>
      {join.dialog}
      <ErrorNotice error={join.error} onClose={join.clearError} />
      <div className="setup-actions">
        <Button type="primary" size="large" loading={join.busy} onClick={() => void join.open()}>
          {t("setup.join.open")}
        </Button>
        <Button size="large" onClick={onLater}>
          {t("setup.join.later")}
        </Button>
      </div>
      <p className="setup-hint">{t("setup.join.laterHint")}</p>
    </div>
  );
}

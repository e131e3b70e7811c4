/** 接收: on and off, what it does now, the address that stations are told, and who called. */
import { Alert, Button, Spin, Switch } from "antd";
import { useTranslation } from "react-i18next";
import type { Input, ReceivingState, ReceivingStatus } from "../../../../db/api/operations.ts";
import { ClientError } from "../../../hosts/client-error.ts";
import { useReceiving } from "../../../stores/receiving.ts";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { Panel } from "../../../ui/page.tsx";
import { Mark } from "../../../ui/tags.tsx";
import { useOperation } from "../../../ui/use-operation.ts";
import { AddressPanel } from "./address.tsx";
import { Contacts } from "./contacts.tsx";
import { Where } from "./where.tsx";

export function Receiving() {
  const { status, error, look } = useReceiving();
  if (status === null) return error === null ? <Spin /> : <ErrorNotice error={error} onRetry={() => void look()} />;
  return (
    <>
      <Now status={status} />
      <AddressPanel status={status} />
      <Where status={status} />
      <Contacts status={status} />
    </>
  );
}

const tones = {
  off: "plain",
  starting: "plain",
  receiving: "good",
  paused: "soon",
  failed: "late",
  lost: "late",
} as const satisfies Record<ReceivingState, string>;

function Now({ status }: { readonly status: ReceivingStatus }) {
  const { t } = useTranslation();
  const set = useOperation("receiving.set", { writes: false });
  const pausing = useOperation("receiving.pause", { writes: false });
  const { state, plan, waiting, isDiskLow } = status;
  const change = async (values: Input<"receiving.set">): Promise<void> => {
    const next = await set.run(values);
    if (next !== undefined) useReceiving.getState().put(next);
  };
  const pause = async (isPaused: boolean): Promise<void> => {
    const next = await pausing.run({ isPaused });
    if (next !== undefined) useReceiving.getState().put(next);
  };
  return (
    <Panel title={t("receiving.title")} setting="receiving">
      <p>{t("receiving.intro")}</p>
      <div className="settings-line">
        <Switch id="receiving-on" checked={plan.isOn} loading={set.busy} onChange={(isOn) => void change({ isOn })} />
        <label htmlFor="receiving-on">{t("receiving.switch")}</label>
        <Mark tone={tones[state]}>{t(`receiving.state.${state}`)}</Mark>
        {state === "receiving" && (
          <Button loading={pausing.busy} onClick={() => void pause(true)}>
            {t("receiving.pause")}
          </Button>
        )}
        {state === "paused" && (
          <Button type="primary" loading={pausing.busy} onClick={() => void pause(false)}>
            {t("receiving.goOn")}
          </Button>
        )}
        {(state === "failed" || state === "lost") && (
          <Button type="primary" loading={set.busy} onClick={() => void change({ isOn: true })}>
            {t(state === "lost" ? "receiving.restart" : "receiving.tryNow")}
          </Button>
        )}
      </div>
      <p className="note" role="status">
        {t(`receiving.said.${state}`)}
      </p>
      {status.error !== null && <ErrorNotice error={new ClientError(status.error)} />}
      <ErrorNotice
        error={set.error ?? pausing.error}
        onClose={set.error === null ? pausing.clearError : set.clearError}
      />
      {isDiskLow && plan.isOn && <Alert className="notice" type="warning" showIcon title={t("receiving.diskLow")} />}
      {waiting > 0 && <p>{t("receiving.waiting", { count: waiting })}</p>}
      {plan.isOn && (
        <>
          <p className="note">{t("receiving.whileOpen")}</p>
          <p className="note">{t("receiving.firewall")}</p>
        </>
      )}
    </Panel>
  );
}

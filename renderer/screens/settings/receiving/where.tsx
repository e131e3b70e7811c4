/** At which of this PC's addresses, and at which port. */
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Input, ReceivingStatus } from "../../../../db/api/operations.ts";
import { useReceiving } from "../../../stores/receiving.ts";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { Panel } from "../../../ui/page.tsx";
import { useOperation } from "../../../ui/use-operation.ts";
import { useToast } from "../../../ui/use-toast.tsx";
import { KeptInput } from "../kept-input.tsx";

const largestPort = 65_535;

export function Where({ status }: { readonly status: ReceivingStatus }) {
  const { t } = useTranslation();
  const toast = useToast();
  const set = useOperation("receiving.set", { writes: false });
  const { plan, addresses } = status;
  const change = async (values: Input<"receiving.set">): Promise<void> => {
    const next = await set.run(values);
    if (next === undefined) return;
    useReceiving.getState().put(next);
    toast.done(t("receiving.saved"));
  };
  const gone = plan.host === null || addresses.includes(plan.host) ? [] : [plan.host];
  return (
    <Panel title={t("receiving.where")} setting="receivingPort">
      <div className="settings-line">
        <label htmlFor="receiving-host">{t("receiving.host")}</label>
        <Select
          id="receiving-host"
          className="settings-find"
          value={plan.host ?? ""}
          options={[
            { value: "", label: t("receiving.everyHost") },
            ...addresses.map((host) => ({ value: host, label: host })),
            ...gone.map((host) => ({ value: host, label: t("receiving.hostGone", { host }) })),
          ]}
          onChange={(host) => void change({ host: host === "" ? null : host })}
        />
        <span className="settings-kept">
          <label htmlFor="receiving-port">{t("receiving.port")}</label>
          <KeptInput
            name="receiving.port"
            id="receiving-port"
            max={largestPort}
            saved={plan.port}
            onDone={(port) => void change({ port })}
          />
        </span>
      </div>
      <p className="note">{t("receiving.portHint")}</p>
      <ErrorNotice error={set.error} onClose={set.clearError} />
    </Panel>
  );
}

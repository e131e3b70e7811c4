/** The address that stations are told, with the invitation and each receipt: one of this PC's, by one press. */
import { Alert, Button, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceivingStatus } from "../../../../db/api/operations.ts";
import { useReceiving } from "../../../stores/receiving.ts";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { Panel } from "../../../ui/page.tsx";
import { useOperation } from "../../../ui/use-operation.ts";
import { useToast } from "../../../ui/use-toast.tsx";
import { originAt } from "./origin.ts";

export function AddressPanel({ status }: { readonly status: ReceivingStatus }) {
  const { t } = useTranslation();
  const toast = useToast();
  const give = useOperation("district.address");
  const [picked, setPicked] = useState<string | null>(null);
  const { plan, addresses, given } = status;
  // Where it listens at one address alone, no other can be reached.
  const usable = plan.host === null ? addresses : addresses.filter((address) => address === plan.host);
  const urls = usable.map((address) => originAt(address, plan.port));
  const chosen = urls.find((url) => url === picked) ?? urls.find((url) => url === given) ?? urls[0];

  const put = async (url: string | null): Promise<void> => {
    const done = await give.run({ url });
    if (done === undefined) return;
    await useReceiving.getState().look();
    toast.done(done.url === null ? t("receiving.stopped") : t("receiving.gave", { url: done.url }));
  };

  return (
    <Panel title={t("receiving.address")} setting="receivingAddress">
      {given !== null && <p>{t("receiving.given", { url: given })}</p>}
      {given === null && !plan.isOn && <p>{t("receiving.givenNone")}</p>}
      {given === null && plan.isOn && (
        <Alert className="notice" type="warning" showIcon title={t("receiving.givenNone")} />
      )}
      {given !== null && plan.isOn && !urls.includes(given) && (
        <Alert className="notice" type="info" showIcon title={t("receiving.givenElsewhere")} />
      )}
      {chosen === undefined ? (
        <p>{t("receiving.noAddress")}</p>
      ) : (
        <fieldset className="settings-choice">
          <legend>{t("receiving.addresses")}</legend>
          <Radio.Group
            value={chosen}
            options={urls.map((url) => ({ value: url, label: url }))}
            onChange={({ target }) => setPicked(String(target.value))}
          />
        </fieldset>
      )}
      <div className="settings-line">
        {chosen !== undefined && (
          <Button
            type={chosen === given ? "default" : "primary"}
            loading={give.busy}
            disabled={chosen === given}
            onClick={() => void put(chosen)}
          >
            {t("receiving.give")}
          </Button>
        )}
        {given !== null && (
          <Button loading={give.busy} onClick={() => void put(null)}>
            {t("receiving.stop")}
          </Button>
        )}
      </div>
      <p className="note">{t("receiving.giveHint")}</p>
      <ErrorNotice error={give.error} onClose={give.clearError} />
    </Panel>
  );
}

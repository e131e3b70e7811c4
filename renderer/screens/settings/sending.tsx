/** 联网报送: whether this PC sends by itself, how often, and through which proxy. Holds as soon as it is chosen. */
import { Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { defaultSendingPlan, type SendingPlan } from "../../../db/schema/sending.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useSending } from "../../stores/sending.ts";
import { Panel } from "../../ui/page.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { useUnsaved } from "./editing/unsaved.ts";

const addressSchema = z.string();
const intervals = [5, 10, 15, 30, 60, 120, 240];
const proxies = ["system", "none", "manual"] as const;

export function SendingSettings() {
  const { t } = useTranslation();
  const toast = useToast();
  const plan = usePreferences((state) => state.values.sending);
  const isLoaded = usePreferences((state) => state.isLoaded);
  const hasAddress = useSending((state) => state.state !== null);
  const typed = useUnsaved("sending.proxy", addressSchema);
  const address = typed.value ?? plan.proxyAddress;
  // A proxy without an address is none: it is chosen here, and saved with its address.
  const isManual = plan.proxy === "manual" || typed.value !== null;

  const save = async (values: Partial<SendingPlan>): Promise<boolean> => {
    try {
      const before = usePreferences.getState().values.sending;
      await usePreferences.getState().save({ sending: { ...before, ...values } });
      await useSending.getState().look();
      return true;
    } catch (error) {
      toast.failed(error);
      return false;
    }
  };
  const change = async (values: Partial<SendingPlan>): Promise<void> => {
    const { sending: before } = usePreferences.getState().values;
    if (await save(values)) toast.undoable(t("sending.saved"), () => void save(before));
  };
  const chooseProxy = async (proxy: SendingPlan["proxy"]): Promise<void> => {
    if (proxy === "manual" && plan.proxyAddress === "") return typed.put("");
    typed.put(null);
    await change({ proxy });
  };
  const leaveAddress = async (): Promise<void> => {
    if (typed.value === null || typed.value.trim() === "") return;
    const before = plan;
    if (!(await save({ proxy: "manual", proxyAddress: typed.value.trim() }))) return;
    typed.put(null);
    toast.undoable(t("sending.saved"), () => void save(before));
  };

  if (!isLoaded) return null;
  return (
    <Panel title={t("sending.section")}>
      <p className="note">{t("sending.hint")}</p>
      {!hasAddress && <p className="note">{t("sending.noAddress")}</p>}
      <fieldset className="settings-choice" data-setting="sendingMode">
        <legend>{t("sending.mode.title")}</legend>
        <Radio.Group
          className="settings-stack"
          value={plan.mode ?? (hasAddress ? "automatic" : null)}
          options={(["automatic", "off"] as const).map((value) => ({ value, label: t(`sending.mode.${value}`) }))}
          onChange={(event) => void change({ mode: event.target.value as SendingPlan["mode"] })}
        />
      </fieldset>
      <div className="settings-line" data-setting="sendingEvery">
        <label htmlFor="sending-every">{t("sending.every")}</label>
        <Select
          id="sending-every"
          className="settings-unit"
          disabled={plan.mode === "off"}
          value={plan.everyMinutes}
          options={[...new Set([...intervals, plan.everyMinutes, defaultSendingPlan.everyMinutes])]
            .toSorted((a, b) => a - b)
            .map((count) => ({
              value: count,
              label: count % 60 === 0 ? t("sending.hours", { count: count / 60 }) : t("sending.minutes", { count }),
            }))}
          onChange={(everyMinutes) => void change({ everyMinutes })}
        />
      </div>
      <fieldset className="settings-choice" data-setting="sendingProxy">
        <legend>{t("sending.proxy.title")}</legend>
        <Radio.Group
          className="settings-stack"
          value={isManual ? "manual" : plan.proxy}
          options={proxies.map((value) => ({ value, label: t(`sending.proxy.${value}`) }))}
          onChange={(event) => void chooseProxy(event.target.value as SendingPlan["proxy"])}
        />
        {isManual && (
          <div className="settings-line">
            <label htmlFor="sending-proxy">{t("sending.proxy.address")}</label>
            <Input
              id="sending-proxy"
              className="settings-address"
              autoFocus={plan.proxy !== "manual"}
              placeholder={t("sending.proxy.example")}
              value={address}
              onChange={(event) => typed.put(event.target.value)}
              onBlur={() => void leaveAddress()}
              onPressEnter={() => void leaveAddress()}
            />
            <TypedNotice typed={typed} />
          </div>
        )}
      </fieldset>
    </Panel>
  );
}

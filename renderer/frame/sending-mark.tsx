/** How far what was saved has come over the connection, on every screen of a station that knows where to send: one press sends. */
import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useShortcuts } from "../commands/use-shortcuts.ts";
import { client } from "../hosts/client.ts";
import { isCancelled } from "../hosts/client-error.ts";
import { usePreferences } from "../stores/preferences.ts";
import { useRoute } from "../stores/route.ts";
import { useSending, watchSending } from "../stores/sending.ts";
import { useStatus } from "../stores/status.ts";
import { describeError } from "../ui/describe-error.ts";
import { useSendingWords } from "../ui/sending-words.ts";
import { ClientError } from "../hosts/client-error.ts";
import { useToast } from "../ui/use-toast.tsx";

export function SendingMark() {
  const { t } = useTranslation();
  const toast = useToast();
  const isStation = useStatus(
    ({ status, isConfirmed }) => isConfirmed && status?.role === "station" && !status.isSample,
  );
  const state = useSending((sending) => sending.state);
  const open = useRoute(({ open: go }) => go);
  const wordsOf = useSendingWords();
  const [isPressed, setPressed] = useState(false);
  useEffect(() => (isStation ? watchSending() : undefined), [isStation]);

  const send = async (): Promise<void> => {
    setPressed(true);
    try {
      const { left, failures, refused } = await useSending.getState().send();
      if (left === 0 && failures.length === 0 && refused.length === 0) toast.done(t("sending.done"));
      else toast.warn(t("sending.doneLeft"));
    } catch (error) {
      if (!isCancelled(error)) toast.failed(error);
    } finally {
      setPressed(false);
    }
  };
  useShortcuts(isStation && state !== null ? { send: () => void send() } : {});
  if (!isStation || state === null) return null;
  const { tone, name, detail } = wordsOf(state);
  const isSending = state.phase === "sending" || isPressed;
  const reasons = [...(state.error === null ? [] : [state.error]), ...state.refused].map(
    (report) => describeError(new ClientError(report)).message,
  );
  const waiting = state.unsent > 0 ? [t("sending.mark.waiting", { count: state.unsent })] : [];
  const words = [...new Set([name, ...(detail === "" ? [] : [detail]), ...waiting])].join(t("mark.list"));
  const about = [t("sending.label", { state: words }), ...reasons];
  return (
    <div className="nav-sending" role="status">
      <button
        type="button"
        className="nav-sending-state"
        title={[...about, t("sending.open")].join("\n")}
        aria-label={about.join(t("mark.clause"))}
        onClick={() => open({ screen: "sync" })}
      >
        <span className={`nav-sending-dot nav-sending-${tone}`} aria-hidden="true" />
        <span className="nav-sending-words">
          <span>{name}</span>
          {detail !== "" && <span className="quiet">{detail}</span>}
        </span>
      </button>
      {isSending ? (
        <Button size="small" onClick={() => void client.call("sending.stop", {}).catch(toast.failed)}>
          {t("sending.stop")}
        </Button>
      ) : (
        <Button size="small" aria-label={t("sending.now")} title={t("sending.now")} onClick={() => void send()}>
          {t("sending.send")}
        </Button>
      )}
    </div>
  );
}

/** Said once: the district can be reached now, and what follows from it, unless the clerk says otherwise. */
export function FirstSendingBanner() {
  const { t } = useTranslation();
  const toast = useToast();
  const isUndecided = useSending(({ state }) => state?.mode === "undecided");
  // Until both sides have compared, no record goes: what it says is not true yet.
  const isJoining = useStatus(({ status }) => status?.station?.enrolment === "waiting");
  if (!isUndecided || isJoining) return null;
  const choose = async (mode: "automatic" | "off"): Promise<void> => {
    try {
      const { sending } = await client.call("preference.get", {});
      await usePreferences.getState().save({ sending: { ...sending, mode } });
      await useSending.getState().look();
      if (mode === "off") toast.done(t("sending.first.offDone"));
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <Alert
      banner
      type="info"
      role="status"
      title={t("sending.first.title")}
      action={
        <span className="button-row">
          <Button type="primary" onClick={() => void choose("automatic")}>
            {t("sending.first.good")}
          </Button>
          <Button onClick={() => void choose("off")}>{t("sending.first.off")}</Button>
        </span>
      }
    />
  );
}

/** How a station stands with its district over a connection, in a few words for the frame and the 同步 screen. */
import { useTranslation } from "react-i18next";
import type { SendingState } from "../../db/api/operations.ts";
import type { ErrorName } from "../../db/schema/errors.ts";
import { clockOf } from "../text/times.ts";

export type SendingTone = "good" | "plain" | "busy" | "soon" | "late";

export interface SendingWords {
  readonly tone: SendingTone;
  readonly name: string;
  /** The next thing that happens by itself, or the last that did; empty where there is nothing of it. */
  readonly detail: string;
}

/** Nobody was reached. What somebody answered with is another thing. */
const ofLine: ReadonlySet<ErrorName> = new Set([
  "uploadNoName",
  "uploadNoConnection",
  "uploadTimeout",
  "uploadProxy",
  "uploadBusy",
]);

export function useSendingWords(): (state: SendingState) => SendingWords {
  const { t } = useTranslation();
  return (state) => {
    const { mode, phase, unsent, lastAt, nextAt, error, refused } = state;
    const last = lastAt === null ? "" : t("sending.detail.last", { at: clockOf(lastAt) });
    const planned = nextAt === null ? last : t("sending.detail.planned", { at: clockOf(nextAt) });
    if (phase === "sending") return { tone: "busy", name: t("sending.mark.sending"), detail: last };
    if (phase === "failed") {
      const isLine = error !== null && ofLine.has(error.name);
      const next = nextAt === null ? "" : t("sending.detail.next", { at: clockOf(nextAt) });
      return { tone: "late", name: t(isLine ? "sending.mark.unreachable" : "sending.mark.failed"), detail: next };
    }
    if (refused.length > 0) return { tone: "late", name: t("sending.mark.refused"), detail: last };
    if (mode === "off") {
      const waiting = unsent === 0 ? last : t("sending.detail.offWaiting", { count: unsent });
      return { tone: "plain", name: t("sending.mark.off"), detail: waiting };
    }
    if (unsent > 0) return { tone: "soon", name: t("sending.mark.waiting", { count: unsent }), detail: planned };
    return lastAt === null
      ? { tone: "plain", name: t("sending.mark.never"), detail: planned }
      : { tone: "good", name: t("sending.mark.connected"), detail: last };
  };
}

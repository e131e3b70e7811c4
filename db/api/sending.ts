/** A station's sending by itself: what a window shows of it, and what it tells it. */
import type { ErrorReport } from "../schema/errors.ts";
import type { Words } from "../schema/words.ts";
import { nothing, operation } from "./operation.ts";

export interface SendingState {
  /** Whether this PC goes by itself, was told not to, or (`undecided`) goes and nobody has said yet that he knows. */
  readonly mode: "automatic" | "undecided" | "off";
  readonly phase: "idle" | "sending" | "failed";
  /** Records with something that the district is not known to hold. */
  readonly unsent: number;
  /** How far the contact that is under way has come. */
  readonly progress: { readonly step: Words; readonly done: number; readonly total: number | null } | null;
  /** When the district was last reached, and when it is contacted next by itself: milliseconds since 1970. */
  readonly lastAt: number | null;
  readonly nextAt: number | null;
  /** Why the last contact failed. */
  readonly error: ErrorReport | null;
  /** Files that the district did not take, each with what is to be done. */
  readonly refused: readonly ErrorReport[];
  /** Another one once a contact has changed what lists and records show. */
  readonly revision: number;
}

export const sendingOperations = {
  /** Cheap, so that a window may ask every other second. Null where there is no station that knows where to send. */
  "sending.state": operation<{ state: SendingState | null }>()(nothing),
  /** Ends the contact that is under way; what was delivered stays so. */
  "sending.stop": operation<null>()(nothing, { office: "station" }),
  /** The window has noticed that the network is back. */
  "sending.online": operation<null>()(nothing),
} as const;

/** 接收: a district's PC that listens for its stations while the program is open. */
import type { ErrorReport } from "../schema/errors.ts";
import { receivingPlanSchema, type ReceivingPlan } from "../schema/receiving.ts";
import { nothing, operation } from "./operation.ts";
import { z } from "zod";

/** What the receiver does now. `failed`: it could not begin, and tries again by itself. `lost`: it ended by itself. */
export type ReceivingState = "off" | "starting" | "receiving" | "paused" | "failed" | "lost";

export interface ReceivingStatus {
  readonly plan: ReceivingPlan;
  readonly state: ReceivingState;
  /** Why it is `failed` or `lost`. */
  readonly error: ErrorReport | null;
  /** Addresses at which others may reach this PC, as its network says now. */
  readonly addresses: readonly string[];
  /** What stations are told (`district.address`), without its pins; null where they send by stick. */
  readonly given: string | null;
  /** Files that lie in the inbox and are not imported yet. */
  readonly waiting: number;
  /** The disk has so little room that files are turned away. */
  readonly isDiskLow: boolean;
  /** The folder of the receiver's log; null before there is one. */
  readonly logFolder: string | null;
  /** Rises with whatever changes the list of contacts, and with each import that may have changed records. */
  readonly contacts: number;
  readonly imports: number;
}

/** Something that came, or did not come, over the line. */
export type ReceivingContact = {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The station's name; null where it is not known. */
  readonly station: string | null;
  readonly replica: string | null;
} & (
  | {
      readonly type: "file";
      readonly bytes: number;
      /** Changes in the file, and records that they are about; null while they are not in the journal. */
      readonly entries: number;
      readonly records: number | null;
      readonly state: "stored" | "imported" | "held" | "refused";
      /** The catalogue's number where the file was not simply imported. */
      readonly code: number | null;
    }
  /** The PC called and brought nothing new. */
  | { readonly type: "call" }
  /** Somebody was turned away. Whoever it says it is has not been proved. */
  | { readonly type: "refused"; readonly from: string; readonly reason: string; readonly count: number }
);

export const receivingOperations = {
  "receiving.status": operation<ReceivingStatus>()(nothing, { office: "district" }),
  /** Newest first. Who was turned away is known since the program was opened; the receiver's log keeps it for longer. */
  "receiving.contacts": operation<readonly ReceivingContact[]>()(
    z.strictObject({ limit: z.int().min(1).max(200).default(30) }),
    { office: "district" },
  ),
  /** Switches on and off, and says where to listen. Where it is on and does not run, it is tried again. */
  "receiving.set": operation<ReceivingStatus>()(z.strictObject(receivingPlanSchema.partial().shape), {
    office: "district",
    isLogged: true,
  }),
  /** Stations are told to come later; what has come stays. Until it is gone on with, or the program is opened again. */
  "receiving.pause": operation<ReceivingStatus>()(z.strictObject({ isPaused: z.boolean() }), {
    office: "district",
    isLogged: true,
  }),
} as const;

/** Sticks, cards and discs with files for this office, or room for what it sends. */
import { z } from "zod";
import type { ErrorReport } from "../schema/errors.ts";
import type { ImportResult, ReceiptResult } from "./exchange.ts";
import { nothing, operation } from "./operation.ts";

export interface Stick {
  /** Another one once it was pulled out and put in again. */
  readonly id: string;
  /** The name that its owner gave it; null for one without. */
  readonly label: string | null;
  readonly kind: "stick" | "disc";
  readonly isReadOnly: boolean;
  /** false for the moment until it was looked through. */
  readonly isLooked: boolean;
  /** Files that an import takes now: bundles at a district, receipts and returned records at a station. */
  readonly incoming: number;
  /** Files for other offices. */
  readonly foreign: number;
  /** Files for this office that are damaged, or would be refused by this PC. */
  readonly unusable: number;
  /** There is more on it than was looked at. */
  readonly isCut: boolean;
  /** What this office would write to it: a station its bundle, a district receipts for stations; null for nothing. */
  readonly outgoing:
    | { readonly type: "bundle" }
    /** Until the district has been compared with by phone, nothing but the request to join. */
    | { readonly type: "join" }
    | { readonly type: "receipts"; readonly stations: readonly string[] }
    | null;
  /** Put aside until it is pulled out. */
  readonly isDismissed: boolean;
}

export interface StickFailure {
  /** The file's path, or the station's name. */
  readonly about: string;
  readonly error: ErrorReport;
}

export interface StickImport {
  /** At a district, with held ones that could follow now. */
  readonly bundles: readonly ImportResult[];
  /** At a station, in the order in which they were read. */
  readonly receipts: readonly ReceiptResult[];
  /** Files at a station that could not be imported. */
  readonly failures: readonly StickFailure[];
  /** Nothing of this program is open on it: it may be pulled out. */
  readonly isFree: boolean;
}

export interface StickExport {
  readonly files: readonly string[];
  /** At a station: records that the files say something new of. */
  readonly records: number;
  /** At a station that has not compared with its district yet: the files ask to join, and hold no record. */
  readonly isJoinFile: boolean;
  /** At a district: stations that a receipt was written for. */
  readonly stations: readonly string[];
  /** Stations at a district for which none could be written. */
  readonly failures: readonly StickFailure[];
  readonly isFree: boolean;
}

const id = z.string().min(1).max(4_096);

export const stickOperations = {
  /** Cheap, so that a window may ask every other second. Sticks are noticed by being asked for. */
  "stick.list": operation<{ sticks: readonly Stick[] }>()(nothing),
  "stick.dismiss": operation<null>()(z.strictObject({ id, isDismissed: z.boolean() })),
  /** Imports what is offered, and nothing else. */
  "stick.import": operation<StickImport>()(z.strictObject({ id }), { leavesThisPc: true, isLogged: true }),
  /** Writes what is offered: flushed, read back, and only then done. */
  "stick.export": operation<StickExport>()(z.strictObject({ id }), { leavesThisPc: true, isLogged: true }),
} as const;

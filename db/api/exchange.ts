/** What bundles, receipts and enrolment answer. Types alone. */
import type { ErrorName, ErrorParams } from "../schema/errors.ts";
import type { MainKind } from "../schema/kinds.ts";
import type { Left } from "../schema/words.ts";

export interface BundleSummary {
  readonly file: string;
  readonly type: "bundle" | "receipt";
  readonly format: number;
  readonly station: string;
  readonly stationName: string | null;
  readonly replica: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly rosterVersion: number;
  readonly recipients: readonly string[];
  readonly hasJoinRequest: boolean;
  /** Whether the signature verifies with a key known here. */
  readonly signature: "valid" | "unknownSender" | "invalid";
}

export interface BundleExport {
  readonly files: readonly string[];
  readonly entries: number;
  readonly from: number;
  readonly to: number;
}

export type ImportOutcome = "imported" | "duplicate" | "held" | "refused" | "fork";

export interface ImportResult {
  readonly file: string;
  readonly outcome: ImportOutcome;
  readonly entries: number;
  /** Entries that could not be applied and were set aside. */
  readonly setAside: number;
  /** The catalogue's number when the outcome is not `imported`; null for a plain import. */
  readonly code: number | null;
  /** Its sentence in Chinese. */
  readonly message: string | null;
  /** The same as a name and parameters, for a sentence in another language. */
  readonly reason: { readonly name: ErrorName; readonly params: ErrorParams } | null;
  readonly station: string | null;
}

export interface Replica {
  readonly replica: string;
  readonly state: "waiting" | "active" | "retired";
  readonly checkCode: string | null;
  /** Last entry imported here, and when. */
  readonly headSeq: number;
  readonly lastImportAt: number | null;
}

export interface StationStatus {
  readonly name: string;
  readonly station: string;
  readonly replicas: readonly Replica[];
  readonly records: Readonly<Record<MainKind, number>>;
  readonly lastImportAt: number | null;
  /** Held bundles: how many, and each with the number under which it came in. */
  readonly held: number;
  readonly heldFiles: readonly { readonly file: string; readonly fromSeq: number; readonly code: number | null }[];
}

export interface ReceiptResult {
  readonly file: string;
  readonly grade: "received" | "imported";
  /** Own entries up to this one are acknowledged. */
  readonly acknowledged: number;
  /** Feedback entries applied. */
  readonly entries: number;
  /** Entries of this station's own that the file brought back; null for a receipt. */
  readonly returned: number | null;
  /** Entries of this station that the district has and this PC has not. */
  readonly elsewhere: number;
  /** What was read showed that this PC's data had been rolled back: it goes on as a new one. The code to compare by phone. */
  readonly checkCode: string | null;
  readonly refused: readonly { readonly seq: number; readonly record: string; readonly reason: string }[];
  /** Files' names of the district's templates that did not pass this program's check and were not taken. */
  readonly refusedTemplates: readonly string[];
  readonly rosterVersion: number;
  /** The district was restored from a backup, or changed its PC: what it has lost goes with the next bundle. */
  readonly isRestored: boolean;
  /** What is not done yet of the work that follows; the program does it by itself later. */
  readonly left: readonly Left[];
  /** Whether the two sides' records differ although both have the same entries; null when that cannot be compared yet. */
  readonly drift: boolean | null;
}

export interface Transfer {
  readonly id: number;
  readonly direction: "out" | "in";
  readonly type: "bundle" | "receipt";
  readonly file: string;
  readonly station: string | null;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly entries: number;
  readonly outcome: string;
  readonly code: number | null;
  readonly at: number;
}

export interface KeysStatus {
  /** This PC can sign. */
  readonly isHere: boolean;
  /** When the key file was written last, milliseconds since 1970; null when it never was. */
  readonly exportedAt: number | null;
}

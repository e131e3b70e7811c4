/** Bundles, receipts, enrolment and keys. */
import { z } from "zod";
import type { ErrorName, ErrorParams, ErrorReport } from "../schema/errors.ts";
import type { MainKind } from "../schema/kinds.ts";
import { passphrase } from "../schema/passphrase.ts";
import type { Left } from "../schema/words.ts";
import type { AppStatus } from "./office.ts";
import { operation, nothing, path } from "./operation.ts";

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
  /** Records that the entries say something new of. */
  readonly records: number;
  readonly from: number;
  readonly to: number;
}

export interface StationExport extends BundleExport {
  /** Only a join request was written: nobody has compared by phone yet, and no record leaves before. */
  readonly isJoinFile: boolean;
}

export type ImportOutcome = "imported" | "duplicate" | "held" | "refused" | "fork";

export interface ImportResult {
  readonly file: string;
  readonly outcome: ImportOutcome;
  readonly entries: number;
  /** Records that the entries say something new of. */
  readonly records: number;
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
  /** Last entry imported here, and when. */
  readonly headSeq: number;
  readonly lastImportAt: number | null;
  /** What is known of a PC that waits; null for others. Its code is not: the clerk types what is read out. */
  readonly join: JoinWaiting | null;
}

export interface JoinWaiting {
  /** When its first file came, and under which name; null where an older list was lost. */
  readonly cameAt: number;
  readonly file: string | null;
  /** The PC that used the same invitation before, and when it asked; null when this one is the first. */
  readonly firstUse: { readonly replica: string; readonly at: number | null } | null;
  /** How often its code was typed wrongly; after `mostFailures` it is refused. */
  readonly failures: number;
}

export interface OpenInvitation {
  readonly invitation: string;
  /** The station's. */
  readonly name: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly isExpired: boolean;
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
  /** Entries of this station's own that the file brought: sent before and lost, or of its other PCs; null for a receipt. */
  readonly returned: number | null;
  /** Records that those entries say something new of. */
  readonly records: number;
  /** Numbers that calls of two PCs share, once those entries are here. */
  readonly sameNumbers: readonly string[];
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

/** What an invitation says; times in milliseconds since 1970. */
export interface SeenInvitation {
  readonly district: string;
  readonly station: string;
  /** What this station is called now. */
  readonly current: string;
  /** Whether joining would give this station another name. */
  readonly isRename: boolean;
  /** The district that this station had joined without comparing, and would leave; null where there is none. */
  readonly leaves: string | null;
  readonly fingerprint: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  /** By this PC's clock, which may be wrong: a warning. The district decides. */
  readonly isExpired: boolean;
}

export interface KeysStatus {
  /** This PC can sign. */
  readonly isHere: boolean;
  /** When the key file was written last, milliseconds since 1970; null when it never was. */
  readonly exportedAt: number | null;
}

export interface DistrictAddress {
  /** What stations are given: the address with its pins in one piece; null where the district takes files by stick alone. */
  readonly address: string | null;
  /** The address alone, and the pins of the receiver's key and of the next one. */
  readonly url: string | null;
  readonly pins: readonly string[];
}

export interface UploadResult {
  readonly sent: readonly {
    readonly file: string;
    readonly entries: number;
    /** 已送达 or 已导入: never more than a signed word of the district's says. */
    readonly grade: "received" | "imported";
  }[];
  /** Entries of the district's that came in. */
  readonly feedback: number;
  /** Own entries that the district is not known to hold. */
  readonly left: number;
  /** Receipts that came and could not be taken. */
  readonly failures: readonly ErrorReport[];
  /** Files that the district does not take, each with the reason and what is to be done. */
  readonly refused: readonly ErrorReport[];
}

/** How this office stands with the other ones over a connection. */
export interface ExchangeStatus {
  /** At a station: where it sends; at a district: what it has given out. */
  readonly address: string | null;
  /** At a station: own entries by how far they are known to have come. */
  readonly entries: { readonly saved: number; readonly received: number; readonly imported: number } | null;
  /** At a station: records with something that the district is not known to hold. */
  readonly unsent: number;
  /** Files that are packed and not delivered. */
  readonly outgoing: number;
  /** At a district: files in the inbox that are not imported yet. */
  readonly inbox: number;
  /** At a district: received files that were found damaged at a start and set aside; their stations send them again. */
  readonly damaged: number;
  /** The PCs that have called (at a district), or when the district was last reached (at a station): milliseconds since 1970. */
  readonly contacts: readonly { readonly station: string; readonly replica: string; readonly at: number }[];
}

export const exchangeOperations = {
  /** Sets or reads the address at which stations reach this district. Without its keys they are made. */
  "district.address": operation<DistrictAddress>()(
    z.strictObject({
      /** Null: stations send by stick again. */
      url: z.string().trim().min(1).max(300).nullable().optional(),
      /** The next key takes the place of the one in use. */
      renew: z.boolean().default(false),
    }),
    { office: "district", isLogged: true },
  ),
  /** One contact with the district now, or the one that is under way. */
  "upload.run": operation<UploadResult>()(
    z.strictObject({
      /** Null for a direct line; as it is set on this PC unless given. */
      proxy: z.string().trim().max(300).nullable().optional(),
    }),
    { office: "station", leavesThisPc: true, isLogged: true, takesTurns: true },
  ),
  "exchange.status": operation<ExchangeStatus>()(nothing),
  "bundle.export": operation<StationExport>()(z.strictObject({ folder: path }), {
    office: "station",
    leavesThisPc: true,
    isLogged: true,
    writes: "folder",
  }),
  /** What the district has not confirmed yet, in records: more than a look at this PC's state may cost. */
  "bundle.unsent": operation<{ records: number }>()(z.strictObject({}), { office: "station" }),
  "bundle.inspect": operation<BundleSummary>()(z.strictObject({ file: path })),
  "bundle.import": operation<{ results: readonly ImportResult[] }>()(
    z.strictObject({ files: z.array(path).min(1).max(1_000), dryRun: z.boolean().default(false) }),
    { office: "district", isLogged: true },
  ),
  "receipt.export": operation<BundleExport>()(z.strictObject({ station: z.string().min(1), folder: path }), {
    office: "district",
    isLogged: true,
    writes: "folder",
  }),
  "receipt.import": operation<ReceiptResult>()(z.strictObject({ file: path }), {
    office: "station",
    leavesThisPc: true,
    isLogged: true,
  }),
  /** 交还: what a station had sent, back to its confirmed PCs, with a receipt; read there by `receipt.import`. */
  "return.export": operation<BundleExport>()(z.strictObject({ station: z.string().min(1), folder: path }), {
    office: "district",
    isLogged: true,
    writes: "folder",
  }),
  "transfer.list": operation<readonly Transfer[]>()(z.strictObject({ limit: z.int().min(1).max(500).default(100) })),
  "district.invite": operation<{
    file: string;
    station: string;
    invitation: string;
    fingerprint: string;
    expiresAt: number;
  }>()(z.strictObject({ station: z.string().trim().min(1).max(60), file: path }), {
    office: "district",
    isLogged: true,
    writes: "file",
  }),
  "district.stations": operation<{
    stations: readonly StationStatus[];
    /** Invitations that nobody has used. */
    invitations: readonly OpenInvitation[];
  }>()(nothing, { office: "district" }),
  /**
   * Confirms a waiting PC whose join code was read out on the telephone; its held bundles are imported. Without `replica`: the one
   * whose code it is. The answer is read out in return; for a PC that is confirmed it is given again.
   */
  "district.confirm": operation<{
    stations: readonly StationStatus[];
    results: readonly ImportResult[];
    replica: string;
    /** Six digits. */
    answer: string;
  }>()(z.strictObject({ replica: z.string().min(1).optional(), code: z.string().min(1).max(100) }), {
    office: "district",
    isLogged: true,
  }),
  "district.cancelInvitation": operation<{ invitations: readonly OpenInvitation[] }>()(
    z.strictObject({ invitation: z.string().min(1) }),
    { office: "district", isLogged: true },
  ),
  "district.retire": operation<{ stations: readonly StationStatus[] }>()(
    z.strictObject({ replica: z.string().min(1) }),
    { office: "district", isLogged: true },
  ),
  "district.roster": operation<{ file: string; version: number }>()(z.strictObject({ file: path }), {
    office: "district",
    isLogged: true,
    writes: "file",
  }),
  /** An invitation to look at before it is joined with; nothing is changed. */
  "station.invitation": operation<SeenInvitation>()(z.strictObject({ file: path }), { office: "station" }),
  /**
   * `rename`: a person agreed to the name that the invitation gives this station. `fingerprint`: of the file that was looked at.
   * `checkCode` is the join code, twenty digits.
   */
  "station.join": operation<{ district: string; station: string; checkCode: string }>()(
    z.strictObject({ file: path, rename: z.boolean().default(false), fingerprint: z.string().optional() }),
    { office: "station", leavesThisPc: true, isLogged: true },
  ),
  /** The answer that the district reads out once the join code was right there: from then on bundles may leave. */
  "station.answer": operation<AppStatus>()(z.strictObject({ code: z.string().min(1).max(100) }), {
    office: "station",
    leavesThisPc: true,
    isLogged: true,
  }),
  /** Another name for this station, before it has joined. */
  "station.rename": operation<AppStatus>()(z.strictObject({ name: z.string().trim().min(1).max(60) }), {
    office: "station",
    isLogged: true,
  }),
  /** The clerk has seen that a roster gave this station another name. */
  "station.nameSeen": operation<AppStatus>()(nothing, { office: "station" }),
  "station.roster": operation<{ version: number; enrolment: "waiting" | "active" | "retired" }>()(
    z.strictObject({ file: path }),
    { office: "station", leavesThisPc: true, isLogged: true },
  ),
  /** 密钥文件: this office on another PC. Two passphrases that differ in width or spaces at the ends are the same. */
  "keys.status": operation<KeysStatus>()(nothing),
  "keys.export": operation<KeysStatus>()(z.strictObject({ file: path, passphrase }), {
    leavesThisPc: true,
    isLogged: true,
    writes: "file",
  }),
  /** At the first run the office begins from the file; with its data here, the missing keys are brought. */
  "keys.import": operation<AppStatus>()(
    z.strictObject({
      file: path,
      passphrase: z.string().min(1).max(200),
      operator: z.string().trim().min(1).max(30).optional(),
    }),
    { isLogged: true },
  ),
} as const;

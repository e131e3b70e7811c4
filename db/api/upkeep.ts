/** Checks, backups, and where the data lies. */
import { z } from "zod";
import type { BackupPlan, BackupReason } from "../schema/backup.ts";
import type { ErrorReport } from "../schema/errors.ts";
import { listedKindSchema } from "../schema/kinds.ts";
import type { AppStatus } from "./office.ts";
import { operation, nothing, path } from "./operation.ts";

export interface CheckReport {
  readonly ok: boolean;
  /** All records and their history are intact: at most the content of attachments is not. */
  readonly isDataWhole: boolean;
  readonly integrity: string;
  readonly foreignKeys: number;
  /** Entries verified in each chain, and the first seq that does not verify. */
  readonly chains: readonly { readonly replica: string; readonly entries: number; readonly brokenAt: number | null }[];
  /** Tables whose content differs from a rebuild of the journal. */
  readonly rebuildDiffers: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly stateHash: string;
  readonly attachments: AttachmentCheck;
}

/** Contents of attachments on the disk, by the names that records give them. */
export interface AttachmentCheck {
  readonly checked: number;
  /** Of this office's own records: these have to be added again or restored. */
  readonly missing: readonly string[];
  /** The bytes are not what was added. */
  readonly changed: readonly string[];
  /** Of stations' records, still to come with a bundle; no fault. */
  readonly waiting: number;
}

export interface PlaceStatus {
  readonly folder: string;
  /** When the place was last known to hold everything, milliseconds since 1970. */
  readonly lastAt: number | null;
  /** Nothing has changed since its newest backup. */
  readonly isCurrent: boolean;
  readonly count: number;
  readonly bytes: number;
  readonly failure: { readonly at: number; readonly number: number; readonly message: string } | null;
  readonly warning: "failed" | "old" | null;
}

export interface BackupStatus {
  readonly plan: BackupPlan;
  readonly here: PlaceStatus;
  /** null when no second place was chosen. */
  readonly second: PlaceStatus | null;
}

export interface BackupEntry {
  readonly file: string;
  readonly at: number;
  readonly reason: BackupReason;
  readonly bytes: number;
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  /** The file has the length that was written. */
  readonly isWhole: boolean;
  /** Changes made since; null when the present data does not continue this backup, or cannot be read. */
  readonly since: number | null;
}

export interface BackupKindLook {
  readonly kind: z.infer<typeof listedKindSchema>;
  readonly backup: number;
  /** null when the present data cannot be read. */
  readonly now: number | null;
  readonly changed: number;
  /** Records that a restore would take away. */
  readonly onlyNow: number;
  /** Records that a restore would bring back. */
  readonly onlyBackup: number;
}

export interface BackupLook {
  readonly file: string;
  /** When it was made; null for a file without a manifest. */
  readonly at: number | null;
  readonly name: string;
  readonly role: "station" | "district";
  /** Time of the newest change in it. */
  readonly newest: number | null;
  readonly drafts: number;
  readonly kinds: readonly BackupKindLook[];
  /** At a district: what becomes of its exchange with the stations; null at a station. */
  readonly exchange: BackupExchangeLook | null;
}

export interface BackupExchangeLook {
  /** Something went out to stations since, or that cannot be told: new feeds begin, new receipts are due. */
  readonly renews: boolean;
  /** Changes since the backup; null when the present data cannot be read. */
  readonly counts: {
    /** From stations; they are sent again. */
    readonly received: number;
    /** The district's own that went out with receipts; stations that have them bring them back. */
    readonly told: number;
    /** The district's own that never went out; gone after the restore. */
    readonly untold: number;
  } | null;
}

export interface BackupRecord {
  readonly id: string;
  readonly title: string;
  readonly date: string | null;
  readonly updatedAt: number;
  readonly difference: "same" | "changed" | "onlyNow" | "onlyBackup";
}

export interface RestoreResult {
  readonly status: AppStatus;
  /** The backup of what was replaced; restoring it undoes the restore. Null when that could not be read. */
  readonly undo: string | null;
  /** A station's PC goes on as a new one, which the district must confirm; a district has new receipts to write. */
  readonly renewed: boolean;
  readonly checkCode: string | null;
}

export interface FolderReport {
  /** The folder that would hold the data: the chosen one, or a new one in it when it holds other things. */
  readonly folder: string;
  readonly refusal: ErrorReport | null;
  readonly warnings: readonly FolderWarning[];
  /** Bytes; null where it could not be told. */
  readonly free: number | null;
  /** Data that is there already and can be opened. */
  readonly existing: { readonly name: string; readonly role: "station" | "district" } | null;
}

export type FolderWarning =
  | { readonly kind: "cloud"; readonly service: string }
  | { readonly kind: "temporary" }
  | { readonly kind: "unknownDrive" }
  | { readonly kind: "littleSpace" };

/** What other users of this PC can get at in the data folder. */
export interface FolderAccess {
  readonly dir: string;
  /** Names in the folder that others can read or change. */
  readonly open: (AccessReason & { readonly names: readonly string[] }) | null;
  /** Others can remove files of the folder and put others in their place. */
  readonly replaceable: AccessReason | null;
}

export interface AccessReason {
  /**
   * Why the program cannot close it: it is another user's, the disk keeps no rights, the name is a link to somewhere else, or
   * the folder holds other things too.
   */
  readonly reason: "owner" | "disk" | "link" | "shared";
  /** User number of the owner where that is the reason. */
  readonly owner: number | null;
}

export interface FolderStatus {
  readonly dir: string;
  readonly free: number | null;
  /** Bytes of database, attachments and backups. */
  readonly bytes: { readonly database: number; readonly attachments: number; readonly backups: number };
  /** The folder the data was moved from, while it still holds the old copy. */
  readonly previous: string | null;
  readonly sample: { readonly canStart: boolean; readonly exists: boolean };
}

export const upkeepOperations = {
  "check.run": operation<CheckReport>()(nothing),
  "backup.create": operation<{ file: string; bytes: number; sha256: string }>()(z.strictObject({ file: path }), {
    writes: "file",
  }),
  "backup.status": operation<BackupStatus>()(nothing),
  "backup.now": operation<BackupStatus>()(nothing),
  /** The backups of a place, newest first; `folder` names the place where it is neither of the two known ones. */
  "backup.list": operation<{ backups: readonly BackupEntry[]; unreadable: readonly string[] }>()(
    z.strictObject({ place: z.enum(["here", "second", "folder"]), folder: path.optional() }),
    { isRescue: true },
  ),
  "backup.look": operation<BackupLook>()(z.strictObject({ file: path }), { isRescue: true }),
  "backup.records": operation<{ total: number; records: readonly BackupRecord[] }>()(
    z.strictObject({
      file: path,
      kind: listedKindSchema,
      search: z.string().max(100).default(""),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    { isRescue: true },
  ),
  /** Backs the present data up, then puts the backup in its place. */
  "backup.restore": operation<RestoreResult>()(z.strictObject({ file: path }), { isRescue: true, isLogged: true }),
  "folder.inspect": operation<FolderReport>()(z.strictObject({ folder: path })),
  "folder.status": operation<FolderStatus>()(nothing),
  /** What other users of this PC can read there; null when nothing. */
  "folder.access": operation<FolderAccess | null>()(nothing),
  /** At the first run: goes on with the data that a folder holds already. */
  "folder.open": operation<AppStatus>()(z.strictObject({ folder: path })),
  /** Copies, verifies, switches. The old folder is kept until `folder.forget`. */
  "folder.move": operation<FolderStatus>()(z.strictObject({ folder: path }), { isLogged: true }),
  "folder.forget": operation<FolderStatus>()(nothing, { isLogged: true }),
  "sample.start": operation<AppStatus>()(nothing),
  "sample.end": operation<AppStatus>()(nothing, { isLogged: true }),
} as const;

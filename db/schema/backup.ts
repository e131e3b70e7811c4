/** Words and limits of the backups that the program makes by itself. */
import { z } from "zod";

/** Why a backup was made; part of its file name. */
export const backupReasons = ["start", "hourly", "manual", "beforeRestore", "beforeMove", "rescued"] as const;
export type BackupReason = (typeof backupReasons)[number];

/** Errors of opening that a restore mends. A folder in use or a newer program's data is not mended by one. */
export const mendable: ReadonlySet<string> = new Set([
  "databaseCorrupt",
  "databaseWrongKey",
  "databaseMissing",
  "databaseGone",
  "databaseLost",
]);

export const backupPlanSchema = z.object({
  /** Minutes between two backups while something changes. */
  everyMinutes: z.int().min(5).max(1_440),
  hourly: z.int().min(1).max(168),
  daily: z.int().min(1).max(366),
  monthly: z.int().min(1).max(120),
  /** A folder on a stick or another disk for a second copy; null for none. */
  second: z.string().min(1).max(4_096).nullable(),
});
export type BackupPlan = z.infer<typeof backupPlanSchema>;

export const defaultBackupPlan: BackupPlan = { everyMinutes: 60, hourly: 24, daily: 14, monthly: 12, second: null };

/**
 * Why an entry is listed in the table `refused`, and in the receipt that the station reads. `unreadable` is given at staging, to what
 * was beyond all bounds and is not kept (`journal/payload-bounds.ts`).
 */
export const refusalReasons = ["invalid", "otherStation", "unreadable", "parentMissing", "outdated"] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Those that leave an entry without any effect, whatever else arrives. */
export const voidReasons: ReadonlySet<RefusalReason | null> = new Set<RefusalReason>([
  "invalid",
  "otherStation",
  "unreadable",
]);

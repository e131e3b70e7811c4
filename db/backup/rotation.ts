/** Which backups stay. Pure; local calendar, because a clerk's day ends at midnight here. */

export interface RotationPolicy {
  /** Distinct hours, days and months of which the newest backup is kept. */
  readonly hourly: number;
  readonly daily: number;
  readonly monthly: number;
  /** Backups made before a restore or a move, or by hand: so many of them are kept whatever the calendar says. */
  readonly pinned: number;
  /** Bytes that all kept backups may take together; the newest three stay even beyond it. */
  readonly bytes: number;
}

export interface Rotated {
  /** Counts up with every backup, so that the order survives a wrong clock. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly bytes: number;
  readonly pinned: boolean;
}

/** The newest ones stay although they are of one hour: a mistake is often noticed within minutes. */
const alwaysKept = 3;

const pad = (value: number): string => String(value).padStart(2, "0");

const month = (at: Date): string => `${at.getFullYear()}-${pad(at.getMonth() + 1)}`;
const day = (at: Date): string => `${month(at)}-${pad(at.getDate())}`;
const hour = (at: Date): string => `${day(at)} ${pad(at.getHours())}`;

/**
 * The backups to keep, newest first. In each of the last hours, days and months that have a backup at all, the newest one;
 * a PC that was off for weeks loses nothing by it. Order is by `seq`: a clock that ran ahead for a day must not make every
 * later backup look old.
 */
export function backupsToKeep<B extends Rotated>(backups: readonly B[], policy: RotationPolicy): B[] {
  const newestFirst = backups.toSorted((a, b) => b.seq - a.seq);
  const buckets = [
    { name: hour, limit: policy.hourly, seen: new Set<string>() },
    { name: day, limit: policy.daily, seen: new Set<string>() },
    { name: month, limit: policy.monthly, seen: new Set<string>() },
  ];
  let pinned = 0;
  const wanted = newestFirst.filter((backup, index) => {
    const at = new Date(backup.at);
    let keep = index < alwaysKept;
    for (const { name, limit, seen } of buckets) {
      const key = name(at);
      if (seen.has(key) || seen.size >= limit) continue;
      seen.add(key);
      keep = true;
    }
    if (backup.pinned && pinned < policy.pinned) {
      pinned += 1;
      keep = true;
    }
    return keep;
  });
  let bytes = 0;
  return wanted.filter((backup, index) => {
    bytes += backup.bytes;
    return index < alwaysKept || bytes <= policy.bytes;
  });
}

/** When backups are made by themselves: soon after the start, and then as often as the preference says. */
import { toAppError } from "../schema/app-error.ts";

export interface BackupSchedule {
  /** Milliseconds after opening, so that the first screen comes first. */
  readonly firstAfter: number;
  /** Milliseconds between two; the preference (minutes) decides unless this is given. */
  readonly every?: number;
}

interface Scheduled {
  /** Null while nothing is open. */
  readonly everyMinutes: () => number | null;
  readonly run: (reason: "start" | "hourly") => Promise<void>;
}

const minuteMs = 60_000;
/** Asked again so soon when nothing is open yet: the first run takes its minutes. */
const idleMs = minuteMs;

/** A failed backup is noted where the screen shows it (`plan.ts`), and the next one is tried all the same. */
export function scheduleBackups(schedule: BackupSchedule, { everyMinutes, run }: Scheduled): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let hasStopped = false;
  const plan = (after: number, reason: "start" | "hourly"): void => {
    if (hasStopped) return;
    timer = setTimeout(() => void act(reason), after);
    // A waiting timer must not keep the program from ending.
    timer.unref();
  };
  const act = async (reason: "start" | "hourly"): Promise<void> => {
    const minutes = everyMinutes();
    if (minutes === null) return plan(schedule.every ?? idleMs, reason);
    try {
      await run(reason);
    } catch (error) {
      const known = toAppError(error);
      if (known.code !== "cancelled") console.error(`backup: ${known.number} ${known.message}`);
    }
    plan(schedule.every ?? minutes * minuteMs, "hourly");
  };
  plan(schedule.firstAfter, "start");
  return {
    stop: () => {
      hasStopped = true;
      clearTimeout(timer);
    },
  };
}

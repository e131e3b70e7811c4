/** The time for what a screen shows: kept while it draws, moved on once a minute, so that a day can begin under an open window. */
import { momentOf } from "../text/times.ts";
import { useEffect, useState } from "react";

const MINUTE = 60_000;

/** Milliseconds since 1970. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The day on this PC's clock, `YYYY-MM-DD`. */
export const useThisDay = (): string => momentOf(new Date(useNow())).slice(0, 10);

/** The year of this PC's clock. */
export const useThisYear = (): number => new Date(useNow()).getFullYear();

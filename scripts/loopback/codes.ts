/**
 * One-time codes: an address with one stands on the browser's command line, which every account of this PC can read (`ps`),
 * and in its history. The page that comes first exchanges it for the run's token, which never leaves the two.
 */
import { createHash, randomBytes } from "node:crypto";

export interface Codes {
  /** @param life milliseconds in which the code can be exchanged */
  issue(life: number): string;
  /** True once for each code, within its life. */
  redeem(code: string): boolean;
}

export function makeCodes(now: () => number = () => performance.now()): Codes {
  /** By hash, so that how long a look-up takes says nothing about a code. */
  const until = new Map<string, number>();
  return {
    issue: (life) => {
      for (const [known, end] of until) if (end < now()) until.delete(known);
      const code = randomBytes(24).toString("base64url");
      until.set(hash(code), now() + life);
      return code;
    },
    redeem: (code) => {
      const end = until.get(hash(code));
      until.delete(hash(code));
      return end !== undefined && now() <= end;
    },
  };
}

const hash = (code: string): string => createHash("sha256").update(code).digest("base64");

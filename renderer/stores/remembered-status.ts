/**
 * Who and where we were when the window was last open, so that the next start shows the window at once instead of waiting for
 * the database to be opened. What the service says replaces it a moment later.
 */
import { z } from "zod";
import type { AppStatus } from "../../db/api/operations.ts";

const key = "status";

const statusSchema = z.object({
  role: z.enum(["station", "district"]),
  name: z.string().nullable(),
  dir: z.string(),
  version: z.string(),
  isSample: z.boolean(),
  operator: z.object({ id: z.string(), name: z.string() }).nullable(),
  station: z
    .object({
      enrolment: z.enum(["none", "waiting", "compared", "active", "retired"]),
      district: z.string().nullable(),
      checkCode: z.string().nullable(),
      renamedFrom: z.string().nullable(),
      unsent: z.int(),
    })
    .nullable(),
}) satisfies z.ZodType<AppStatus>;

/** Null when nothing useful is known, and after a reload: that may have happened because everything is different now. */
export function rememberedStatus(): AppStatus | null {
  if (typeof localStorage === "undefined") return null;
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation instanceof PerformanceNavigationTiming && navigation.type !== "navigate") return null;
  try {
    return statusSchema.parse(JSON.parse(localStorage.getItem(key) ?? "null"));
  } catch {
    return null; // the first start, or another version's
  }
}

export function rememberStatus(status: AppStatus): void {
  if (status.role === null) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(status));
}

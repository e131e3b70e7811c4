/** How this PC sends over a connection: whether by itself, how often, and through which proxy. */
import { z } from "zod";

export const sendingPlanSchema = z.object({
  /**
   * `null`: nobody has chosen. Nothing is contacted before the district has given an address; then it goes by itself, and the clerk is
   * told once. `off`: 不联网, no socket is opened unless a person presses.
   */
  mode: z.enum(["automatic", "off"]).nullable(),
  /** Minutes between two contacts when nothing is saved. */
  everyMinutes: z.int().min(5).max(1_440),
  proxy: z.enum(["system", "none", "manual"]),
  /** `host:port`, for `manual`. */
  proxyAddress: z.string().trim().max(300),
});
export type SendingPlan = z.infer<typeof sendingPlanSchema>;

export const defaultSendingPlan: SendingPlan = { mode: null, everyMinutes: 30, proxy: "system", proxyAddress: "" };

/** 接收: how this PC listens for stations. Kept on this PC and nowhere else: ports and addresses are its own matter. */
import { z } from "zod";

export const receivingPlanSchema = z.object({
  /** Listens from each start of the program on, until it is switched off. */
  isOn: z.boolean(),
  /** One of this PC's addresses; null for all of them. */
  host: z.string().trim().min(1).max(100).nullable(),
  port: z.int().min(1).max(65_535),
});
export type ReceivingPlan = z.infer<typeof receivingPlanSchema>;

export const usualPlan: ReceivingPlan = { isOn: false, host: null, port: 8_443 };

/** How this PC listens, as it was chosen here: beside the preferences, never in the journal. */
import { receivingPlanSchema, usualPlan, type ReceivingPlan } from "../schema/receiving.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";

const key = "receiving";

/** Off where nothing was chosen, or where a newer program's choice is not understood. */
export function receivingPlan(db: ReadableDb): ReceivingPlan {
  const stored = db.value<string>(`SELECT "value" FROM "local" WHERE "key" = ?`, [key]);
  if (stored === undefined) return usualPlan;
  const parsed = receivingPlanSchema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : usualPlan;
}

export const saveReceivingPlan = (db: WritableDb, plan: ReceivingPlan): void =>
  void db.run(`INSERT INTO "local" VALUES (?, ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [
    key,
    JSON.stringify(plan),
  ]);

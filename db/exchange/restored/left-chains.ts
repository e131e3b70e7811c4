/** Chains that this PC wrote and left by a restore: how far each had come. Kept in `local`, carried through restores. */
import { z } from "zod";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";

const schema = z.record(z.string(), z.object({ seq: z.int(), hash: z.string() }));
export type LeftChains = z.infer<typeof schema>;

export function leftChains(db: ReadableDb): LeftChains {
  const value = db.value<string>(`SELECT "value" FROM "local" WHERE "key" = 'leftChains'`);
  return value === undefined ? {} : schema.parse(JSON.parse(value));
}

export function saveLeftChains(db: WritableDb, chains: LeftChains): void {
  db.run(`INSERT INTO "local" VALUES ('leftChains', ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [
    JSON.stringify(chains),
  ]);
}

/** What this PC is: district or station, its ids and names. Kept in the table `local`, never exported. */
import { z } from "zod";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { roleSchema } from "../schema/roles.ts";
import { AppError } from "../schema/app-error.ts";

const identitySchema = z.object({
  role: roleSchema,
  /** The station's administrative id; at a district, the district's id. */
  stationId: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string().min(1),
  /** The chain this PC writes: a station's only one; at a district the one for its own registers. */
  replicaId: z.string().regex(/^[0-9a-f]{32}$/),
  /** The operator who signed in last; null before the first sign-in. */
  operatorId: z.string().nullable(),
  /** The district this station has joined; null before. Always null at a district. */
  district: z
    .object({
      id: z.string(),
      name: z.string(),
      rootKey: z.string(),
      /**
       * The chain of this station for which a person typed the district's answer: from then on the root key is known to be the
       * district's, and bundles may leave. Null before. Nothing that comes in a file ever sets it.
       */
      comparedBy: z.string().nullable().default(null),
    })
    .nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

/** @throws AppError databaseMissing when the folder was made but never set up */
export function readIdentity(db: ReadableDb): Identity {
  const identity = findIdentity(db);
  if (identity === null) throw new AppError("databaseMissing", { path: "" });
  return identity;
}

export function findIdentity(db: ReadableDb): Identity | null {
  const value = db.value<string>(`SELECT "value" FROM "local" WHERE "key" = 'identity'`);
  return value === undefined ? null : identitySchema.parse(JSON.parse(value));
}

export function saveIdentity(db: WritableDb, identity: Identity): void {
  db.run(`INSERT INTO "local" VALUES ('identity', ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [
    JSON.stringify(identity),
  ]);
}

/** Whether a person has made sure of the district's root key, so that records may leave and its word is taken. */
export const isCompared = ({ district }: Identity): boolean => district !== null && district.comparedBy !== null;

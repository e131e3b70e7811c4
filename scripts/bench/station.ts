/** A data folder for a bench phase: a station as `app.setup` makes it, written through the journal. */
import { setUp } from "../../db/district/setup.ts";
import type { Author } from "../../db/journal.ts";
import { openDatabase, type Connection } from "../../db/open.ts";
import { readIdentity } from "../../db/local.ts";

export interface BenchStation {
  readonly db: Connection;
  readonly author: Author;
}

export function makeBenchStation(dir: string): BenchStation {
  const db = openDatabase(dir, { create: true });
  const now = Date.now();
  const identity = db.transaction(() => setUp(db, dir, { role: "station", name: "示例联络站", operatorId: null, now }));
  return { db, author: { identity, now } };
}

export function openBenchStation(dir: string): BenchStation {
  const db = openDatabase(dir);
  return { db, author: { identity: readIdentity(db), now: Date.now() } };
}

import type { WritableDb } from "../../sqlite/connection.ts";

/** One step of the database's format. Runs inside a transaction; released ones are never edited. */
export interface Migration {
  /** Becomes `PRAGMA user_version`. Numbered in tens, so that a branch can slip one in. */
  readonly version: number;
  readonly name: string;
  readonly up: (db: WritableDb) => void;
}

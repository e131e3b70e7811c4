/** A station's database without the service around it: for tests that write through the journal. */
import { onTestFinished } from "vitest";
import type { WritableDb } from "../../db/sqlite/connection.ts";
import { setUp } from "../../db/exchange/setup.ts";
import { uuidv7 } from "../../db/schema/ids.ts";
import { writeRecords, type Author, type Change } from "../../db/journal/write.ts";
import { openDatabase, type Connection } from "../../db/database/open.ts";
import type { Kind } from "../../db/schema/kinds.ts";
import { makeFolder } from "./folder.ts";

export interface TestStation {
  readonly db: Connection;
  readonly author: Author;
  /** Creates one record and returns its id. */
  create(kind: Kind, set: Readonly<Record<string, unknown>>): string;
  write(changes: readonly Change[]): void;
}

const now = Date.UTC(2026, 5, 15);

export function makeDatabase(name = "桐岭镇联络站"): TestStation {
  const folder = makeFolder();
  const db = openDatabase(folder, { create: true });
  onTestFinished(() => db.close());
  const identity = db.transaction(() => setUp(db, folder, { role: "station", name, operatorId: null, now }));
  const author = { identity, now };
  const write = (changes: readonly Change[]) => void writeRecords(db, author, changes);
  return {
    db,
    author,
    write,
    create: (kind, set) => {
      const id = uuidv7(now);
      write([{ op: "create", kind, id, set }]);
      return id;
    },
  };
}

/** Runs `work` and takes back what it wrote: a fresh database a run would cost its syncs. */
export function rolledBack(db: WritableDb, work: () => void): void {
  const undo = new Error("undo");
  try {
    db.transaction(() => {
      work();
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
}

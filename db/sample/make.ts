/**
 * Sample data to try the program with: a station of its own in a folder of its own, with invented records of this year and the
 * last. Nothing of it can be sent (`sampleOnly`), and one press removes it.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setUp } from "../exchange/setup.ts";
import { pause, type Task } from "../tasks/task.ts";
import { uuidv7 } from "../schema/ids.ts";
import { indexPending } from "../journal/full-text.ts";
import { writeRecords, type Change } from "../journal/write.ts";
import { readIdentity, saveIdentity } from "../office/identity.ts";
import { openDatabase, type Connection } from "../database/open.ts";
import { privateFolder } from "../files/access.ts";
import { sampleRecords } from "./records.ts";
import { progressSteps } from "../schema/progress-steps.ts";

const size = { sessions: 14, opinions: 12, calls: 24, members: 18 } as const;
const seed = 20_260_101;
const perTransaction = 10;

/** @throws AppError diskFull, databaseReadOnly, cancelled; a folder without the file `complete` is made anew */
export async function makeSample(
  dir: string,
  { now, task }: { readonly now: number; readonly task: Task },
): Promise<void> {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(dirname(dir), { recursive: true, mode: privateFolder });
  const db = openDatabase(dir, { create: true });
  try {
    signIn(db, dir, now);
    const author = { identity: readIdentity(db), now };
    const year = new Date(now).getFullYear();
    const batch: Change[] = [];
    let done = 0;
    const total = size.sessions + size.opinions + size.calls;
    for (const changes of sampleRecords({ ...size, seed, years: [year - 1, year] })) {
      if (!isPast(changes, now)) continue;
      batch.push(...changes);
      done += 1;
      if (done % perTransaction !== 0) continue;
      writeRecords(db, author, batch.splice(0), { deferIndex: true });
      await pause(task, { step: progressSteps.preparingSample, done, total });
    }
    writeRecords(db, author, batch, { deferIndex: true });
    await indexPending(db, { progress: () => task.throwIfCancelled() });
  } finally {
    db.close();
  }
  writeFileSync(join(dir, "complete"), "");
}

function signIn(db: Connection, dir: string, now: number): void {
  db.transaction(() => {
    const identity = setUp(db, dir, { role: "station", name: "示例联络站", operatorId: null, now });
    const id = uuidv7(now);
    writeRecords(db, { identity, now }, [
      { op: "create", kind: "operator", id, set: { name: "示例操作员", active: true } },
    ]);
    saveIdentity(db, { ...identity, operatorId: id });
  });
}

const dateFields = ["startAt", "collectedOn", "calledAt"];

/** The rest of this year has not happened yet. */
function isPast(changes: readonly Change[], now: number): boolean {
  const today = new Date(now).toISOString();
  return changes.every((change) => {
    const set = "set" in change ? change.set : {};
    return dateFields.every((field) => typeof set[field] !== "string" || set[field] <= today);
  });
}

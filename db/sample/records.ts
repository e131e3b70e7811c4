/**
 * Makes realistic sample records: the same ones for the same seed. For the demo, the tests and the bench; every person,
 * place and phone number is invented.
 */
import type { WritableDb } from "../sqlite/connection.ts";
import { writeRecords, type Author, type Change } from "../journal/write.ts";
import { makeCall } from "./calls.ts";
import { makeOpinion } from "./opinions.ts";
import { makeRegisters } from "./people.ts";
import { makeRandom } from "./random.ts";
import { makeSession } from "./sessions.ts";

export interface SampleOptions {
  readonly seed: number;
  readonly sessions: number;
  readonly opinions: number;
  readonly calls: number;
  readonly members?: number;
  /** The records are spread evenly over these years, both included. */
  readonly years?: readonly [first: number, last: number];
}

const defaultMembers = 60;
const defaultYears = [2023, 2025] as const;

/**
 * The changes of one record at a time, with its child rows and events: the registers first, then the records in the order
 * of their dates.
 */
export function* sampleRecords(options: SampleOptions): Generator<readonly Change[]> {
  const random = makeRandom(options.seed);
  const [first, last] = options.years ?? defaultYears;
  const start = Date.UTC(first, 0, 1);
  const length = Date.UTC(last + 1, 0, 1) - start;
  const { members, changes } = makeRegisters(random, start, options.members ?? defaultMembers);
  yield changes;
  const total = options.sessions + options.opinions + options.calls;
  const left = { session: options.sessions, opinion: options.opinions, hotline: options.calls };
  for (let index = 0; index < total; index += 1) {
    // 09:00-17:59 of the day in UTC+8
    const day = start + Math.floor((index / total) * (length / 86_400_000)) * 86_400_000;
    const at = day + random.int(60, 599) * 60_000;
    const turn = random.int(1, total - index);
    if (turn <= left.session) {
      left.session -= 1;
      yield makeSession(random, at, members);
    } else if (turn <= left.session + left.opinion) {
      left.opinion -= 1;
      yield makeOpinion(random, at, members);
    } else {
      left.hotline -= 1;
      yield makeCall(random, at, index);
    }
  }
}

/** `count` records, a third of each kind. */
export const evenSample = (count: number, seed: number): SampleOptions => ({
  seed,
  sessions: Math.floor(count / 3),
  opinions: Math.floor(count / 3),
  calls: count - 2 * Math.floor(count / 3),
});

/**
 * Writes samples, many records a transaction, without the full text (`indexMissing` follows).
 * @returns the number of journal entries
 */
export function writeSamples(
  db: WritableDb,
  author: Author,
  options: SampleOptions,
  onProgress: (records: number) => void = () => {},
): number {
  const perTransaction = 500;
  let entries = 0;
  let records = 0;
  let batch: Change[] = [];
  const flush = () => {
    entries += writeRecords(db, author, batch, { deferIndex: true }).entries;
    batch = [];
    onProgress(records);
  };
  for (const changes of sampleRecords(options)) {
    batch.push(...changes);
    records += 1;
    if (records % perTransaction === 0) flush();
  }
  flush();
  return entries;
}

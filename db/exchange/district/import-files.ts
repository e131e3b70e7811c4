/** 导入数据包: many files at a district, in whatever order they lie on the stick. One bad file never stops the others. */
import { basename, join } from "node:path";
import type { ImportResult } from "../../api/operations.ts";
import { readChain } from "../../journal/chains.ts";
import { inWorkFolder } from "../../files/durable-files.ts";
import type { StableHeader } from "../../bundle/format.ts";
import { indexLeft, leftNotice } from "../follow-up.ts";
import type { Arrival } from "../../bundle/transport.ts";
import { AppError, toAppError } from "../../schema/app-error.ts";
import { forgetHeld, heldPath, heldThatFit, removeHeldFile } from "../held.ts";
import { importBundle } from "./import-bundle.ts";
import type { Imported, Importing } from "../importing.ts";
import { settleForks } from "./settle-forks.ts";

/**
 * Results stand in the order of the files; held ones that could follow now come after them.
 * @throws AppError cancelled, before anything was imported
 */
export async function importBundles(arrivals: readonly Arrival[], importing: Importing): Promise<ImportResult[]> {
  const results: (ImportResult | undefined)[] = arrivals.map(() => undefined);
  const changed = new Set<string>();
  let isIndexPending = false;
  for (const { arrival, index } of await inOrder(arrivals)) {
    const imported = await attempt(arrival.shown, importing, (work) => importFromOutside(arrival, work, importing));
    results[index] = imported.result;
    if (imported.isCancelled) {
      if (changed.size === 0) throw new AppError("cancelled");
      break;
    }
    if (imported.result.outcome === "imported") changed.add(imported.replica);
    isIndexPending ||= imported.isIndexPending;
  }
  const healed: ImportResult[] = [];
  if (!importing.dryRun) {
    for (const replica of changed) healed.push(...(await importHeld(replica, importing)));
    await settleForksOf(changed, importing);
  }
  const cancelled = new AppError("cancelled");
  const all = [
    ...results.map((result, index) => result ?? refusal(arrivals[index]?.shown ?? "", cancelled)),
    ...healed,
  ];
  return isIndexPending && !importing.dryRun ? indexed(all, importing) : all;
}

/** Makes the full text of what was imported; where that fails, the imports are none the less, and say so. */
async function indexed(results: ImportResult[], { db, task }: Importing): Promise<ImportResult[]> {
  const notice = leftNotice(await indexLeft(db, task));
  if (notice === null) return results;
  return results.map((result) =>
    result.outcome === "imported" && result.code === null
      ? {
          ...result,
          code: notice.number,
          message: notice.message,
          reason: { name: notice.code, params: notice.params },
        }
      : result,
  );
}

async function settleForksOf(replicas: ReadonlySet<string>, importing: Importing): Promise<void> {
  const stations = new Set([...replicas].map((replica) => readChain(importing.db, replica).station));
  for (const station of stations) await settleForks(station, importing);
}

interface Listed {
  readonly arrival: Arrival;
  readonly index: number;
}

/** By chain and range, so that the order in which files were picked does not matter. */
async function inOrder(arrivals: readonly Arrival[]): Promise<Listed[]> {
  const listed = await Promise.all(
    arrivals.map(async (arrival, index) => ({ arrival, index, header: await peek(arrival) })),
  );
  return listed.toSorted((a, b) => compare(a.header, b.header) || a.index - b.index);
}

async function peek(arrival: Arrival): Promise<StableHeader | null> {
  try {
    return (await arrival.look()).stable;
  } catch {
    return null; // says why when its turn comes
  }
}

/** By chain and range; what cannot be read comes last. */
export function compare(a: StableHeader | null, b: StableHeader | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a.replica !== b.replica) return a.replica < b.replica ? -1 : 1;
  return a.fromSeq - b.fromSeq || a.toSeq - b.toSeq;
}

async function importFromOutside(arrival: Arrival, work: string, importing: Importing): Promise<Imported> {
  const copy = join(work, "copy");
  await arrival.bring(copy, importing.task);
  return importBundle({ file: copy, shown: arrival.shown, work }, importing);
}

interface Attempt {
  readonly result: ImportResult;
  readonly replica: string;
  readonly isIndexPending: boolean;
  readonly isCancelled: boolean;
}

/** Turns whatever goes wrong with one file into its result. */
async function attempt(file: string, importing: Importing, run: (work: string) => Promise<Imported>): Promise<Attempt> {
  try {
    const imported = await inWorkFolder(importing.dir, run);
    return { ...imported, result: resultOf(file, imported), isCancelled: false };
  } catch (error) {
    const reason = toAppError(error, { file, path: importing.dir });
    return {
      result: refusal(file, reason),
      replica: "",
      isIndexPending: false,
      isCancelled: reason.code === "cancelled",
    };
  }
}

const resultOf = (file: string, { outcome, entries, records, setAside, reason, station }: Imported): ImportResult => ({
  file,
  outcome,
  entries,
  records,
  setAside,
  code: reason?.number ?? null,
  message: reason?.message ?? null,
  reason: reason === null ? null : { name: reason.code, params: reason.params },
  station,
});

const refusal = (file: string, reason: AppError): ImportResult => ({
  file,
  outcome: "refused",
  entries: 0,
  records: 0,
  setAside: 0,
  code: reason.number,
  message: reason.message,
  reason: { name: reason.code, params: reason.params },
  station: null,
});

/**
 * Imports what was held for a chain and can follow now: after a gap was filled, or a PC was confirmed. A held file that turns
 * out to be bad is dropped with its reason, so that it blocks nothing.
 */
export async function importHeld(replica: string, importing: Importing): Promise<ImportResult[]> {
  const { db, dir } = importing;
  const results: ImportResult[] = [];
  const tried = new Set<string>();
  let isIndexPending = false;
  for (;;) {
    const fitting = heldThatFit(db, replica, readChain(db, replica).headSeq);
    const next = fitting.find((held) => !tried.has(held.sha256));
    if (next === undefined) break;
    tried.add(next.sha256);
    const file = heldPath(dir, next.sha256);
    const { result, ...rest } = await attempt(next.file, importing, (work) =>
      importBundle({ file, shown: next.file, work }, importing),
    );
    results.push({ ...result, file: basename(next.file) });
    if (rest.isCancelled) break;
    isIndexPending ||= rest.isIndexPending;
    if (result.outcome === "held" || result.outcome === "fork") continue;
    forgetHeld(db, next.sha256);
    await removeHeldFile(dir, next.sha256);
  }
  return isIndexPending ? indexed(results, importing) : results;
}

/** Backups and restores as the handlers make them, on bare folders. */
import { cpSync } from "node:fs";
import { backUp } from "../../db/backup/run.ts";
import { dispose, prepareRestore, swapIn } from "../../db/backup/restore.ts";
import { stateHash } from "../../db/journal/state-hash.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { clock, openPc, quietTask, readOut, type Pc, type World } from "./exchange.ts";

/** @returns the backup's file */
export async function backup(pc: Pc): Promise<string> {
  const stored = await backUp(pc.db, {
    dir: pc.dir,
    reason: "manual",
    now: clock,
    program: "test",
    key: undefined,
    task: quietTask,
    always: true,
  });
  return stored?.file ?? "";
}

/** As `backup.restore` does; `isGone`: the present data cannot be read (another PC, a damaged file). @param now the PC's clock */
export async function restore(
  world: World,
  pc: Pc,
  file: string,
  isGone = false,
  now = clock(),
): Promise<{ pc: Pc; renewed: boolean }> {
  const options = { dir: pc.dir, file, now, key: undefined, task: quietTask };
  const prepared = await prepareRestore(isGone ? null : pc.db, options);
  pc.close();
  swapIn(pc.dir, prepared, clock(), isGone);
  dispose(prepared);
  return { pc: world.keep(openPc(pc.dir)), renewed: prepared.renewed };
}

/** What calls there are, by their titles. */
export const titles = async (pc: Pc): Promise<string[]> =>
  (await pc.call("record.list", { kind: "hotline" })).records.map(({ title }) => title).toSorted();

/** Confirms every PC that waits; those that are given type the answer, the others' calls were cut off. */
export async function confirmAll(district: Pc, ...answering: readonly Pc[]): Promise<void> {
  const { stations } = await district.call("district.stations", {});
  for (const { replica, state } of stations.flatMap((station) => station.replicas)) {
    if (state !== "waiting") continue;
    const { answer } = await district.call("district.confirm", { replica, code: readOut(district, replica) });
    for (const pc of answering)
      if (readIdentity(pc.db).replicaId === replica) await pc.call("station.answer", { code: answer });
  }
}

/** A copy of a folder as a ghost image or a backup makes it. */
export function copyOf(world: World, pc: Pc): Pc {
  pc.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const folder = world.folder("副本");
  cpSync(pc.dir, folder, { recursive: true });
  return world.open(folder);
}

/** Whether both sides have the same records of the station. */
export function isAlike(station: Pc, district: Pc): boolean {
  const { stationId } = readIdentity(station.db);
  return stateHash(station.db, stationId) === stateHash(district.db, stationId);
}

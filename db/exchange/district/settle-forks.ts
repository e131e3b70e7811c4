/**
 * A fork that was held is settled when the PC that made it has gone on as a new one and sent the same entries again under its
 * new chain (`restored/new-chain.ts`). A transaction's id is the same in both: the file then holds nothing that is not here.
 */
import { stagePayload } from "../../bundle/stage.ts";
import { inWorkFolder } from "../../files/durable-files.ts";
import { openFile } from "../../bundle/read.ts";
import { withStaging } from "../../bundle/staging.ts";
import { toAppError } from "../../schema/app-error.ts";
import { forgetHeld, heldPath, removeHeldFile, type HeldFile } from "../held.ts";
import type { Importing } from "../importing.ts";

/**
 * Lets go of a station's forks that are settled. It follows imports that are committed, so nothing that goes wrong here makes
 * them a failure: a fork that cannot be read now stays, and is looked at again with the next import.
 */
export async function settleForks(station: string, importing: Importing): Promise<void> {
  const { db, dir, dryRun } = importing;
  if (dryRun) return;
  const forks = db.all<HeldFile>(`SELECT * FROM "held" WHERE "station" = ? AND "reason" = 'fork'`, [station]);
  for (const { sha256, file } of forks) {
    if (!(await isSettled(heldPath(dir, sha256), file, importing))) continue;
    forgetHeld(db, sha256);
    await removeHeldFile(dir, sha256);
  }
}

async function isSettled(file: string, shown: string, importing: Importing): Promise<boolean> {
  const { db, dir } = importing;
  try {
    return await inWorkFolder(dir, async (work) => {
      const opened = await openFile(file, shown);
      const { header } = opened;
      if (header === null) return false;
      return withStaging(db, work, async () => {
        await stagePayload(opened, header, { ...importing, work });
        return isAllHere(importing);
      });
    });
  } catch (error) {
    console.error(toAppError(error, { file: shown }).message);
    return false;
  }
}

const isAllHere = ({ db }: Importing): boolean =>
  db.value<number>(
    `SELECT 1 FROM staging.entry s WHERE NOT EXISTS (
       SELECT 1 FROM "journal" j WHERE j."record" = s."record" AND j."tx" = s."tx" AND j."op" = s."op") LIMIT 1`,
  ) === undefined;

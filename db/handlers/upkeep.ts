/** Checking and backing up a data folder. */
import { statSync } from "node:fs";
import { journalEnd, requireWhole } from "../backup/inside.ts";
import { hashFile } from "../blobs.ts";
import { checkBlobs } from "../check-blobs.ts";
import { checkDatabase } from "../check.ts";
import { AppError } from "../errors.ts";
import { openReadable } from "../open.ts";
import { writeOutput } from "../output-file.ts";
import type { Part } from "./context.ts";

export const upkeepHandlers: Part<"check.run" | "backup.create"> = {
  "check.run": async ({ db, dir, key }, _input, task) => checkDatabase(db, key, await checkBlobs(db, dir, task)),

  "backup.create": async ({ db, key }, { file }) => {
    await writeOutput(file, { replaces: false }, async (temporary) => {
      db.copyTo(temporary);
      const copy = openReadable(temporary, key);
      try {
        await requireWhole(copy, file);
        if (journalEnd(copy).positionHash !== journalEnd(db).positionHash)
          throw new AppError("backupDamaged", { file, detail: "position" });
      } finally {
        copy.close();
      }
    });
    return { file, bytes: statSync(file).size, sha256: await hashFile(file) };
  },
};

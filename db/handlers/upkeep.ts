/** Checking and backing up a data folder. */
import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { hashFile } from "../blobs.ts";
import { checkBlobs } from "../check-blobs.ts";
import { checkDatabase } from "../check.ts";
import { toAppError } from "../errors.ts";
import type { Part } from "./context.ts";

export const upkeepHandlers: Part<"check.run" | "backup.create"> = {
  "check.run": async ({ db, dir, key }, _input, task) => checkDatabase(db, key, await checkBlobs(db, dir, task)),

  "backup.create": async ({ db }, { file }) => {
    try {
      mkdirSync(dirname(file), { recursive: true });
      db.copyTo(file);
    } catch (error) {
      throw toAppError(error, { path: dirname(file), file });
    }
    return { file, bytes: statSync(file).size, sha256: await hashFile(file) };
  },
};

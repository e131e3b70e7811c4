/** 密钥文件. Thin: the work is in `db/district/keys-file.ts`. */
import { exclusively } from "../bundle/exclusively.ts";
import { becomeOffice, bringKeys, exportKeysFile, keysStatus, openKeysFile } from "../district/keys-file.ts";
import { findIdentity } from "../local.ts";
import { signIn, statusOf } from "./app.ts";
import type { Part } from "./context.ts";

export const keysHandlers: Part<"keys.status" | "keys.export" | "keys.import"> = {
  "keys.status": ({ db, dir }) => keysStatus(db, dir),

  "keys.export": ({ db, dir, now }, { file, passphrase }) =>
    exclusively(db, async () => {
      await exportKeysFile(db, { dir, file, passphrase, now: now() });
      return keysStatus(db, dir);
    }),

  "keys.import": async (context, { file, passphrase, operator }) => {
    const { dir } = context;
    const options = { dir, file, passphrase, now: context.now() };
    // Before anything is made: a wrong passphrase leaves a first run as it was.
    const opened = await openKeysFile(options);
    const db = context.isSetUp ? context.db : context.create();
    await exclusively(db, async () => {
      if (findIdentity(db) !== null) bringKeys(db, opened, options);
      else await becomeOffice(db, opened, options);
    });
    if (operator !== undefined) db.transaction(() => signIn(context, operator));
    return statusOf(context);
  },
};

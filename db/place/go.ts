/** At the first run: the data will live in another folder than the usual one. */
import { AppError } from "../errors.ts";
import type { Context } from "../handlers/context.ts";
import { requireFit } from "./inspect.ts";

/** @throws AppError the folder's refusal; folderTaken; databaseExists when this PC is set up already */
export async function goToFolder(context: Context, chosen: string): Promise<void> {
  if (chosen === context.dir) return;
  if (context.isSetUp) throw new AppError("databaseExists", { path: context.dir });
  const report = await requireFit(chosen, { drives: context.drives, key: context.key });
  if (report.existing !== null)
    throw new AppError("folderTaken", { folder: report.folder, name: report.existing.name });
  await context.replaceData({
    // Another set-up came first while the folder was looked at.
    whileOpen: () => {
      throw new AppError("databaseExists", { path: context.dir });
    },
    whileClosed: () => report.folder,
  });
}

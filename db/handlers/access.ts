/** Who may call an operation: the one place where what `api` declares of it is checked, and noted. */
import type { Access } from "../api/operation.ts";
import { api, type OperationName } from "../api/operations.ts";
import { requireFolderForOutput, requireForOutput } from "../files/own-files.ts";
import { findIdentity, readIdentity } from "../office/identity.ts";
import { AppError } from "../schema/app-error.ts";
import { offices } from "../schema/words.ts";
import type { Context } from "./context.ts";

/** @throws AppError wrongRole, sampleOnly, fileNotForOutput; databaseMissing where an office is asked for before there is one */
export function requireAccess(
  context: Context,
  { office, leavesThisPc, writes }: Access,
  input: Readonly<Record<string, unknown>>,
): void {
  if (office !== undefined && readIdentity(context.db).role !== office)
    throw new AppError("wrongRole", { role: offices[office] });
  if (leavesThisPc === true && context.isSample) throw new AppError("sampleOnly");
  const file = writes === undefined ? null : input[writes];
  if (typeof file !== "string") return;
  if (writes === "folder") requireFolderForOutput(context.dir, file);
  else requireForOutput(context.dir, file);
}

/**
 * Notes the operations that are to be noted: which, by which operator, and how they ended. Of what was in them nothing: a log lies
 * open beside the data.
 * @param write takes one line
 */
export function callLog(
  context: Context,
  write: ((line: string) => void) | undefined,
): (name: OperationName, failure: AppError | null) => void {
  if (write === undefined) return () => {};
  return (name, failure) => {
    if (api[name].access.isLogged !== true) return;
    write(`${name} by ${operatorOf(context)}: ${failure === null ? "done" : `error ${failure.number}`}`);
  };
}

function operatorOf(context: Context): string {
  try {
    return (context.isSetUp ? findIdentity(context.db)?.operatorId : null) ?? "nobody signed in";
  } catch {
    // The data went away meanwhile; how the call ended is told all the same.
    return "an unknown operator";
  }
}

/** Typed errors: everything that a handler throws on purpose is an AppError from the catalogue. */
import { z } from "zod";
import { errorCatalogue, errorText, type ErrorName, type ErrorParams, type ErrorReport } from "./errors.ts";

export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorName;
  readonly number: number;
  readonly params: ErrorParams;

  constructor(code: ErrorName, params: ErrorParams = {}, options?: ErrorOptions) {
    super(errorText(code, params), options);
    this.code = code;
    this.number = errorCatalogue[code].number;
    this.params = params;
  }
}

const sqliteErrors: readonly (readonly [RegExp, ErrorName])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, "databaseInUse"],
  [/^SQLITE_FULL/, "diskFull"],
  [/^SQLITE_(READONLY|CANTOPEN|PERM)/, "databaseReadOnly"],
  [/^SQLITE_CORRUPT/, "databaseCorrupt"],
  [/^SQLITE_NOTADB/, "databaseWrongKey"],
  [/^SQLITE_IOERR/, "diskFailed"],
];

const systemErrors: Readonly<Record<string, ErrorName>> = {
  ENOSPC: "diskFull",
  EDQUOT: "diskFull",
  EACCES: "databaseReadOnly",
  EPERM: "databaseReadOnly",
  EROFS: "databaseReadOnly",
  // A failing disk, or a stick that was pulled out; Windows calls some of it UNKNOWN.
  EIO: "diskFailed",
  EREMOTEIO: "diskFailed",
  ENXIO: "diskFailed",
  ENODEV: "diskFailed",
  ENOTCONN: "diskFailed",
  ESTALE: "diskFailed",
  ETIMEDOUT: "diskFailed",
  UNKNOWN: "diskFailed",
  EBUSY: "fileBusy",
  ETXTBSY: "fileBusy",
  EMFILE: "filesTooMany",
  ENFILE: "filesTooMany",
  ENAMETOOLONG: "pathTooLong",
  ENOTEMPTY: "folderNotEmpty",
  ENOENT: "fileUnreadable",
  ENOTDIR: "fileUnreadable",
  EISDIR: "fileUnreadable",
  EFBIG: "fileUnwritable",
};

const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** The file or folder that a failed call of the operating system was about. */
const pathIn = (error: unknown): string =>
  error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : "";

const diskError = (code: string): ErrorName | undefined =>
  sqliteErrors.find(([pattern]) => pattern.test(code))?.[1] ??
  (Object.hasOwn(systemErrors, code) ? systemErrors[code] : undefined);

/** Whether disk, database file or operating system failed: says nothing of the data that were being handled. */
export const isOfDisk = (error: unknown): boolean => diskError(errorCode(error)) !== undefined;

/**
 * Any thrown value as an AppError: disk and SQLite failures get their number, a zod failure becomes `inputInvalid` with
 * the first problems, the rest is `unexpected` with the original as its cause.
 */
export function toAppError(error: unknown, params: ErrorParams = {}): AppError {
  if (error instanceof AppError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof z.ZodError) {
    const first = error.issues.slice(0, 3).map((issue) => `${issue.path.join(".")} ${issue.message}`.trim());
    return new AppError("inputInvalid", { detail: first.join("；"), ...params }, { cause: error });
  }
  const name = diskError(errorCode(error)) ?? "unexpected";
  const path = pathIn(error);
  return new AppError(name, { detail, path, file: path, ...params }, { cause: error });
}

/** What crosses a process boundary. */
export function errorReport(error: unknown): ErrorReport {
  const known = toAppError(error);
  return { code: known.number, name: known.code, message: known.message, params: known.params };
}

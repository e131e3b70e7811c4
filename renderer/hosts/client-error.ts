import {
  errorCatalogue,
  errorText,
  type ErrorName,
  type ErrorParams,
  type ErrorReport,
} from "../../db/schema/errors.ts";

/** An error from the service: the catalogue's number, and the sentence for the user as `message`. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly report: ErrorReport;

  constructor(report: ErrorReport) {
    super(report.message);
    this.report = report;
  }
}

/** An error that arises on this side of the connection. */
export function localError(name: ErrorName, params: ErrorParams = {}): ClientError {
  return new ClientError({ code: errorCatalogue[name].number, name, message: errorText(name, params), params });
}

/** Whether somebody pressed 取消: nothing to tell. */
export const isCancelled = (error: unknown): boolean =>
  error instanceof ClientError && error.report.name === "cancelled";

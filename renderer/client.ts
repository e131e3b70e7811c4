/** How the page calls the service. The transport is the shell's: a MessagePort in Electron, HTTP in the loopback host. */
import type { Client } from "../db/api.ts";
import type { ErrorReport } from "../db/schema/errors.ts";
import type { ShellApi } from "../electron/shell-api.ts";

/** An error from the service: the catalogue's number, and the sentence for the user as `message`. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly report: ErrorReport;

  constructor(report: ErrorReport) {
    super(report.message);
    this.report = report;
  }
}

export declare const client: Client;
export declare const shell: ShellApi;

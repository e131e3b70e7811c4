/**
 * The receiver's log: one JSON object a line, for an administrator. It names stations and PCs by the beginning of their ids and says
 * nothing of what they send; neither tokens nor keys are in it. Each line is appended by name, so that a tool may rotate the file at
 * any time; left alone, it is set aside by itself when it has grown.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import type { FastifyRequest } from "fastify";
import { dirname } from "node:path";
import { privateFile, privateFolder } from "../files/access.ts";
import { toAppError } from "../schema/app-error.ts";
import { paths, type RefusalReason } from "../network/protocol.ts";
import type { Session } from "./sessions.ts";
import type { StoredFile } from "./store.ts";

export interface ReceiverLog {
  contact(session: Session): void;
  stored(file: StoredFile): void;
  request(request: FastifyRequest, status: number): void;
  refused(request: FastifyRequest, reason: RefusalReason, error: unknown): void;
  /** The same where the tus server answers. @param from the caller's address */
  refusedUpload(from: string, reason: RefusalReason, error: unknown): void;
  failure(error: unknown): void;
  event(name: string, details?: Readonly<Record<string, string | number>>): void;
}

const largest = 5 * 1024 * 1024;
const kept = 5;

const short = (id: string): string => id.slice(0, 8);

export function openReceiverLog(file: string, now: () => number = Date.now): ReceiverLog {
  mkdirSync(dirname(file), { recursive: true, mode: privateFolder });

  const event: ReceiverLog["event"] = (name, details = {}) => {
    try {
      setAside(file);
      appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), event: name, ...details })}\n`, {
        mode: privateFile,
      });
    } catch (error) {
      // A full disk must not stop what the log is about.
      console.error(`receiver log: ${toAppError(error).message}`);
    }
  };

  return {
    event,
    contact: ({ replica, station, join }) =>
      event("contact", { pc: short(replica), station: short(station), kind: join === null ? "member" : "waiting" }),
    stored: ({ replica, station, sha256, bytes, fromSeq, toSeq }) =>
      event("stored", { pc: short(replica), station: short(station), file: short(sha256), bytes, fromSeq, toSeq }),
    request: (request, status) => {
      if (status >= 400) return;
      event("request", { from: request.ip, method: request.method, path: routeOf(request), status });
    },
    refused: (request, reason, error) => {
      event("refused", { from: request.ip, method: request.method, path: routeOf(request), reason });
      if (reason === "failed") event("failure", { message: toAppError(error).message });
    },
    refusedUpload: (from, reason, error) => {
      event("refused", { from, path: paths.files, reason });
      if (reason === "failed") event("failure", { message: toAppError(error).message });
    },
    failure: (error) => event("failure", { message: toAppError(error).message }),
  };
}

/** The route and not the address: ids of uploads are as good as a key to them. */
const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? "";

function setAside(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < largest) return;
  for (let number = kept - 1; number >= 1; number -= 1) {
    if (statSync(`${file}.${number}`, { throwIfNoEntry: false }) !== undefined)
      renameSync(`${file}.${number}`, `${file}.${number + 1}`);
  }
  renameSync(file, `${file}.1`);
}

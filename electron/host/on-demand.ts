/**
 * Opens the service at the first call that can, so that a folder which cannot be opened (in use, newer, corrupt,
 * read-only) answers every call with its numbered error instead of killing the host, and works once the cause is gone.
 */
import type { CallOptions } from "../../db/api/operations.ts";
import { toAppError, type AppError } from "../../db/schema/app-error.ts";
import type { Service } from "../../db/service.ts";
import { api, operationNames } from "../../db/api/operations.ts";

export type UntypedService = Pick<Service, "callUntyped" | "close">;

const isRescue = (name: string): boolean =>
  operationNames.some((known) => known === name && api[known].access.isRescue === true);

/** A page sends several calls at once; opening a folder in use takes a second each. */
const retryAfter = 1_000;

export interface OnDemand extends UntypedService {
  /** What opening failed with, or null. */
  tryOpen(): AppError | null;
}

/** @param openRescue a service that does not open the data; without it nothing can be restored over damaged data */
export function openOnDemand(
  open: () => UntypedService,
  { now = Date.now, openRescue }: { now?: () => number; openRescue?: () => UntypedService } = {},
): OnDemand {
  let service: UntypedService | null = null;
  let failure: { readonly error: AppError; readonly at: number } | null = null;
  let closed = false;

  function current(): UntypedService {
    if (service !== null) return service;
    if (failure !== null && now() - failure.at < retryAfter) throw failure.error;
    try {
      service = open();
      failure = null;
      return service;
    } catch (error) {
      failure = { error: toAppError(error), at: now() };
      throw failure.error;
    }
  }

  function canOpen(): boolean {
    try {
      current();
      return true;
    } catch {
      return false; // `failure` keeps the reason for every other call
    }
  }

  return {
    tryOpen: () => {
      try {
        current();
        return null;
      } catch (error) {
        return toAppError(error);
      }
    },
    callUntyped: async (name: string, input: unknown, options?: CallOptions) => {
      if (closed) throw toAppError(new Error("程序正在关闭"));
      if (openRescue === undefined || !isRescue(name) || canOpen()) return current().callUntyped(name, input, options);
      const rescue = openRescue();
      try {
        return await rescue.callUntyped(name, input, options);
      } finally {
        await rescue.close();
        failure = null;
      }
    },
    close: async () => {
      closed = true;
      await service?.close();
      service = null;
    },
  };
}

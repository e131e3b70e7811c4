/** A refusal on its way to the caller, and the HTTP status that goes with it. */
import type { Refusal, RefusalReason } from "../network/protocol.ts";

const statuses: Readonly<Record<RefusalReason, number>> = {
  unproved: 401,
  retired: 403,
  invitation: 403,
  badRequest: 400,
  notFound: 404,
  badFile: 422,
  tooLarge: 413,
  quota: 429,
  tooManyWaiting: 429,
  diskFull: 507,
  busy: 503,
  failed: 500,
};

export class Refused extends Error {
  readonly refusal: Refusal;
  readonly status: number;

  /** @param retryAfter seconds; null when only a person can help */
  constructor(reason: RefusalReason, retryAfter: number | null = null, options?: ErrorOptions) {
    super(reason, options);
    this.refusal = { reason, retryAfter };
    this.status = statuses[reason];
  }
}

/** Receipts and returned records at a station, one after the other: one that is not for this PC keeps none of the others from it. */
import type { ReceiptResult } from "../../api/operations.ts";
import type { Arrival } from "../../bundle/transport.ts";
import type { WritableDb } from "../../sqlite/connection.ts";
import { toAppError, type AppError } from "../../schema/app-error.ts";
import { importReceipt, type ReceiptImport } from "./import-receipt.ts";

export interface ReceiptsImport {
  readonly results: readonly ReceiptResult[];
  readonly failures: readonly { readonly file: string; readonly error: AppError }[];
}

/**
 * @param arrivals in the order in which they are read: what is returned first
 * @throws AppError cancelled, before anything was imported
 */
export async function importReceipts(
  db: WritableDb,
  arrivals: readonly { readonly arrival: Arrival; readonly isReturn: boolean }[],
  options: ReceiptImport,
): Promise<ReceiptsImport> {
  const results: ReceiptResult[] = [];
  const failures: { file: string; error: AppError }[] = [];
  const queue = [...arrivals];
  const again = new Set<Arrival>();
  for (const { arrival, isReturn } of queue) {
    // This PC has just become a new one; a receipt that lies beside is for the one it was.
    if (!isReturn && results.some(({ checkCode }) => checkCode !== null)) break;
    try {
      options.task.throwIfCancelled();
      results.push(await importReceipt(db, arrival, options));
    } catch (failure) {
      const error = toAppError(failure, { file: arrival.shown, path: options.dir });
      if (error.code === "cancelled") {
        if (results.length + failures.length === 0) throw error;
        break;
      }
      // What it follows on may be among the files after it.
      if (error.code === "siblingGap" && !again.has(arrival)) {
        again.add(arrival);
        queue.push({ arrival, isReturn });
        continue;
      }
      failures.push({ file: arrival.shown, error });
    }
  }
  return { results, failures };
}

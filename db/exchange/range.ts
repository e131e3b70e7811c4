/** Where a file's range stands to the chain as it is known here. Clocks have no say. */
import type { ReadableDb } from "../sqlite/connection.ts";
import { hashAt, type Chain } from "../journal/chains.ts";
import type { Header } from "../bundle/format.ts";

export type Plan =
  /** At least one entry is new, and it follows on what is here. */
  | { readonly kind: "apply" }
  /** Everything in it is here, bit for bit. */
  | { readonly kind: "duplicate" }
  | { readonly kind: "gap"; readonly from: number; readonly to: number }
  /** The same entry numbers with another content: a cloned PC, or a restored backup. */
  | { readonly kind: "fork" };

type Range = Pick<Header, "fromSeq" | "toSeq" | "hashBefore" | "hashAfter">;

/** Decides by the header alone; an overlap is compared entry by entry once it is decrypted (`firstForked`). */
export function planFor(db: ReadableDb, chain: Pick<Chain, "id" | "headSeq">, range: Range): Plan {
  if (range.fromSeq > chain.headSeq + 1) return { kind: "gap", from: chain.headSeq + 1, to: range.fromSeq - 1 };
  if (hashAt(db, chain.id, range.fromSeq - 1)?.toString("hex") !== range.hashBefore) return { kind: "fork" };
  if (range.toSeq > chain.headSeq) return { kind: "apply" };
  return hashAt(db, chain.id, range.toSeq)?.toString("hex") === range.hashAfter
    ? { kind: "duplicate" }
    : { kind: "fork" };
}

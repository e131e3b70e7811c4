/** What the operations of `operations.ts` answer, by feature. Types alone. */
export type * from "./records.ts";
export type * from "./ledger.ts";
export type * from "./paper.ts";
export type * from "./exchange.ts";
export type * from "./figures.ts";
export type * from "./upkeep.ts";

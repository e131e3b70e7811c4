/** What the operations of `api.ts` answer, by feature. Types alone. */
export type * from "./api-types/records.ts";
export type * from "./api-types/ledger.ts";
export type * from "./api-types/paper.ts";
export type * from "./api-types/exchange.ts";
export type * from "./api-types/figures.ts";
export type * from "./api-types/upkeep.ts";

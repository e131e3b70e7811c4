/**
 * THE map of operations: name → input schema, output type and who may call it. The utility process in Electron, the loopback
 * host, the CLI and the tests all serve and call exactly these. Imports the schema alone; `db/handlers/` implements it.
 */
import type { z } from "zod";
import type { ErrorReport } from "../schema/errors.ts";
import type { Words } from "../schema/words.ts";
import type { Operation } from "./operation.ts";
import { recordsOperations } from "./records.ts";
import { deskOperations } from "./desk.ts";
import { filesOperations } from "./files.ts";
import { ledgerOperations } from "./ledger.ts";
import { paperOperations } from "./paper.ts";
import { conflictOperations } from "./conflicts.ts";
import { exchangeOperations } from "./exchange.ts";
import { sendingOperations } from "./sending.ts";
import { receivingOperations } from "./receiving.ts";
import { stickOperations } from "./sticks.ts";
import { figuresOperations } from "./figures.ts";
import { officeOperations } from "./office.ts";
import { upkeepOperations } from "./upkeep.ts";

export type * from "./records.ts";
export type * from "./desk.ts";
export type * from "./files.ts";
export type * from "./ledger.ts";
export type * from "./paper.ts";
export type * from "./conflicts.ts";
export type * from "./exchange.ts";
export type * from "./sending.ts";
export type * from "./receiving.ts";
export type * from "./sticks.ts";
export type * from "./figures.ts";
export type * from "./office.ts";
export type * from "./upkeep.ts";

export const api = {
  ...recordsOperations,
  ...deskOperations,
  ...filesOperations,
  ...ledgerOperations,
  ...paperOperations,
  ...conflictOperations,
  ...exchangeOperations,
  ...sendingOperations,
  ...receivingOperations,
  ...stickOperations,
  ...figuresOperations,
  ...officeOperations,
  ...upkeepOperations,
} as const;

export type Api = typeof api;
export type OperationName = keyof Api;
export const operationNames = Object.keys(api) as readonly OperationName[];

/** What a caller passes: defaults may be left out. */
export type Input<N extends OperationName> = z.input<Api[N]["input"]>;
/** What a handler receives. */
export type Checked<N extends OperationName> = z.output<Api[N]["input"]>;
export type Output<N extends OperationName> = Api[N] extends Operation<z.ZodType, infer O> ? O : never;

/** Progress of an operation that takes longer than a moment. `total` is null while it is not known. */
export interface Progress {
  readonly step: Words;
  readonly done: number;
  readonly total: number | null;
}

/** How any host is called: the same shape over a MessagePort, HTTP and in process. */
export interface Client {
  call<N extends OperationName>(name: N, input: Input<N>, options?: CallOptions): Promise<Output<N>>;
}

export interface CallOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Messages between a client and a host. `id` is the client's, one a call. */
export type ToHost =
  | { readonly type: "call"; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: "cancel"; readonly id: number };
export type FromHost =
  | { readonly type: "result"; readonly id: number; readonly output: unknown }
  | { readonly type: "error"; readonly id: number; readonly error: ErrorReport }
  | { readonly type: "progress"; readonly id: number; readonly progress: Progress };

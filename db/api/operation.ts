/** What an operation is: its input's schema, its answer's type, and who may call it. */
import { z } from "zod";
import type { Role } from "../schema/roles.ts";

/** Who may call an operation, and what becomes of the call. Checked in one place, where operations are dispatched (`db/service.ts`). */
export interface Access {
  /** Only in this kind of office. */
  readonly office?: Role;
  /** Carries this PC's data to others, or binds it to a district: not with sample data. */
  readonly leavesThisPc?: true;
  /** Answered although the data cannot be opened or was lost: looking for a backup and restoring it. */
  readonly isRescue?: true;
  /** The part of the input that names the file it writes, or the folder in which it writes: never the program's own. */
  readonly writes?: "file" | "to" | "folder";
  /** Waits for others outside this PC, and uses the data in turns of its own meanwhile: it does not keep work that is alone from beginning. */
  readonly takesTurns?: true;
  /** Noted in the program's log, with the operator: what is taken away, handed out, or let in. */
  readonly isLogged?: true;
}

export interface Operation<I extends z.ZodType, O> {
  readonly input: I;
  readonly access: Access;
  /** Phantom: the type of the result. Never present at run time. */
  readonly output?: O;
}

export const operation =
  <O>() =>
  <I extends z.ZodType>(input: I, access: Access = {}): Operation<I, O> => ({ input, access });

export const nothing = z.strictObject({});
export const path = z.string().min(1).max(4_096);
export const fields = z.record(z.string(), z.json());
export const year = z.int().min(1949).max(2200);

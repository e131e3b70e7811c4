/** Fields that two sides changed without knowing of each other: which, what each says, and the decision of a person. */
import { z } from "zod";
import { conflictSideSchema, type ConflictSide, type UndecidableReason } from "../schema/conflict.ts";
import { recordId } from "../schema/field.ts";
import type { Kind } from "../schema/kinds.ts";
import type { Words } from "../schema/words.ts";
import { nothing, operation } from "./operation.ts";

export interface ConflictValue {
  /** Names it in a decision: the journal position of its entry here. */
  readonly position: number;
  readonly value: unknown;
  readonly side: ConflictSide;
  /** The station's name; null for the district. */
  readonly office: string | null;
  /** The operator's name; null when unknown here. */
  readonly operator: string | null;
  /** By its author's clock, milliseconds since 1970. */
  readonly at: number;
}

export interface Conflict {
  readonly id: string;
  /** The record or child row whose field it is. */
  readonly record: string;
  readonly kind: Kind;
  readonly field: string;
  readonly label: Words;
  /** The record that is opened to look at it. */
  readonly home: {
    readonly id: string;
    readonly kind: Kind;
    /** It has a form to open. */
    readonly isListed: boolean;
    readonly number: string | null;
    readonly title: string;
  };
  /** The child row, when it is in one. */
  readonly row: { readonly kind: Kind; readonly title: string } | null;
  readonly station: string;
  readonly stationName: string | null;
  /** Two or more, the one that shows now first. */
  readonly values: readonly ConflictValue[];
  /** What a decision answers: more than `values` where two say the same. */
  readonly seen: readonly number[];
  /** Names of the records that values name, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Why this office may not decide; null when it may. */
  readonly whyNot: UndecidableReason | null;
  /** It was decided on this PC and taken back. */
  readonly isAgain: boolean;
}

export interface DecidedConflict extends Conflict {
  /** For `conflict.undo`; several that were decided at once share it. */
  readonly tx: string;
  readonly at: number;
  /** The position of the value that was taken. */
  readonly chosen: number;
  readonly isUndoable: boolean;
}

export interface DecisionResult {
  /** null when nothing was decided. */
  readonly tx: string | null;
  readonly decided: number;
  readonly leftOut: readonly { readonly id: string; readonly reason: UndecidableReason }[];
}

const conflictId = z.string().regex(/^[0-9a-f-]{36}\.\w{1,60}$/);

export const conflictOperations = {
  /** Those that wait for a decision, newest change first, at most 500; `total` counts all. */
  "conflict.list": operation<{ total: number; open: readonly Conflict[]; decided: readonly DecidedConflict[] }>()(
    nothing,
  ),
  "conflict.count": operation<{ total: number }>()(nothing),
  /** One or many, in one transaction. @throws AppError conflictNotDecided when there is only one and it cannot be decided */
  "conflict.decide": operation<DecisionResult>()(
    z.strictObject({
      choices: z
        .array(
          z.strictObject({
            id: conflictId,
            /** A value's position, or whose value. */
            use: z.union([z.int(), conflictSideSchema]),
            /** The conflict's `seen`: when it is not that any more, nothing is decided. */
            seen: z.array(z.int()).max(1_000).optional(),
          }),
        )
        .min(1)
        .max(1_000),
    }),
  ),
  /** Takes a decision back. @throws AppError conflictNotUndone when everything was changed since */
  "conflict.undo": operation<{ undone: number; kept: number }>()(z.strictObject({ tx: recordId })),
} as const;

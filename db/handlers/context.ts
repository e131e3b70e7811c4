/** What every handler gets: the folder, the connection, the clock, and its task's progress and cancellation. */
import type { Checked, OperationName, Output } from "../api/operations.ts";
import type { Task } from "../tasks/task.ts";
import { readIdentity } from "../office/identity.ts";
import type { Author } from "../journal/write.ts";
import type { Connection } from "../database/open.ts";
import type { DriveReader } from "../data-folder/drives.ts";
import type { Sender } from "../sending/sender.ts";
import type { Reception } from "../receiver/reception.ts";
import type { Sticks } from "../sticks/sticks.ts";

export interface Context {
  readonly dir: string;
  readonly version: string;
  /** The key of the database at rest, if it has one. */
  readonly key?: string | undefined;
  readonly now: () => number;
  readonly isSetUp: boolean;
  /** @throws AppError databaseMissing before `app.setup` */
  readonly db: Connection;
  /** Runs `work` while no other operation does: for a transaction that stays open over awaits. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** Makes the database of a fresh folder. @throws AppError databaseExists, databaseReadOnly, diskFull */
  create(): Connection;
  /** Sample data is open, not the office's own. */
  readonly isSample: boolean;
  /** Where sample data may lie; null where the host has none. */
  readonly sampleDir: string | null;
  /** The folder that the host named, where the office's own data is or will be. */
  readonly homeDir: string;
  readonly drives: DriveReader;
  /** What is put in and pulled out while the program runs. */
  readonly sticks: Sticks;
  /** Contacts with the district, one at a time. */
  readonly sender: Sender;
  /** Whether this PC listens for stations. */
  readonly reception: Reception;
  /** The code of the thread that reads large ledger files (`db/spreadsheet/read-worker.ts`). */
  readonly ledgerReader: string | URL;
  /** Waits for other calls to end, replaces, and lets those that came meanwhile go on with what is open then. */
  replaceData(replacement: Replacement): Promise<void>;
}

/** Two synchronous steps, so that no call comes between: with the data open, and closed. */
export interface Replacement {
  readonly whileOpen?: (db: Connection) => void;
  /** @returns the folder to open afterwards; the same one when it returns nothing */
  readonly whileClosed: () => string | void;
}

export type Handler<N extends OperationName> = (
  context: Context,
  input: Checked<N>,
  task: Task,
) => Output<N> | Promise<Output<N>>;

export type Handlers = { readonly [N in OperationName]: Handler<N> };

/** A feature's part of the operations. */
export type Part<N extends OperationName> = Pick<Handlers, N>;

/** Who writes: this PC, its signed-in operator, now. */
export function authorOf(context: Context): Author {
  return { identity: readIdentity(context.db), now: context.now() };
}

/**
 * How the files of an exchange travel: out through an outbox, in as arrivals. What is written (`write.ts`) and what the offices do
 * with it (`db/exchange`) know neither sticks nor networks: a folder is one way (`folder.ts`).
 */
import type { Task } from "../tasks/task.ts";
import type { FileNames } from "./file-names.ts";
import type { Header } from "./format.ts";
import type { OpenedFile } from "./read.ts";

/** A file that is ready to leave: signed, with its payload on the local disk. */
export interface SealedFile {
  readonly names: FileNames;
  readonly header: Header;
  /** Everything before the payload, signature included. */
  readonly head: Buffer;
  /** Path of the encrypted payload. */
  readonly payload: string;
  /** The key that made the signature, so that what arrived can be checked. */
  readonly signingKey: string;
}

export interface PlacedFile {
  /** Where it is now, as the user knows it. */
  readonly file: string;
  /** Of the whole file, hexadecimal. */
  readonly sha256: string;
}

export interface Outbox {
  /**
   * Takes a file; once it answers, the file is whole where it belongs, and was read back.
   * @param onLeaving called when the file may leave this PC from now on
   * @throws AppError fileUnwritable, bundleVerifyFailed, cancelled. Nothing is left behind then.
   */
  put(
    sealed: SealedFile,
    run: { readonly task: Task; readonly onLeaving?: (() => void) | undefined },
  ): Promise<PlacedFile>;
  /** Removes a file again, as far as that is possible. */
  takeBack(file: string): Promise<void>;
}

/** A file of the other office that waits to be read. */
export interface Arrival {
  /** As the user knows it. */
  readonly shown: string;
  /** Its head, where it lies. @throws AppError fileUnreadable, bundleNotOurs, bundleTruncated, bundleDamaged */
  look(): Promise<OpenedFile>;
  /**
   * Copies it whole to the local disk, where it is verified: a stick may be pulled out, a page of it may change.
   * @throws AppError those of `look`, diskFull, cancelled
   */
  bring(copy: string, task: Task): Promise<void>;
}

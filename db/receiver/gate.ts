/**
 * Looks at a file while it comes in: nothing behind its head is let through before the head is known to be the caller's own, signed,
 * and for this district. Whoever proves a key and sends something else fills no disk.
 */
import { headLength, parseHeadBytes, requireSignature, type OpenedFile } from "../bundle/read.ts";
import { entriesIn } from "../bundle/format.ts";
import { AppError } from "../schema/app-error.ts";
import { Refused } from "./refused.ts";

export interface Sender {
  readonly district: string;
  readonly replica: string;
  readonly station: string;
  readonly signingKey: string;
  /** The invitation that a PC shows that is not confirmed yet; null for a confirmed one. */
  readonly invitation: string | null;
}

export class Gate {
  readonly #sender: Sender;
  /** Of the whole file, as announced. */
  readonly #bytes: number;
  #head = Buffer.alloc(0);
  #isOpen = false;

  constructor(sender: Sender, bytes: number) {
    this.#sender = sender;
    this.#bytes = bytes;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What came before, and then what comes, in order. Returns when it may be stored. @throws Refused badFile */
  pass(bytes: Buffer): void {
    if (this.#isOpen) return;
    this.#head = Buffer.concat([this.#head, bytes]);
    try {
      const length = headLength(this.#head, { shown: "" });
      if (length === null || this.#head.length < length) return;
      requireOwn(
        parseHeadBytes(this.#head.subarray(0, length), { file: "", shown: "", bytes: this.#bytes }),
        this.#sender,
      );
    } catch (error) {
      if (error instanceof AppError) throw new Refused("badFile", null, { cause: error });
      throw error;
    }
    this.#isOpen = true;
    this.#head = Buffer.alloc(0);
  }
}

/** @throws Refused badFile; AppError bundleDamaged */
export function requireOwn(opened: OpenedFile, sender: Sender): void {
  const { stable, header } = opened;
  const isOwn =
    stable.type === "bundle" &&
    stable.district === sender.district &&
    stable.station === sender.station &&
    stable.replica === sender.replica;
  // A PC that nobody has confirmed says who it is, and nothing else.
  const isFit =
    sender.invitation === null || (header?.join?.invitation === sender.invitation && entriesIn(stable) === 0);
  if (!isOwn || !isFit) throw new Refused("badFile");
  requireSignature(opened, sender.signingKey);
}

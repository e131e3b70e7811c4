/**
 * Where uploads lie: `inbox/open/` while they come in, `inbox/<SHA-256>.lxq` once they are whole. The names are the receiver's own.
 * The network side writes here and nowhere else, and never reads what others have sent but to check it.
 */
import { FileStore } from "@tus/file-store";
import type { Readable } from "node:stream";
import { mkdirSync } from "node:fs";
import { open, readdir, rename, rm, stat, statfs, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { openFile, requirePayload, type OpenedFile } from "../bundle/read.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { privateFolder } from "../files/access.ts";
import { syncFolder, toBuffer } from "../files/durable-files.ts";
import { Gate, requireOwn, type Sender } from "./gate.ts";
import type { ReceiverLimits } from "./limits.ts";
import { Refused } from "./refused.ts";

/** A whole file in the inbox. */
export const storedSchema = z.object({
  sha256: z.string(),
  bytes: z.number(),
  station: z.string(),
  replica: z.string(),
  fromSeq: z.number(),
  toSeq: z.number(),
  hashAfter: z.string(),
});
export type StoredFile = z.infer<typeof storedSchema>;

/** @throws ZodError where the header lacks what a note vouches for */
export function storedOf({ stable, bytes }: OpenedFile, sha256: string): StoredFile {
  const { station, replica } = stable;
  const hashAfter = z.string().parse(stable["hashAfter"]);
  // Entries of another chain: their range says nothing of the sender's own.
  const { fromSeq, toSeq } = stable["of"] === undefined ? stable : { fromSeq: 1, toSeq: 0 };
  return { sha256, bytes, station, replica, fromSeq, toSeq, hashAfter };
}

export const inboxFolder = (dir: string): string => join(dir, "inbox");
export const inboxFile = (dir: string, sha256: string): string => join(inboxFolder(dir), `${sha256}.lxq`);

/** What is kept beside an upload of whoever began it. */
const ownerSchema = z.object({ replica: z.string(), station: z.string() });
export type Owner = z.infer<typeof ownerSchema>;

export class UploadStore extends FileStore {
  readonly #dir: string;
  readonly #limits: ReceiverLimits;
  readonly #senderOf: (owner: Owner) => Sender;

  /** @param senderOf by what a file is checked. @throws Refused unproved where the PC is not known any more */
  constructor(dir: string, limits: ReceiverLimits, senderOf: (owner: Owner) => Sender) {
    const directory = join(inboxFolder(dir), "open");
    mkdirSync(directory, { recursive: true, mode: privateFolder });
    super({ directory, expirationPeriodInMilliseconds: limits.uploadMs });
    this.#dir = dir;
    this.#limits = limits;
    this.#senderOf = senderOf;
    this.extensions = ["creation", "expiration"];
  }

  /** Who began an upload; null where there is none. */
  async ownerOf(id: string): Promise<Owner | null> {
    const upload = await this.configstore.get(id).catch(() => undefined);
    const owner = ownerSchema.safeParse(upload?.metadata);
    return owner.success ? owner.data : null;
  }

  /** Before a byte is stored: room on the disk and in the caller's quota. @throws Refused diskFull, quota, tooLarge */
  async requireRoom(owner: Owner, bytes: number, isJoining: boolean): Promise<void> {
    const { openUploads, stationBytes, freeBytes, joinBytes } = this.#limits;
    if (isJoining && bytes > joinBytes) throw new Refused("tooLarge");
    let own = 0;
    let stations = bytes;
    for (const id of await this.#ids()) {
      const upload = await this.configstore.get(id).catch(() => undefined);
      const other = ownerSchema.safeParse(upload?.metadata);
      if (!other.success) continue;
      if (other.data.replica === owner.replica) own += 1;
      if (other.data.station === owner.station) stations += upload?.size ?? 0;
    }
    if (own >= openUploads) {
      // Those that were given up: a station goes on with the newest or begins anew.
      await this.#removeOf(owner);
    }
    if (stations > stationBytes) throw new Refused("quota", 3_600);
    const { bavail, bsize } = await statfs(this.directory);
    if (bavail * bsize - bytes < freeBytes) throw new Refused("diskFull", 3_600);
  }

  async #ids(): Promise<string[]> {
    const names = await readdir(this.directory).catch(() => []);
    return names.filter((name) => !name.endsWith(".json"));
  }

  async #removeOf(owner: Owner): Promise<void> {
    for (const id of await this.#ids()) {
      const other = await this.ownerOf(id);
      if (other?.replica === owner.replica) await this.discard(id);
    }
  }

  async discard(id: string): Promise<void> {
    await rm(join(this.directory, id), { force: true });
    await rm(join(this.directory, `${id}.json`), { force: true });
  }

  /** @throws Refused badFile, diskFull, notFound; what came before stays where it can be gone on with */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.configstore.get(id);
    const owner = await this.ownerOf(id);
    if (upload?.size === undefined || owner === null) throw new Refused("notFound");
    const gate = new Gate(this.#senderOf(owner), upload.size);
    const file = join(this.directory, id);
    const handle = await open(file, "r+");
    let position = offset;
    try {
      for (let at = 0; at < offset && !gate.isOpen;) {
        const buffer = Buffer.alloc(Math.min(headPiece, offset - at));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
        if (bytesRead === 0) break;
        gate.pass(buffer.subarray(0, bytesRead));
        at += bytesRead;
      }
      for await (const chunk of stream) {
        const bytes = toBuffer(chunk);
        gate.pass(bytes);
        await writeAt(handle, bytes, position);
        position += bytes.length;
      }
    } catch (error) {
      if (error instanceof Refused && error.refusal.reason === "badFile") await this.discard(id);
      if (error instanceof Error && toAppError(error).code === "diskFull")
        throw new Refused("diskFull", 600, { cause: error });
      throw error;
    } finally {
      await handle.close();
    }
    return position;
  }

  /**
   * Checks a finished upload to its last byte and gives it its place in the inbox.
   * @throws Refused badFile: the upload is removed; diskFull
   */
  async finish(id: string): Promise<StoredFile> {
    const owner = await this.ownerOf(id);
    if (owner === null) throw new Refused("notFound");
    const file = join(this.directory, id);
    try {
      const opened = await openFile(file, id);
      requireOwn(opened, this.#senderOf(owner));
      const stored = storedOf(opened, await requirePayload(opened));
      const handle = await open(file, "r+");
      await handle.sync();
      await handle.close();
      await rename(file, inboxFile(this.#dir, stored.sha256));
      syncFolder(inboxFolder(this.#dir));
      await rm(join(this.directory, `${id}.json`), { force: true });
      return stored;
    } catch (error) {
      if (error instanceof Refused || isBad(error)) {
        await this.discard(id);
        throw error instanceof Refused ? error : new Refused("badFile", null, { cause: error });
      }
      throw toAppError(error).code === "diskFull" ? new Refused("diskFull", 600, { cause: error }) : error;
    }
  }

  /** Uploads that were whole when the receiver was stopped, and removes those that nobody went on with. @returns ids to finish */
  async sweep(now: number): Promise<string[]> {
    const whole: string[] = [];
    for (const id of await this.#ids()) {
      const upload = await this.configstore.get(id).catch(() => undefined);
      const file = await stat(join(this.directory, id)).catch(() => null);
      if (file === null) continue;
      if (upload === undefined || file.mtimeMs < now - this.#limits.uploadMs) await this.discard(id);
      else if (file.size === upload.size) whole.push(id);
    }
    return whole;
  }
}

const headPiece = 128 * 1024;

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}

const isBad = (error: unknown): boolean =>
  error instanceof z.ZodError ||
  (error instanceof AppError && ["bundleNotOurs", "bundleTruncated", "bundleDamaged"].includes(error.code));

/**
 * Where uploads lie: `inbox/open/` while they come in, the inbox once they are whole (`inbox.ts`). The names are the receiver's own.
 * The network side writes here and nowhere else, and never reads what others have sent but to check it.
 */
import { FileStore } from "@tus/file-store";
import type { Readable } from "node:stream";
import type { Upload } from "@tus/server";
import { existsSync, mkdirSync } from "node:fs";
import { open, readdir, rename, rm, stat, statfs, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { openFile, requirePayload, type OpenedFile } from "../bundle/read.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { privateFolder } from "../files/access.ts";
import { removeIfPossible, syncFolder, toBuffer } from "../files/durable-files.ts";
import { inboxDigest, inboxFile, inboxFolder } from "./inbox.ts";
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

/** What is kept beside an upload of whoever began it. */
const ownerSchema = z.object({ replica: z.string(), station: z.string() });
export type Owner = z.infer<typeof ownerSchema>;

/** Of the whole file that is announced, as its sender says; nothing is believed of it but that the same is the same. */
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What is announced before a byte of it comes. */
export interface Announced extends Owner {
  readonly bytes: number;
  /** SHA-256; null where the sender does not say. */
  readonly sha256: string | null;
}

interface OpenUpload extends Announced {
  /** Milliseconds since 1970 when it was last written to. */
  readonly at: number;
}

export class UploadStore extends FileStore {
  readonly #dir: string;
  readonly #limits: ReceiverLimits;
  readonly #senderOf: (owner: Owner) => Sender;
  readonly #now: () => number;
  /** By id. What lies in the folder, so that nobody's announcement costs a look at all of it. */
  readonly #open = new Map<string, OpenUpload>();
  /** Stored and not imported when last looked at, by SHA-256, for each station. */
  readonly #waiting = new Map<string, Map<string, StoredFile>>();
  readonly #finishing = new Map<string, Promise<StoredFile>>();

  /** @param senderOf by what a file is checked. @throws Refused unproved where the PC is not known any more */
  constructor(
    dir: string,
    limits: ReceiverLimits,
    senderOf: (owner: Owner) => Sender,
    now: () => number = () => Date.now(),
  ) {
    const directory = join(inboxFolder(dir), "open");
    mkdirSync(directory, { recursive: true, mode: privateFolder });
    super({ directory, expirationPeriodInMilliseconds: limits.uploadMs });
    this.#dir = dir;
    this.#limits = limits;
    this.#senderOf = senderOf;
    this.#now = now;
    this.extensions = ["creation", "expiration"];
  }

  /** Who began an upload; null where there is none. */
  ownerOf(id: string): Owner | null {
    const upload = this.#open.get(id);
    return upload === undefined ? null : { replica: upload.replica, station: upload.station };
  }

  /**
   * Before a byte is stored: keeps room on the disk and in the caller's quota for an upload, or says why there is none. Files that wait
   * in the inbox count with those that are under way. Of a PC's own uploads two kinds give way: the same file, begun before (its
   * sender never learnt under which name), and at the limit the one that was left alone longest, after an hour.
   * @throws Refused diskFull, quota, tooLarge
   */
  async requireRoom(id: string, announced: Announced, isJoining: boolean): Promise<void> {
    const { openUploads, waitingFiles, stationBytes, freeBytes, joinBytes } = this.#limits;
    const { replica, station, bytes, sha256 } = announced;
    if (isJoining && bytes > joinBytes) throw new Refused("tooLarge");
    const own = [...this.#open].filter(([, other]) => other.replica === replica);
    const [left] = own.toSorted(([, a], [, b]) => a.at - b.at);
    const same = sha256 === null ? undefined : own.find(([, other]) => other.sha256 === sha256);
    const isLeft = left !== undefined && left[1].at <= this.#now() - leftAloneMs;
    const givesWay = same ?? (own.length >= openUploads && isLeft ? left : undefined);
    if (own.length >= openUploads && givesWay === undefined) throw new Refused("quota", 600);
    const waiting = this.#waitingOf(station);
    if (waiting.filter((file) => file.replica === replica).length >= waitingFiles) throw new Refused("quota", 3_600);
    const others = [...this.#open].filter(([other, upload]) => upload.station === station && other !== givesWay?.[0]);
    const all = [...others.map(([, upload]) => upload), ...waiting];
    if (all.reduce((sum, file) => sum + file.bytes, bytes) > stationBytes) throw new Refused("quota", 3_600);
    // Before anything is waited for, so that two that come at once do not both find the last place.
    this.#open.set(id, { ...announced, at: this.#now() });
    try {
      if (givesWay !== undefined) await this.discard(givesWay[0]);
      const { bavail, bsize } = await statfs(this.directory);
      if (bavail * bsize - bytes < freeBytes) throw new Refused("diskFull", 3_600);
    } catch (error) {
      this.#open.delete(id);
      throw error;
    }
  }

  /** The desk takes files out of the inbox without a word. */
  #waitingOf(station: string): StoredFile[] {
    const files = this.#waiting.get(station);
    if (files === undefined) return [];
    for (const sha256 of files.keys()) if (!existsSync(inboxFile(this.#dir, sha256))) files.delete(sha256);
    if (files.size === 0) this.#waiting.delete(station);
    return [...files.values()];
  }

  #noteWaiting(file: StoredFile): void {
    const files = this.#waiting.get(file.station) ?? new Map<string, StoredFile>();
    this.#waiting.set(file.station, files.set(file.sha256, file));
  }

  /** @throws Refused diskFull */
  override async create(upload: Upload): Promise<Upload> {
    try {
      return await super.create(upload);
    } catch (error) {
      await this.discard(upload.id);
      throw fullOr(error);
    }
  }

  async discard(id: string): Promise<void> {
    this.#open.delete(id);
    await rm(join(this.directory, id), { force: true });
    await rm(join(this.directory, `${id}.json`), { force: true });
  }

  /** @throws Refused badFile, diskFull, notFound; what came before stays where it can be gone on with */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const upload = this.#open.get(id);
    if (upload === undefined) throw new Refused("notFound");
    const gate = new Gate(this.#senderOf(upload), upload.bytes);
    const handle = await open(join(this.directory, id), "r+").catch((error: unknown) => {
      throw this.#told(id, error);
    });
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
        this.#touch(id);
      }
    } catch (error) {
      if (error instanceof Refused && error.refusal.reason === "badFile") await this.discard(id);
      throw this.#told(id, error);
    } finally {
      await handle.close();
    }
    return position;
  }

  #touch(id: string): void {
    const upload = this.#open.get(id);
    if (upload !== undefined) this.#open.set(id, { ...upload, at: this.#now() });
  }

  /** Bytes of an upload that is here to the last one and has no place in the inbox yet: the disk failed, or the power. */
  async wholeBytes(id: string): Promise<number | null> {
    const upload = this.#open.get(id);
    const file = upload === undefined ? null : await stat(join(this.directory, id)).catch(() => null);
    return file !== null && file.size === upload?.bytes ? file.size : null;
  }

  /**
   * Checks a finished upload to its last byte and gives it its place in the inbox; once, however many ask for it.
   * @throws Refused badFile: the upload is removed; diskFull
   */
  finish(id: string): Promise<StoredFile> {
    const running = this.#finishing.get(id);
    if (running !== undefined) return running;
    const work = this.#finish(id).finally(() => this.#finishing.delete(id));
    this.#finishing.set(id, work);
    return work;
  }

  async #finish(id: string): Promise<StoredFile> {
    const owner = this.ownerOf(id);
    if (owner === null) throw new Refused("notFound");
    const file = join(this.directory, id);
    let isPlaced = false;
    try {
      const opened = await openFile(file, id);
      requireOwn(opened, this.#senderOf(owner));
      const stored = storedOf(opened, await requirePayload(opened));
      const handle = await open(file, "r+");
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(file, inboxFile(this.#dir, stored.sha256));
      isPlaced = true;
      this.#noteWaiting(stored);
      this.#open.delete(id);
      syncFolder(inboxFolder(this.#dir));
      await removeIfPossible(join(this.directory, `${id}.json`));
      return stored;
    } catch (error) {
      if (error instanceof Refused || isBad(error)) {
        await this.discard(id);
        throw error instanceof Refused ? error : new Refused("badFile", null, { cause: error });
      }
      throw isPlaced ? fullOr(error) : this.#told(id, error);
    }
  }

  /** What the caller is told: another upload has taken the place of this one, the disk is full, or what it is. */
  #told(id: string, error: unknown): unknown {
    return error instanceof Refused || this.#open.has(id)
      ? fullOr(error)
      : new Refused("notFound", null, { cause: error });
  }

  /** At the start: what lies here. @returns ids that were whole when the receiver was stopped, to finish */
  async takeStock(): Promise<string[]> {
    for (const name of await readdir(inboxFolder(this.#dir))) {
      const sha256 = inboxDigest(name);
      const opened = sha256 === null ? null : await openFile(inboxFile(this.#dir, sha256), name).catch(() => null);
      // What cannot be read, the desk sets aside.
      if (sha256 !== null && opened !== null) this.#noteWaiting(storedOf(opened, sha256));
    }
    const whole: string[] = [];
    const ids = new Set((await readdir(this.directory)).map((name) => name.replace(/\.json$/, "")));
    for (const id of ids) {
      const upload = await this.configstore.get(id).catch(() => undefined);
      const file = await stat(join(this.directory, id)).catch(() => null);
      const owner = ownerSchema.safeParse(upload?.metadata);
      if (upload?.size === undefined || file === null || !owner.success) {
        await this.discard(id);
        continue;
      }
      const sha256 = announcedDigest(upload.metadata);
      this.#open.set(id, { ...owner.data, bytes: upload.size, sha256, at: file.mtimeMs });
      if (file.size === upload.size) whole.push(id);
    }
    await this.removeLeft();
    return whole.filter((id) => this.#open.has(id));
  }

  /** Removes uploads that nobody has gone on with. */
  async removeLeft(): Promise<void> {
    const before = this.#now() - this.#limits.uploadMs;
    for (const [id, { at }] of this.#open) if (at < before) await this.discard(id);
  }
}

/** What a sender may say of its file beside its length. */
export const announcedDigest = (metadata: Upload["metadata"]): string | null =>
  digestSchema.safeParse(metadata?.["sha256"]).data ?? null;

/** An upload that was left alone for so long gives way to another one of the same PC. */
const leftAloneMs = 60 * 60_000;

const fullOr = (error: unknown): unknown =>
  !(error instanceof Refused) && toAppError(error).code === "diskFull"
    ? new Refused("diskFull", 600, { cause: error })
    : error;

const headPiece = 128 * 1024;

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}

const isBad = (error: unknown): boolean =>
  error instanceof z.ZodError ||
  (error instanceof AppError && ["bundleNotOurs", "bundleTruncated", "bundleDamaged"].includes(error.code));

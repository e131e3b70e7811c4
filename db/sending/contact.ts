/**
 * One contact with the district: proves who calls, sends what waits, takes notes of delivery and receipts, until neither side has
 * anything new. Cut at any point it leaves what was done, and the next contact goes on there.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { DefaultHttpStack, DetailedError, Upload } from "tus-js-client";
import type { UploadResult } from "../api/operations.ts";
import { arrivalIn } from "../bundle/folder.ts";
import { loadKeys, type Keys } from "../bundle/crypto.ts";
import { openFile } from "../bundle/read.ts";
import { storedDocument, storeDocument } from "../exchange/document-files.ts";
import { receiptDigest } from "../exchange/documents.ts";
import { joinRequestFor, knownDistrict } from "../exchange/join.ts";
import { storedReceipt } from "../exchange/restored/return-out.ts";
import { importReceipts } from "../exchange/station/import-receipts.ts";
import { uploadAddressFor } from "../exchange/upload-address.ts";
import { privateFolder } from "../files/access.ts";
import { writeChunk } from "../files/durable-files.ts";
import { feedOf, readChain } from "../journal/chains.ts";
import { parseUploadAddress } from "../network/address.ts";
import { isDeliveryOf } from "../network/delivery.ts";
import {
  challengeAnswer,
  newsAnswer,
  paths,
  proofBytes,
  sessionAnswer,
  type NewsAnswer,
  type NewsRequest,
} from "../network/protocol.ts";
import { readIdentity } from "../office/identity.ts";
import { AppError } from "../schema/app-error.ts";
import { randomId } from "../schema/ids.ts";
import { progressSteps } from "../schema/progress-steps.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import type { Task } from "../tasks/task.ts";
import { ask, hostOf, lineError, openLine, refusedBy, send, type Line } from "./line.ts";
import {
  clearOutgoing,
  noteDelivered,
  outgoingFiles,
  outgoingPath,
  packOutgoing,
  receivedSeq,
  rememberUpload,
  type OutgoingFile,
} from "./outgoing.ts";

export interface ContactOptions {
  readonly dir: string;
  readonly now: () => number;
  readonly task: Task;
  /** Ends the contact where it is. */
  readonly signal?: AbortSignal | undefined;
  /** `http://host:port`; null for a direct line. */
  readonly proxy: string | null;
}

/** As the window is told it, with the errors as they were thrown. */
export interface ContactResult extends Omit<UploadResult, "failures"> {
  readonly failures: readonly AppError[];
}

/** Bytes of one request: what a cut costs at most. */
const pieceBytes = 4 * 1024 * 1024;
/** Each round sends what the last answer asked for; more than a few mean that the two sides do not agree. */
const mostRounds = 6;

/**
 * @throws AppError notJoined, uploadNoAddress, upload…, cancelled, as `exportBundle`. What was delivered until then stays so.
 */
export async function contactDistrict(db: WritableDb, options: ContactOptions): Promise<ContactResult> {
  const identity = readIdentity(db);
  if (identity.district === null) throw new AppError("notJoined");
  const address = parseUploadAddress(uploadAddressFor(db, identity) ?? "");
  if (address === null) throw new AppError("uploadNoAddress");
  const line = openLine(address, options.proxy);
  try {
    return await new Contact(db, line, identity.district.id, options).run();
  } finally {
    line.close();
  }
}

class Contact {
  readonly #db: WritableDb;
  readonly #line: Line;
  readonly #options: ContactOptions;
  readonly #replica: string;
  readonly #district: string;
  readonly #keys: Keys;
  #token = "";
  readonly #delivered: OutgoingFile[] = [];
  readonly #failures: AppError[] = [];
  #feedback = 0;

  constructor(db: WritableDb, line: Line, district: string, options: ContactOptions) {
    this.#db = db;
    this.#line = line;
    this.#district = district;
    this.#options = options;
    this.#replica = readIdentity(db).replicaId;
    this.#keys = loadKeys(options.dir, this.#replica);
  }

  async run(): Promise<ContactResult> {
    const { dir } = this.#options;
    const db = this.#db;
    await clearOutgoing(db, dir, readChain(db, this.#replica));
    await this.#prove();
    db.run(`UPDATE "replica" SET "contactAt" = ? WHERE "id" = ?`, [this.#options.now(), this.#replica]);
    let news = await this.#news();
    this.#believe(news);
    for (let round = 0; round < mostRounds; round += 1) {
      const hasSent = await this.#sendAll();
      if (hasSent) news = await this.#news();
      const hasRead = await this.#readAnswers(news);
      // What came may have made another chain of this PC, which introduces itself with the next contact.
      if ((!hasSent && !hasRead) || readIdentity(db).replicaId !== this.#replica) break;
      // A receipt may ask for something, and the district may have more to say once it knows that this one came.
      if (hasRead) news = await this.#news();
    }
    return this.#result();
  }

  #result(): ContactResult {
    const { importedSeq, headSeq } = readChain(this.#db, this.#replica);
    return {
      sent: this.#delivered.map(({ file, fromSeq, toSeq }) => ({
        file,
        entries: Math.max(0, toSeq - fromSeq + 1),
        grade: toSeq >= fromSeq && toSeq <= importedSeq ? "imported" : "received",
      })),
      feedback: this.#feedback,
      left: headSeq - Math.max(importedSeq, receivedSeq(this.#db, this.#replica)),
      failures: this.#failures,
    };
  }

  async #prove(): Promise<void> {
    const db = this.#db;
    const replica = this.#replica;
    const { signal } = this.#options;
    const asked = { method: "POST", ...(signal === undefined ? {} : { signal }) } as const;
    const { nonce } = await ask(this.#line, challengeAnswer, { ...asked, path: paths.challenge, body: { replica } });
    const pin = this.#line.pin() ?? "";
    const proof = proofBytes({ district: this.#district, replica, nonce, pin });
    const signature = this.#keys.signContact(proof).toString("base64url");
    const isWaiting = readChain(db, replica).state === "waiting";
    const request = isWaiting ? joinRequestFor(knownDistrict(db, readIdentity(db)).invitation, this.#keys) : null;
    const body = { replica, nonce, signature, join: request };
    this.#token = (await ask(this.#line, sessionAnswer, { ...asked, path: paths.session, body })).token;
  }

  async #news(): Promise<NewsAnswer> {
    const db = this.#db;
    const { signal } = this.#options;
    const { stationId } = readIdentity(db);
    const feed = feedOf(db, stationId);
    const receipt = storedReceipt(db);
    const body: NewsRequest = {
      files: outgoingFiles(db).map(({ sha256 }) => sha256),
      feed: { replica: feed.id, seq: feed.headSeq },
      receipt: receipt === null ? null : receiptDigest(receipt),
    };
    const news = await ask(this.#line, newsAnswer, {
      method: "POST",
      path: paths.news,
      token: this.#token,
      body,
      ...(signal === undefined ? {} : { signal }),
    });
    await this.#takeNotes(news);
    return news;
  }

  async #takeNotes({ notes }: NewsAnswer): Promise<void> {
    const db = this.#db;
    const { signingKey } = feedOf(db, readIdentity(db).stationId);
    for (const outgoing of outgoingFiles(db)) {
      const note = notes.find(({ body }) => body.sha256 === outgoing.sha256);
      if (note === undefined) continue;
      if (signingKey === null || !isDeliveryOf(signingKey, note)) throw new AppError("uploadUnproved");
      await noteDelivered(db, this.#options.dir, outgoing, { note, district: this.#district });
      this.#delivered.push(outgoing);
      if (outgoing.toSeq < outgoing.fromSeq) this.#noteWanted();
    }
  }

  /** What the receiver holds counts where it is less than what was believed: it may have lost its inbox, and all of it is sent again. */
  #believe({ holds }: NewsAnswer): void {
    const { importedSeq } = readChain(this.#db, this.#replica);
    this.#db.run(`UPDATE "replica" SET "receivedSeq" = min("receivedSeq", ?) WHERE "id" = ?`, [
      Math.max(importedSeq, holds),
      this.#replica,
    ]);
  }

  /** @returns whether anything was sent */
  async #sendAll(): Promise<boolean> {
    const db = this.#db;
    const { dir, now, task } = this.#options;
    if (this.#hasNews())
      await oneExchangeAtATime(db, () =>
        packOutgoing(db, { dir, now: now(), task, replica: this.#replica, skipsWanted: this.#isWantedSent() }),
      );
    const files = outgoingFiles(db);
    for (const outgoing of files) await this.#send(outgoing);
    return files.length > 0;
  }

  /** A PC that waits has nothing to say but that it does, and says it once. */
  #hasNews(): boolean {
    const db = this.#db;
    const chain = readChain(db, this.#replica);
    if (chain.state !== "waiting") return true;
    const invitation = storedDocument(db, "invitation")?.body ?? "";
    return chain.headSeq > receivedSeq(db, chain.id) || storedDocument(db, "joinSent")?.body !== digestOf(invitation);
  }

  /** The attachments that the last receipt asked for: sent once, and again only when the next one still asks. */
  #isWantedSent(): boolean {
    return storedDocument(this.#db, "wantedSent")?.body === this.#receiptDigest();
  }

  #receiptDigest(): string {
    const receipt = storedReceipt(this.#db);
    return receipt === null ? "" : receiptDigest(receipt);
  }

  #noteWanted(): void {
    const db = this.#db;
    storeDocument(db, "wantedSent", { version: 1, body: this.#receiptDigest() }, this.#options.now());
  }

  async #send(outgoing: OutgoingFile): Promise<void> {
    const { task, dir } = this.#options;
    const db = this.#db;
    const total = outgoing.bytes;
    await new Promise<void>((resolve, reject) => {
      const upload = new Upload(createReadStream(outgoingPath(dir, outgoing)), {
        endpoint: `${this.#line.address.origin}${paths.files}`,
        uploadUrl: outgoing.url,
        uploadSize: total,
        chunkSize: pieceBytes,
        // The contact as a whole is tried again (`schedule.ts`).
        retryDelays: null,
        metadata: { sha256: outgoing.sha256 },
        headers: { authorization: `Bearer ${this.#token}` },
        httpStack: new DefaultHttpStack({ agent: this.#line.agent }),
        storeFingerprintForResuming: false,
        onUploadUrlAvailable: () => rememberUpload(db, outgoing.sha256, upload.url),
        onProgress: (done) => {
          task.progress({ step: progressSteps.sending, done, total });
          try {
            task.throwIfCancelled();
          } catch (error) {
            void upload.abort().finally(() => reject(error));
          }
        },
        onError: (error) => reject(this.#uploadError(error)),
        onSuccess: () => resolve(),
      });
      this.#options.signal?.addEventListener("abort", () => {
        void upload.abort().finally(() => reject(new AppError("cancelled")));
      });
      upload.start();
    });
    const { state } = readChain(db, this.#replica);
    if (state === "waiting") {
      const invitation = storedDocument(db, "invitation")?.body ?? "";
      storeDocument(db, "joinSent", { version: 1, body: digestOf(invitation) }, this.#options.now());
    }
  }

  #uploadError(error: unknown): unknown {
    const { address } = this.#line;
    const response = error instanceof DetailedError ? error.originalResponse : null;
    return response === null ? lineError(error, address) : refusedBy(response.getBody(), address);
  }

  /** @returns whether anything was read */
  async #readAnswers({ answers }: NewsAnswer): Promise<boolean> {
    if (answers.length === 0) return false;
    const db = this.#db;
    const { dir, now, task } = this.#options;
    const folder = join(dir, "tmp", "fetched", randomId());
    await mkdir(folder, { recursive: true, mode: privateFolder });
    try {
      const files: string[] = [];
      for (const answer of answers)
        files.push(await this.#fetch(answer, join(folder, `${answer.sha256.slice(0, 16)}.lxr`)));
      const arrivals = await Promise.all(
        files.map(async (file) => ({
          arrival: arrivalIn(file),
          isReturn: (await openFile(file, file)).header?.of !== undefined,
        })),
      );
      const inOrder = arrivals.toSorted((a, b) => Number(b.isReturn) - Number(a.isReturn));
      const { results, failures } = await oneExchangeAtATime(db, () =>
        importReceipts(db, inOrder, { dir, now: now(), task }),
      );
      this.#feedback += results.reduce((sum, { entries }) => sum + entries, 0);
      this.#failures.push(...failures.map(({ error }) => error));
      return results.length > 0;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #fetch({ id, bytes, sha256 }: NewsAnswer["answers"][number], file: string): Promise<string> {
    const { signal, task } = this.#options;
    const response = await send(this.#line, {
      method: "GET",
      path: `${paths.answers}/${id}`,
      token: this.#token,
      ...(signal === undefined ? {} : { signal }),
    });
    const hash = createHash("sha256");
    const handle = await open(file, "wx");
    let done = 0;
    try {
      for await (const chunk of response) {
        const received: unknown = chunk;
        if (!Buffer.isBuffer(received)) throw new TypeError("bytes expected");
        done += received.length;
        if (done > bytes) break;
        hash.update(received);
        await writeChunk(handle, received);
        task.progress({ step: progressSteps.fetching, done, total: bytes });
      }
    } catch (error) {
      throw lineError(error, this.#line.address);
    } finally {
      await handle.close();
    }
    if (done !== bytes || hash.digest("hex") !== sha256)
      throw new AppError("uploadTimeout", { host: hostOf(this.#line.address) });
    return file;
  }
}

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

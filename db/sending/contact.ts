/**
 * One contact with the district: proves who calls, sends what waits, takes notes of delivery and receipts, until neither side has
 * anything new. Cut at any point it leaves what was done, and the next contact goes on there.
 *
 * It uses the data in turns, and holds nothing while bytes are on their way: a slow line keeps nobody from writing.
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
import { isCompared, readIdentity } from "../office/identity.ts";
import { AppError } from "../schema/app-error.ts";
import { randomId } from "../schema/ids.ts";
import { progressSteps } from "../schema/progress-steps.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import type { Task } from "../tasks/task.ts";
import { DistrictRefused } from "./district-refused.ts";
import { ask, hostOf, lineError, openLine, refusedBy, send, type Line } from "./line.ts";
import {
  clearOutgoing,
  forget,
  forgetRefused,
  noteDelivered,
  noteRefused,
  outgoingFiles,
  outgoingPath,
  packOutgoing,
  receivedSeq,
  refusedFiles,
  rememberUpload,
  sentFiles,
  type OutgoingFile,
  type RefusedFile,
} from "./outgoing.ts";

export interface ContactOptions {
  readonly dir: string;
  readonly now: () => number;
  /** Its signal ends the contact where it is. */
  readonly task: Task;
  /** Runs work on the open data, beside others and never beside work that is alone; always on the same data. */
  readonly use: <T>(work: (db: WritableDb) => T | Promise<T>) => Promise<T>;
  /** `http://host:port`; null for a direct line. */
  readonly proxy: string | null;
  /** A person asks: what the district refused before is sent once more. */
  readonly isAsked: boolean;
}

/** As the window is told it, with the errors as they were thrown. */
export interface ContactResult extends Omit<UploadResult, "failures" | "refused"> {
  readonly failures: readonly AppError[];
  /** What the district does not take; not sent again until a person asks. */
  readonly refused: readonly RefusedFile[];
}

/** Bytes of one request: what a cut costs at most. */
const pieceBytes = 4 * 1024 * 1024;
/** Each round sends what the last answer asked for; more than a few mean that the two sides do not agree. */
const mostRounds = 6;
/** What the protocol lets a station ask about at once. */
const mostAsked = 1_000;

/**
 * @throws AppError notJoined, uploadNoAddress, upload…, cancelled, as `exportBundle`. What was delivered until then stays so.
 */
export async function contactDistrict(options: ContactOptions): Promise<ContactResult> {
  const { dir, proxy } = options;
  const { address, ...parties } = await options.use((db) => {
    const identity = readIdentity(db);
    if (identity.district === null) throw new AppError("notJoined");
    const known = parseUploadAddress(uploadAddressFor(db, identity) ?? "");
    if (known === null) throw new AppError("uploadNoAddress");
    const { replicaId: replica, district } = identity;
    return { address: known, district: district.id, replica, keys: loadKeys(dir, replica) };
  });
  const line = openLine(address, proxy);
  try {
    return await new Contact(line, parties, options).run();
  } finally {
    line.close();
  }
}

interface Parties {
  readonly district: string;
  /** This PC. */
  readonly replica: string;
  readonly keys: Keys;
}

class Contact {
  readonly #line: Line;
  readonly #options: ContactOptions;
  readonly #replica: string;
  readonly #district: string;
  readonly #keys: Keys;
  #token = "";
  #isConfirmed = false;
  readonly #delivered: OutgoingFile[] = [];
  readonly #failures: AppError[] = [];
  #feedback = 0;

  constructor(line: Line, { district, replica, keys }: Parties, options: ContactOptions) {
    this.#line = line;
    this.#district = district;
    this.#options = options;
    this.#replica = replica;
    this.#keys = keys;
  }

  async run(): Promise<ContactResult> {
    const { dir, use, isAsked } = this.#options;
    await use((db) => {
      if (isAsked) forgetRefused(db);
      return clearOutgoing(db, dir, readChain(db, this.#replica));
    });
    await this.#prove();
    await use((db) =>
      db.run(`UPDATE "replica" SET "contactAt" = ? WHERE "id" = ?`, [this.#options.now(), this.#replica]),
    );
    let news = await this.#news();
    const { holds } = news;
    await use((db) => this.#believe(db, holds));
    for (let round = 0; round < mostRounds; round += 1) {
      if (await this.#sendAll()) news = await this.#news();
      // Without a new answer there is nothing that the next round could say and this one did not.
      if (!(await this.#readAnswers(news))) break;
      // What came may have made another chain of this PC, which introduces itself with the next contact.
      if ((await use((db) => readIdentity(db).replicaId)) !== this.#replica) break;
      // A receipt may ask for something, and the district may have more to say once it knows that this one came.
      news = await this.#news();
    }
    return use((db) => this.#result(db));
  }

  #result(db: ReadableDb): ContactResult {
    const { importedSeq, headSeq } = readChain(db, this.#replica);
    const refused = refusedFiles(db);
    return {
      sent: this.#delivered
        .filter(({ file }) => refused.every((one) => one.file !== file))
        .map(({ file, fromSeq, toSeq }) => ({
          file,
          entries: Math.max(0, toSeq - fromSeq + 1),
          grade: toSeq >= fromSeq && toSeq <= importedSeq ? "imported" : "received",
        })),
      feedback: this.#feedback,
      left: headSeq - Math.max(importedSeq, receivedSeq(db, this.#replica)),
      failures: this.#failures,
      refused,
    };
  }

  /** What every request has. */
  get #asked(): { readonly signal?: AbortSignal } {
    const { signal } = this.#options.task;
    return signal === undefined ? {} : { signal };
  }

  async #prove(): Promise<void> {
    const replica = this.#replica;
    const { use } = this.#options;
    const asked = { method: "POST", ...this.#asked } as const;
    const { nonce } = await ask(this.#line, challengeAnswer, { ...asked, path: paths.challenge, body: { replica } });
    const pin = this.#line.pin() ?? "";
    const proof = proofBytes({ district: this.#district, replica, nonce, pin });
    const signature = this.#keys.signContact(proof).toString("base64url");
    const request = await use((db) =>
      readChain(db, replica).state === "waiting"
        ? joinRequestFor(knownDistrict(db, readIdentity(db)).invitation, this.#keys)
        : null,
    );
    const body = { replica, nonce, signature, join: request };
    const session = await ask(this.#line, sessionAnswer, { ...asked, path: paths.session, body });
    this.#token = session.token;
    this.#isConfirmed = session.isConfirmed;
  }

  async #news(): Promise<NewsAnswer> {
    const body = await this.#options.use((db): NewsRequest => {
      const feed = feedOf(db, readIdentity(db).stationId);
      const receipt = storedReceipt(db);
      return {
        files: sentFiles(db)
          .filter(({ state }) => state !== "refused")
          .slice(0, mostAsked)
          .map(({ sha256 }) => sha256),
        feed: { replica: feed.id, seq: feed.headSeq },
        receipt: receipt === null ? null : receiptDigest(receipt),
      };
    });
    const news = await ask(this.#line, newsAnswer, {
      method: "POST",
      path: paths.news,
      token: this.#token,
      body,
      ...this.#asked,
    });
    await this.#options.use((db) => this.#takeNotes(db, news, new Set(body.files)));
    return news;
  }

  /** @param asked what the answer is about */
  async #takeNotes(db: WritableDb, { notes, refused }: NewsAnswer, asked: ReadonlySet<string>): Promise<void> {
    const { dir } = this.#options;
    const { signingKey } = feedOf(db, readIdentity(db).stationId);
    for (const outgoing of sentFiles(db)) {
      if (!asked.has(outgoing.sha256)) continue;
      const verdict = refused.find(({ sha256 }) => sha256 === outgoing.sha256);
      const note = notes.find(({ body }) => body.sha256 === outgoing.sha256);
      if (verdict !== undefined) await noteRefused(db, dir, outgoing, verdict.code);
      // It had it, and has lost it: what was in it is packed again.
      else if (note === undefined && outgoing.state === "delivered") forget(db, outgoing);
      if (verdict !== undefined || note === undefined || outgoing.state === "delivered") continue;
      if (signingKey === null || !isDeliveryOf(signingKey, note)) throw new AppError("uploadUnproved");
      await noteDelivered(db, dir, outgoing, { note, district: this.#district });
      this.#delivered.push(outgoing);
      if (outgoing.wanted !== null) this.#noteWanted(db, outgoing.wanted);
    }
  }

  /** What the receiver holds counts where it is less than what was believed: it may have lost its inbox, and all of it is sent again. */
  #believe(db: WritableDb, holds: number): void {
    const { importedSeq } = readChain(db, this.#replica);
    db.run(`UPDATE "replica" SET "receivedSeq" = min("receivedSeq", ?) WHERE "id" = ?`, [
      Math.max(importedSeq, holds),
      this.#replica,
    ]);
  }

  /** @returns whether anything was sent */
  async #sendAll(): Promise<boolean> {
    const { dir, now, task, use } = this.#options;
    const files = await use(async (db) => {
      if (this.#hasNews(db)) {
        const receipt = receiptSaid(db);
        const isWantedSent = storedDocument(db, "wantedSent")?.body === receipt;
        const joinOnly = !this.#mayTell(db);
        const options = { dir, now: now(), task, replica: this.#replica, receipt, isWantedSent, joinOnly };
        await oneExchangeAtATime(db, () => packOutgoing(db, options));
      }
      return outgoingFiles(db);
    });
    for (const outgoing of files) await this.#send(outgoing);
    return files.length > 0;
  }

  /** Whether both sides have made sure of each other: records go out and receipts come in. */
  #mayTell(db: ReadableDb): boolean {
    return this.#isConfirmed && isCompared(readIdentity(db));
  }

  /** A PC that waits has nothing to say but that it does, and says it once. */
  #hasNews(db: ReadableDb): boolean {
    return this.#mayTell(db) || storedDocument(db, "joinSent")?.body !== this.#joinSaid(db);
  }

  /** What the request to join rests on: this PC and its invitation. */
  #joinSaid(db: ReadableDb): string {
    const invitation = storedDocument(db, "invitation")?.body ?? "";
    return `${this.#replica} ${createHash("sha256").update(invitation).digest("hex")}`;
  }

  /** The attachments that a receipt asked for: sent once, and again only when the next one still asks. */
  #noteWanted(db: WritableDb, receipt: string): void {
    storeDocument(db, "wantedSent", { version: 1, body: receipt }, this.#options.now());
  }

  async #send(outgoing: OutgoingFile): Promise<void> {
    const { dir, use, now } = this.#options;
    try {
      await this.#upload(outgoing);
    } catch (error) {
      // It would be refused again and again. The rest of the contact goes on without it.
      if (!(error instanceof DistrictRefused) || (error.reason !== "badFile" && error.reason !== "tooLarge"))
        throw error;
      await use((db) => noteRefused(db, dir, outgoing, error.number));
    }
    await use((db) => {
      if (!this.#mayTell(db)) storeDocument(db, "joinSent", { version: 1, body: this.#joinSaid(db) }, now());
    });
  }

  async #upload(outgoing: OutgoingFile): Promise<void> {
    const { task, dir, use } = this.#options;
    const total = outgoing.bytes;
    const remembering: Promise<void>[] = [];
    const end = new AbortController();
    try {
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
          onUploadUrlAvailable: () => {
            remembering.push(use((db) => rememberUpload(db, outgoing.sha256, upload.url)));
          },
          onProgress: (done) => {
            task.progress({ step: progressSteps.sending, done, total });
            try {
              task.throwIfCancelled();
            } catch {
              stop();
            }
          },
          onError: (error) => reject(this.#uploadError(error)),
          onSuccess: () => resolve(),
        });
        const stop = (): void => {
          void upload.abort().finally(() => reject(new AppError("cancelled")));
        };
        task.signal?.addEventListener("abort", stop, { signal: end.signal });
        if (task.signal?.aborted === true) return reject(new AppError("cancelled"));
        upload.start();
      });
    } finally {
      end.abort();
      await Promise.all(remembering);
    }
  }

  #uploadError(error: unknown): unknown {
    const { address } = this.#line;
    const response = error instanceof DetailedError ? error.originalResponse : null;
    if (response === null) return lineError(error, address);
    const refused = refusedBy(response.getBody(), address);
    // The proof that was taken a while ago has run out; the next contact proves anew and goes on there.
    const isLate = refused instanceof DistrictRefused && refused.reason === "unproved";
    return isLate ? new AppError("uploadTimeout", { host: hostOf(address) }, { cause: refused }) : refused;
  }

  /** @returns whether anything was read */
  async #readAnswers({ answers }: NewsAnswer): Promise<boolean> {
    if (answers.length === 0 || !(await this.#options.use((db) => this.#mayTell(db)))) return false;
    const { dir, now, task, use } = this.#options;
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
      const { results, failures } = await use((db) =>
        oneExchangeAtATime(db, () => importReceipts(db, inOrder, { dir, now: now(), task })),
      );
      this.#feedback += results.reduce((sum, { entries }) => sum + entries, 0);
      this.#failures.push(...failures.map(({ error }) => error));
      return results.length > 0;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #fetch({ id, bytes, sha256 }: NewsAnswer["answers"][number], file: string): Promise<string> {
    const { task } = this.#options;
    const response = await send(this.#line, {
      method: "GET",
      path: `${paths.answers}/${id}`,
      token: this.#token,
      ...this.#asked,
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

/** The last receipt that came, as the receiver knows it again; empty before the first. */
function receiptSaid(db: ReadableDb): string {
  const receipt = storedReceipt(db);
  return receipt === null ? "" : receiptDigest(receipt);
}

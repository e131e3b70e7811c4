/**
 * The receiver's network side: TLS, who calls, what may be stored. It knows the roster's keys and the inbox, and neither the database
 * nor the office's private keys: what it cannot answer it asks of the desk, which has them (`desk.ts`).
 */
import { Server as TusServer, type Upload } from "@tus/server";
import fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Server as HttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { Delivery } from "../network/delivery.ts";
import {
  challengeRequest,
  newsRequest,
  paths,
  sessionRequest,
  type NewsAnswer,
  type NewsRequest,
  type RefusalReason,
} from "../network/protocol.ts";
import { limits as fileLimits } from "../bundle/format.ts";
import { toAppError } from "../schema/app-error.ts";
import { guardConnections } from "./connections.ts";
import type { Sender } from "./gate.ts";
import type { ReceiverLimits } from "./limits.ts";
import type { ReceiverLog } from "./log.ts";
import { Members, type MembersList } from "./members.ts";
import type { AnswerFile, DeskNews } from "./messages.ts";
import { Refused } from "./refused.ts";
import { Sessions, type Session } from "./sessions.ts";
import type { TurnedAway } from "./turned-away.ts";
import { announcedDigest, UploadStore, type Owner, type StoredFile } from "./store.ts";

/** What has the database and the keys. */
export interface Desk {
  /** A file lies in the inbox. @returns the district's word that it does */
  stored(file: StoredFile): Promise<Delivery>;
  news(caller: { readonly replica: string; readonly station: string }, request: NewsRequest): Promise<DeskNews>;
}

export interface ListenerOptions {
  readonly dir: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
  /** Of the certificate's key. */
  readonly pin: string;
  readonly limits: ReceiverLimits;
  readonly members: MembersList;
  readonly log: ReceiverLog;
  /** Told of each PC that has proved its key. */
  readonly onContact: (replica: string) => void;
  /** Told of each caller that was turned away, and who it says it is. */
  readonly onTurnedAway: (caller: Pick<TurnedAway, "from" | "replica" | "reason">) => void;
}

export interface Listener {
  readonly port: number;
  setMembers(members: MembersList): void;
  /** Every request is answered with `busy` until it is gone on with. */
  pause(isPaused: boolean): void;
  /** Connections are cut; what was stored stays, and is gone on with after the next start. */
  close(): Promise<void>;
}

/** Bytes of a request that is not an upload. */
const bodyLimit = 128 * 1024;
/** Milliseconds between two looks for uploads that were given up. */
const tidyMs = 60 * 60_000;
/** Of what the district has for its stations, handed out and not fetched. */
const mostAnswers = 5_000;
/** After which a station may ask again whether the receiver is still paused. */
const pausedSeconds = 600;

/** @throws Error of the operating system, e.g. EADDRINUSE */
export async function startListener(options: ListenerOptions, desk: Desk): Promise<Listener> {
  const { dir, host, port, key, certificate, pin, limits, log } = options;
  let members = new Members(options.members);
  const sessions = new Sessions(pin, limits, () => performance.now());
  const answers = new Map<string, AnswerFile & { readonly replica: string }>();
  const store = new UploadStore(dir, limits, (owner) => senderOf(owner, members, joins));
  /** Of PCs that wait: by what their files are checked. */
  const joins = new Map<string, Session>();

  const app = fastify({
    https: { key, cert: certificate, minVersion: "TLSv1.2", handshakeTimeout: limits.headersMs },
    logger: false,
    bodyLimit,
    connectionTimeout: limits.idleMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    forceCloseConnections: true,
    return503OnClosing: true,
  });
  const server: HttpsServer = app.server;
  server.headersTimeout = limits.headersMs;
  const connections = guardConnections(server, limits);

  const requireSession = (request: FastifyRequest): Session => {
    const session = sessions.require(request.headers.authorization, members);
    connections.proved(request.raw.socket);
    return session;
  };

  let isPaused = false;
  app.addHook("onRequest", (_request, _reply, done) => {
    done(isPaused ? new Refused("busy", pausedSeconds) : undefined);
  });

  app.setErrorHandler((error, request, reply) => refuse(request, reply, error));
  app.setNotFoundHandler((request, reply) => refuse(request, reply, new Refused("notFound")));
  app.addHook("onResponse", (request, reply, done) => {
    log.request(request, reply.statusCode);
    done();
  });

  function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    const { status, refusal } = asRefused(error);
    log.refused(request, refusal.reason, error);
    // Fastify's `ip` is undefined, against its type, where the caller has hung up.
    turnedAway(request.socket.remoteAddress ?? "", refusal.reason, request.headers.authorization, request.body);
    if (refusal.retryAfter !== null) void reply.header("Retry-After", String(refusal.retryAfter));
    return reply.code(status).send(refusal);
  }

  /** A token that has run out, and what nobody has to know of the protocol, is no event. */
  function turnedAway(from: string, reason: RefusalReason, authorization: string | undefined, body: unknown): void {
    if (reason === "notFound" || reason === "busy") return;
    const session = sessions.find(authorization);
    if (reason === "unproved" && authorization !== undefined) return;
    const said = session?.replica ?? z.object({ replica: z.string() }).safeParse(body).data?.replica;
    options.onTurnedAway({ from, reason, replica: said !== undefined && members.pc(said) !== null ? said : null });
  }

  app.post(paths.challenge, (request) => ({
    nonce: sessions.challenge(parsed(challengeRequest, request.body).replica),
  }));

  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify waits for its handlers, unlike Express
  app.post(paths.session, async (request) => {
    const asked = parsed(sessionRequest, request.body);
    const token = await sessions.prove(asked, members);
    const session = sessions.require(`Bearer ${token}`, members);
    if (session.join !== null) joins.set(session.replica, session);
    connections.proved(request.raw.socket);
    options.onContact(session.replica);
    log.contact(session);
    return { token, isConfirmed: session.join === null };
  });

  /** PCs whose question for news is being answered. */
  const asking = new Set<string>();
  /** A district that is busy says so at once: answers that come too late for whoever asked would keep it from the next ones. */
  async function inTurn<T>(replica: string, work: () => Promise<T>): Promise<T> {
    if (asking.has(replica) || asking.size >= limits.news)
      throw new Refused("busy", 5 + Math.floor(Math.random() * 25));
    asking.add(replica);
    try {
      return await work();
    } finally {
      asking.delete(replica);
    }
  }

  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- the same
  app.post(paths.news, async (request): Promise<NewsAnswer> => {
    const { replica, station } = requireSession(request);
    const { answers: files, ...news } = await inTurn(replica, () =>
      desk.news({ replica, station }, parsed(newsRequest, request.body)),
    );
    const ids = files.map((file) => {
      const id = randomBytes(24).toString("base64url");
      answers.set(id, { ...file, replica });
      return { id, bytes: file.bytes, sha256: file.sha256 };
    });
    for (const id of [...answers.keys()].slice(0, Math.max(0, answers.size - mostAnswers))) answers.delete(id);
    return { ...news, answers: ids };
  });

  app.get<{ Params: { id: string } }>(`${paths.answers}/:id`, async (request, reply) => {
    const { replica } = requireSession(request);
    const answer = answers.get(request.params.id);
    if (answer === undefined || answer.replica !== replica) throw new Refused("notFound");
    return reply
      .header("Content-Length", String(answer.bytes))
      .type("application/octet-stream")
      .send(createReadStream(answer.file));
  });

  const tus = new TusServer({
    path: paths.files,
    datastore: store,
    relativeLocation: true,
    maxSize: fileLimits.payload,
    namingFunction: () => randomBytes(16).toString("hex"),
    onUploadCreate: async (request, upload) => ({
      metadata: await begun(request.headers.get("authorization") ?? undefined, upload),
    }),
    onUploadFinish: async (_request, upload) => {
      await finish(upload.id);
      return {};
    },
    onResponseError: (request, error) => {
      const { status, refusal } = asRefused(error);
      const response = request.runtime?.node?.res;
      if (refusal.retryAfter !== null && response?.headersSent === false)
        response.setHeader("Retry-After", String(refusal.retryAfter));
      const from = response?.req.socket.remoteAddress ?? "";
      log.refusedUpload(from, refusal.reason, error);
      // The tus protocol's own refusals belong to going on after a break.
      if (refusal.reason !== "badRequest") turnedAway(from, refusal.reason, response?.req.headers.authorization, null);
      return { status_code: status, body: JSON.stringify(refusal) };
    },
  });

  async function begun(authorization: string | undefined, { id, size, metadata }: Upload): Promise<Upload["metadata"]> {
    const { replica, station, join } = sessions.require(authorization, members);
    if (size === undefined || size < 1) throw new Refused("badRequest");
    const sha256 = announcedDigest(metadata);
    await store.requireRoom(id, { replica, station, bytes: size, sha256 }, join !== null);
    return { replica, station, sha256 };
  }

  async function finish(id: string): Promise<void> {
    const stored = await store.finish(id);
    log.stored(stored);
    await desk.stored(stored);
  }

  const isOwn = (id: string, { replica }: Session): boolean => store.ownerOf(id)?.replica === replica;

  const passOn = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack();
    await tus.handle(request.raw, reply.raw);
  };
  // The tus server reads the body itself.
  app.addContentTypeParser("application/offset+octet-stream", (_request, _payload, done) => done(null));
  app.post(paths.files, async (request, reply) => {
    requireSession(request);
    await passOn(request, reply);
  });
  const requireOwnUpload = (request: FastifyRequest, id: string): void => {
    const session = requireSession(request);
    if (!isOwn(id, session)) throw new Refused("notFound");
  };
  app.patch<{ Params: { id: string } }>(`${paths.files}/:id`, async (request, reply) => {
    requireOwnUpload(request, request.params.id);
    await passOn(request, reply);
  });
  app.head<{ Params: { id: string } }>(`${paths.files}/:id`, async (request, reply) => {
    const { id } = request.params;
    requireOwnUpload(request, id);
    const bytes = await store.wholeBytes(id);
    if (bytes === null) return passOn(request, reply);
    // The last byte was here before, and what had to be done then was not: nobody would ask for it again.
    await finish(id);
    return reply
      .headers({
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": bytes,
        "Upload-Length": bytes,
        "Cache-Control": "no-store",
      })
      .send();
  });

  for (const id of await store.takeStock()) await finish(id).catch((error: unknown) => log.failure(error));
  const tidying = setInterval(() => void store.removeLeft().catch((error: unknown) => log.failure(error)), tidyMs);
  tidying.unref();
  await app.listen({ host, port, backlog: limits.connections });

  return {
    port: (server.address() as AddressInfo).port,
    setMembers: (list) => {
      members = new Members(list);
    },
    pause: (isNow) => {
      isPaused = isNow;
    },
    close: async () => {
      clearInterval(tidying);
      connections.close();
      await app.close();
    },
  };
}

/** By the roster; a PC that waits, by the invitation that it shows. @throws Refused unproved */
function senderOf({ replica, station }: Owner, members: Members, joins: ReadonlyMap<string, Session>): Sender {
  const known = members.pc(replica);
  const { district } = members;
  if (known?.state === "active" && known.station === station)
    return { district, replica, station, signingKey: known.signingKey, invitation: null };
  const joining = joins.get(replica);
  const join = joining?.join ?? null;
  if (joining === undefined || join === null || joining.station !== station) throw new Refused("unproved");
  return { district, replica, station, signingKey: joining.signingKey, invitation: join.invitation };
}

function parsed<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (!result.success) throw new Refused("badRequest", null, { cause: result.error });
  return result.data;
}

/** What the caller is told of any failure; the tus server's own errors carry a status. */
function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  const status = statusOf(error);
  if (status === 404 || status === 410) return new Refused("notFound");
  if (status === 413) return new Refused("tooLarge");
  if (status !== null && status >= 400 && status < 500) return new TusRefused(status, error);
  return toAppError(error).code === "diskFull"
    ? new Refused("diskFull", 600, { cause: error })
    : new Refused("failed", 60, { cause: error });
}

/** Keeps the status that the tus protocol gives a meaning: 409 for a wrong offset, 412, 415, 423. */
class TusRefused extends Refused {
  override readonly status: number;
  constructor(status: number, cause: unknown) {
    super("badRequest", null, { cause });
    this.status = status;
  }
}

const statusSchema = z.union([
  z.object({ status_code: z.int() }).transform(({ status_code }) => status_code),
  z.object({ statusCode: z.int() }).transform(({ statusCode }) => statusCode),
]);

function statusOf(error: unknown): number | null {
  const found = statusSchema.safeParse(error);
  return found.success ? found.data : null;
}

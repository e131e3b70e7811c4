/**
 * A line to the receiver: TLS to the pinned key and to no other, directly or through the office's proxy, and what its failures mean in
 * plain words.
 */
import { Agent, type AgentConnectOpts } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { ClientRequest, IncomingMessage } from "node:http";
import { request as secureRequest } from "node:https";
import { connect, TLSSocket } from "node:tls";
import type { Duplex } from "node:stream";
import { z } from "zod";
import type { UploadAddress } from "../network/address.ts";
import { pinOf } from "../network/certificate.ts";
import { refusalSchema } from "../network/protocol.ts";
import { AppError } from "../schema/app-error.ts";
import { DistrictRefused } from "./district-refused.ts";

export interface Line {
  readonly address: UploadAddress;
  readonly agent: Agent;
  /** Of the key that the receiver showed; null before the first connection. */
  pin(): string | null;
  close(): void;
}

/** Milliseconds until a connection stands, and without a byte on one. */
const connectMs = 20_000;
const idleMs = 60_000;

/** @param proxy `http://host:port`, with name and password if it asks for them; null for a direct line */
export function openLine(address: UploadAddress, proxy: string | null): Line {
  let seen: string | null = null;
  let isClosed = false;
  /** The agent itself knows a socket only once it stands. */
  const opening = new Set<Duplex>();
  /** Tunnels through the proxy that are not there yet. */
  const tunnels = new Set<AbortController>();

  class PinnedAgent extends Agent {
    override async connect(asking: ClientRequest, options: AgentConnectOpts): Promise<Duplex> {
      // Not by names, dates or authorities: the key alone counts, and it is looked at below before a byte is sent.
      const tls = { ...options, secureEndpoint: true as const, port: options.port, rejectUnauthorized: false };
      const socket = proxy === null ? connect({ ...tls, servername: "" }) : await tunnel(proxy, asking, tls);
      opening.add(socket);
      socket.once("close", () => opening.delete(socket));
      if (isClosed) socket.destroy();
      if (!(socket instanceof TLSSocket)) {
        // The proxy's own answer takes the place of the tunnel when it says no.
        socket.destroy();
        throw new AppError("uploadProxy", { proxy: shownProxy(proxy) });
      }
      await secured(socket);
      // For the uploads, too, whose library waits for ever.
      socket.setTimeout(idleMs, () => socket.destroy(Object.assign(new Error("timeout"), { code: "ESOCKETTIMEDOUT" })));
      const certificate = socket.getPeerX509Certificate();
      const pin = certificate === undefined ? "" : pinOf(certificate.publicKey);
      if (!address.pins.includes(pin)) {
        socket.destroy();
        throw new AppError("uploadWrongCertificate", { host: hostOf(address) });
      }
      seen = pin;
      return socket;
    }
  }
  /** @throws AppError uploadProxy, also where the proxy takes too long to answer */
  async function tunnel(url: string, asking: ClientRequest, options: AgentConnectOpts): Promise<Duplex> {
    const pending = new AbortController();
    tunnels.add(pending);
    const late = setTimeout(() => pending.abort(), connectMs);
    try {
      return await new HttpsProxyAgent(url, { signal: pending.signal }).connect(asking, options);
    } catch (error) {
      throw new AppError("uploadProxy", { proxy: shownProxy(proxy) }, { cause: error });
    } finally {
      clearTimeout(late);
      tunnels.delete(pending);
    }
  }

  const agent = new PinnedAgent({ keepAlive: true, maxSockets: 2 });
  const close = (): void => {
    isClosed = true;
    agent.destroy();
    for (const pending of tunnels) pending.abort();
    for (const socket of opening) socket.destroy();
  };
  return { address, agent, pin: () => seen, close };
}

const secured = (socket: TLSSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(
      () => socket.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })),
      connectMs,
    );
    const end = (settle: () => void) => {
      clearTimeout(late);
      settle();
    };
    socket.once("secureConnect", () => end(resolve));
    socket.once("error", (error) => end(() => reject(error)));
    socket.once("close", () => end(() => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" }))));
  });

export const hostOf = ({ origin }: UploadAddress): string => new URL(origin).host;

/** Without the password. */
function shownProxy(proxy: string | null): string {
  return proxy === null || !URL.canParse(proxy) ? "" : new URL(proxy).host;
}

export interface Asking {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** @throws AppError upload…, cancelled */
export async function ask<S extends z.ZodType>(line: Line, schema: S, asking: Asking): Promise<z.output<S>> {
  const response = await send(line, asking);
  const text = await textOf(response, line);
  const parsed = schema.safeParse(json(text));
  if (!parsed.success) throw new AppError("uploadNotReceiver", { host: hostOf(line.address) }, { cause: parsed.error });
  return parsed.data;
}

/** The answer's bytes, once its status says that they are what was asked for. @throws AppError upload…, cancelled */
export async function send(line: Line, { method, path, token, body, signal }: Asking): Promise<IncomingMessage> {
  const payload = body === undefined ? null : Buffer.from(JSON.stringify(body));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = secureRequest(`${line.address.origin}${path}`, {
      method,
      agent: line.agent,
      ...(signal === undefined ? {} : { signal }),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === null ? {} : { "content-type": "application/json", "content-length": payload.length }),
      },
    });
    asked.setTimeout(idleMs, () => asked.destroy(Object.assign(new Error("timeout"), { code: "ESOCKETTIMEDOUT" })));
    asked.once("response", resolve);
    asked.on("error", reject);
    // A request without a socket yet would be told of it only when it has one.
    signal?.addEventListener("abort", () => reject(new AppError("cancelled")), { once: true });
    if (signal?.aborted === true) reject(new AppError("cancelled"));
    asked.end(payload ?? undefined);
  }).catch((error: unknown) => {
    throw lineError(error, line.address);
  });
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return response;
  throw refusedBy(await textOf(response, line), line.address);
}

/** Refusals are short, and so is news. */
const longestText = 4 * 1024 * 1024;

async function textOf(response: IncomingMessage, { address }: Line): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      const bytes: unknown = chunk;
      if (!Buffer.isBuffer(bytes)) throw new TypeError("bytes expected");
      length += bytes.length;
      if (length > longestText) throw new AppError("uploadNotReceiver", { host: hostOf(address) });
      chunks.push(bytes);
    }
  } catch (error) {
    throw lineError(error, address);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // fits no schema
  }
}

/** What the receiver said no with. */
export function refusedBy(text: string, address: UploadAddress): AppError {
  const refusal = z.object({ reason: z.string() }).safeParse(json(text));
  if (!refusal.success) return new AppError("uploadNotReceiver", { host: hostOf(address) });
  const { reason, retryAfter } = refusalSchema.parse(json(text));
  return new DistrictRefused(reason, retryAfter);
}

const noName: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "EAI_NONAME"]);
const noConnection: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "ETIMEDOUT",
  "EADDRNOTAVAIL",
]);
const cut: ReadonlySet<string> = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "ESOCKETTIMEDOUT", "UND_ERR_SOCKET"]);

/** A failure of the line in plain words. What is none of it stays as it is. */
export function lineError(error: unknown, address: UploadAddress): unknown {
  const known = causes(error).find((cause) => cause instanceof AppError);
  if (known !== undefined) return known;
  const host = hostOf(address);
  for (const cause of causes(error)) {
    if (cause.name === "AbortError") return new AppError("cancelled", {}, { cause: error });
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (noName.has(code)) return new AppError("uploadNoName", { host }, { cause: error });
    if (noConnection.has(code)) return new AppError("uploadNoConnection", { host }, { cause: error });
    if (cut.has(code)) return new AppError("uploadTimeout", { host }, { cause: error });
    // Something answers that speaks no TLS.
    if (code.startsWith("ERR_SSL") || code === "EPROTO" || code.startsWith("HPE_"))
      return new AppError("uploadNotReceiver", { host }, { cause: error });
  }
  return error;
}

/** The error and what caused it, nearest first; the tus client keeps its own under another name. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let at: unknown = error; at instanceof Error && !found.includes(at);) {
    found.push(at);
    at = "causingError" in at && at.causingError instanceof Error ? at.causingError : at.cause;
  }
  return found;
}
